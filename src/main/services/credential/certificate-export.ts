/** Hands a kept certificate on as a file, for a product that has to be given one. The key never leaves without a passphrase. */
import type { CredentialView } from '../../../contract/credential-views.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { SetupDesk } from '../desk/setup-desk.ts'
import type { Files } from '../surroundings/files.port.ts'
import type { CredentialService } from './credential-service.ts'
import type { CertificateWriter } from './credential.port.ts'

export type CertificateFormat = 'pfx' | 'pem'

interface CertificateExportDeps {
  readonly desk: SetupDesk
  readonly keeper: Pick<CredentialService, 'currentId' | 'find' | 'open' | 'view'>
  readonly certificateWriter: CertificateWriter
  readonly files: Files
}

/** What protects a file that may lie around for years. */
export const shortestPassphrase = 12
export const longestPassphrase = 200

export class CertificateExport {
  readonly #deps: CertificateExportDeps

  constructor(deps: CertificateExportDeps) {
    this.#deps = deps
  }

  /** `id` null: the one in use. The file can be read by this person's account alone, where the system knows such rights. */
  async write(
    setupId: string,
    id: string | null,
    to: { readonly file: string; readonly format: CertificateFormat },
    passphrase: string,
  ): Promise<Result<CredentialView, AppError>> {
    const { desk, keeper, certificateWriter, files } = this.#deps
    const opened = desk.open(setupId)
    if (!opened.ok) return opened
    if (passphrase.length < shortestPassphrase || passphrase.length > longestPassphrase)
      return err({
        code: 'export-passphrase-length',
        ...{ least: shortestPassphrase, most: longestPassphrase, field: 'passphrase' },
      })
    // A PFX says other letters in two ways, and programs disagree about which.
    if (!/^[\x20-\x7e]*$/.test(passphrase))
      return err({ code: 'export-passphrase-letters', field: 'passphrase' })
    const wanted = id ?? keeper.currentId(setupId)
    if (wanted === null) return err({ code: 'credential-none' })
    const found = keeper.find(setupId, wanted)
    if (!found.ok) return found
    if (found.value.kind !== 'certificate')
      return err({ code: 'export-not-a-certificate', field: 'credential' })
    const kept = await keeper.open(opened.value.setup, found.value.id)
    if (!kept.ok) return kept
    if (kept.value?.kind !== 'certificate') return err({ code: 'credential-not-here' })
    const { certificatePem, privateKeyPem } = kept.value
    const bytes = certificateWriter[to.format](certificatePem, privateKeyPem, passphrase)
    const written = await files.write(to.file, bytes)
    return written.ok ? ok(keeper.view(setupId, found.value.id)) : written
  }
}
