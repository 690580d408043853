/** setup export | import | template: setups between computers and customers. */
import path from 'node:path'
import type { AppError } from '../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { loadCloudFile } from '../../main/adapters/system/cloud-file.ts'
import { missingOption, type Command, type Context } from '../frame/command.ts'

const longestPassphraseInput = 8192

export const setupTransferCommands: readonly Command[] = [
  {
    words: ['setup', 'export'],
    usage: 'NAME --out FILE [--with-attachments] [--passphrase-stdin]',
    options: {
      out: { type: 'string' },
      'with-attachments': { type: 'boolean' },
      'passphrase-stdin': { type: 'boolean' },
    },
    positionals: [1, 1],
    async run(context) {
      const { io, args, compose } = context
      const out = args.text('out')
      if (out === undefined) return err(missingOption('--out'))
      const passphrase = await readPassphrase(context)
      if (!passphrase.ok) return passphrase
      const composed = await compose()
      if (!composed.ok) return composed
      const setup = composed.value.app.setups.byName(args.positionals[0] ?? '')
      if (!setup.ok) return setup
      const file = path.resolve(out)
      const written = await composed.value.app.exports.export(setup.value.id, file, {
        passphrase: passphrase.value,
        withAttachments: args.flag('with-attachments'),
      })
      if (!written.ok) return written
      io.out(args.flag('json') ? JSON.stringify({ path: file, sealed: passphrase.value !== null }) : file)
      return ok(0)
    },
  },
  {
    words: ['setup', 'import'],
    usage: 'FILE [--passphrase-stdin] [--name NEW] [--cloud FILE]',
    options: { 'passphrase-stdin': { type: 'boolean' }, name: { type: 'string' }, cloud: { type: 'string' } },
    positionals: [1, 1],
    async run(context) {
      const { io, args, compose, words } = context
      const passphrase = await readPassphrase(context)
      if (!passphrase.ok) return passphrase
      const cloudFile = args.text('cloud')
      const cloud = cloudFile === undefined ? ok(null) : loadCloudFile(cloudFile)
      if (!cloud.ok) return cloud
      const composed = await compose()
      if (!composed.ok) return composed
      const imported = await composed.value.app.imports.import(path.resolve(args.positionals[0] ?? ''), {
        passphrase: passphrase.value,
        name: args.text('name') ?? null,
        cloud: cloud.value,
      })
      if (!imported.ok) return imported
      const view = composed.value.app.setups.get(imported.value.id)
      const steps = view.ok ? view.value.checklist.steps : []
      const unneeded = new Set(steps.filter(({ state }) => state === 'not-needed').map(({ id }) => id))
      io.out(
        args.flag('json')
          ? JSON.stringify(imported.value)
          : words.cli.setup.imported(imported.value, unneeded),
      )
      return ok(0)
    },
  },
  {
    words: ['setup', 'template'],
    usage: 'NAME --out FILE',
    options: { out: { type: 'string' } },
    positionals: [1, 1],
    async run({ io, args, compose }) {
      const out = args.text('out')
      if (out === undefined) return err(missingOption('--out'))
      const composed = await compose()
      if (!composed.ok) return composed
      const setup = composed.value.app.setups.byName(args.positionals[0] ?? '')
      if (!setup.ok) return setup
      const file = path.resolve(out)
      const written = await composed.value.app.templates.write(setup.value.id, file)
      if (!written.ok) return written
      io.out(args.flag('json') ? JSON.stringify({ path: file }) : file)
      return ok(0)
    },
  },
]

/** Null without --passphrase-stdin. Never an argument: those are seen by every other program. */
async function readPassphrase({ io, args }: Context): Promise<Result<string | null, AppError>> {
  if (!args.flag('passphrase-stdin')) return ok(null)
  const text = (await io.read()).replace(/\r?\n$/, '')
  if (text !== '' && text.length <= longestPassphraseInput && !/[\r\n]/.test(text)) return ok(text)
  return err({ code: 'standard-input-empty', what: 'passphrase', field: '--passphrase-stdin' })
}
