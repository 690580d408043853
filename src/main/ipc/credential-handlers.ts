/** Handlers of the credential calls. A secret comes in and is handed on; nothing of it goes back. */
import path from 'node:path'
import { kindOf } from '../../domain/problem/app-error.ts'
import { err, map, ok } from '../../domain/result.ts'
import type { App } from '../wiring/app.ts'
import type { FileDialogs } from '../services/surroundings/person.port.ts'
import type { Files } from '../services/surroundings/files.port.ts'
import type { Words } from '../../words/words.ts'
import type { Handlers } from './register.ts'

const largestFile = 1_000_000

type CredentialHandlers = Pick<Handlers, Extract<keyof Handlers, `credential.${string}`>>

export function createCredentialHandlers(
  app: App,
  ports: {
    readonly dialogs: FileDialogs
    readonly files: Files
    readonly words: Words
    readonly fileName: (text: string) => string
  },
): CredentialHandlers {
  /** Files that asked for a passphrase, by setup: the page knows their names, never their paths. */
  const waiting = new Map<string, string>()

  return {
    'credential.list': async ({ setup }) => app.credentials.list(setup),
    'credential.setSecret': ({ setup, value, expiresAt }) =>
      app.credentials.setSecret(setup, value, expiresAt),
    'credential.chooseFile': async ({ setup, passphrase }) => {
      const chosen =
        passphrase === null
          ? await ports.dialogs.chooseOpen({
              title: ports.words.native.dialogs.chooseCertificate,
              extensions: ['pfx', 'p12', 'pem', 'crt', 'key'],
            })
          : waiting.get(setup)
      if (chosen === undefined) return err({ code: 'certificate-file-not-waiting' })
      if (chosen === null) return ok(null)
      const content = await ports.files.readBytes(chosen, largestFile)
      if (!content.ok) return content
      const kept = await app.credentials.setFile(setup, content.value, passphrase)
      if (kept.ok) {
        waiting.delete(setup)
        return ok({ outcome: 'kept', ...kept.value })
      }
      if (kindOf(kept.error) !== 'needs-passphrase') return kept
      waiting.set(setup, chosen)
      return ok({ outcome: 'needs-passphrase', file: path.basename(chosen) })
    },
    'credential.forget': ({ setup, credential }) => app.credentials.forget(setup, credential),
    'credential.prove': ({ setup, credential }) => app.credentialProof.prove(setup, credential),
    'credential.export': async ({ setup, credential, format, passphrase }) => {
      const name = app.setups.get(setup)
      if (!name.ok) return name
      const { dialogs, files } = ports.words.native
      const file = await ports.dialogs.chooseSave({
        title: dialogs.exportCertificate,
        suggestedName: `${ports.fileName(files.certificate(name.value.name))}.${format}`,
        extension: format,
      })
      if (file === null) return ok(null)
      const written = await app.certificateExport.write(setup, credential, { file, format }, passphrase)
      return map(written, () => ({ path: file }))
    },
  }
}
