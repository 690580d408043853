/** setup export | import | template: setups between computers and customers. */
import path from 'node:path'
import { appError, type AppError } from '../../domain/app-error.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import { loadCloudFile } from '../../main/adapters/system/cloud-file.ts'
import type { ImportedView } from '../../contract/views.ts'
import type { Command, Context } from '../command.ts'

const longestPassphraseInput = 8192

export const setupTransferCommands: readonly Command[] = [
  {
    words: ['setup', 'export'],
    usage: 'NAME --out FILE [--with-attachments] [--passphrase-stdin]',
    summary:
      'Writes a setup with its history for another computer; no secrets, and sealed when a passphrase comes on stdin.',
    options: {
      out: { type: 'string' },
      'with-attachments': { type: 'boolean' },
      'passphrase-stdin': { type: 'boolean' },
    },
    positionals: [1, 1],
    async run(context) {
      const { io, args, compose } = context
      const out = args.text('out')
      if (out === undefined) return err(missingOut())
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
    summary: 'Takes an exported setup in; one that is here already is joined with it, and every move stays.',
    options: { 'passphrase-stdin': { type: 'boolean' }, name: { type: 'string' }, cloud: { type: 'string' } },
    positionals: [1, 1],
    async run(context) {
      const { io, args, compose } = context
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
      io.out(args.flag('json') ? JSON.stringify(imported.value) : importedText(imported.value))
      return ok(0)
    },
  },
  {
    words: ['setup', 'template'],
    usage: 'NAME --out FILE',
    summary: 'Writes answers and notes for the next customer, without anything that names this one.',
    options: { out: { type: 'string' } },
    positionals: [1, 1],
    async run({ io, args, compose }) {
      const out = args.text('out')
      if (out === undefined) return err(missingOut())
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
  return err(
    appError('bad-input', 'stdin has to hold the passphrase, on one line.', {
      field: '--passphrase-stdin',
      next: 'Type it, or send it with a pipe.',
    }),
  )
}

function missingOut(): AppError {
  return appError('bad-input', '--out is missing: name the file to write.', { field: '--out' })
}

function importedText(view: ImportedView): string {
  const lines = [view.created ? `Imported “${view.name}”.` : `Joined with “${view.name}”.`]
  for (const step of view.steps)
    lines.push(
      `  ${step.step}: ${step.from} → ${step.to}, ${step.moves} new ${step.moves === 1 ? 'move' : 'moves'}${step.both ? ' (both sides moved it: look at its history)' : ''}`,
    )
  const added = [
    [view.mailboxes, 'mailbox', 'mailboxes'],
    [view.runs, 'run', 'runs'],
    [view.attachments, 'attachment', 'attachments'],
  ] as const
  for (const [count, one, many] of added)
    if (count > 0) lines.push(`  ${count} ${count === 1 ? one : many} added`)
  for (const what of view.filled) lines.push(`  ${what}: filled in`)
  for (const { what, here, file } of view.differences)
    lines.push(`  ${what} differs: here “${here}” (kept), in the file “${file}”`)
  if (lines.length === 1 && !view.created)
    lines.push('  Nothing new: everything in the file was here already.')
  return lines.join('\n')
}
