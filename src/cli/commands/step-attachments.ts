/** step attach | attachments | attachment: files kept as evidence. */
import path from 'node:path'
import { appError } from '../../domain/app-error.ts'
import { err, ok } from '../../domain/result.ts'
import type { Command } from '../command.ts'

export const stepAttachmentCommands: readonly Command[] = [
  {
    words: ['step', 'attach'],
    usage: 'NAME STEP FILE',
    summary: 'Keeps a copy of a file as evidence of a step: 10 MB each, 50 MB a setup.',
    options: {},
    positionals: [3, 3],
    async run({ io, args, compose }) {
      const [name = '', step = '', file = ''] = args.positionals
      const composed = await compose()
      if (!composed.ok) return composed
      const setup = composed.value.app.setups.byName(name)
      if (!setup.ok) return setup
      const attached = await composed.value.app.attachments.attach(setup.value.id, step, path.resolve(file))
      if (!attached.ok) return attached
      io.out(
        args.flag('json')
          ? JSON.stringify(attached.value)
          : `${step}: “${attached.value.name}” attached, SHA-256 ${attached.value.sha256}.`,
      )
      return ok(0)
    },
  },
  {
    words: ['step', 'attachments'],
    usage: 'NAME [STEP]',
    summary: 'Attachments with size, hash, who and when.',
    options: {},
    positionals: [1, 2],
    async run({ io, args, compose }) {
      const [name = '', step = null] = args.positionals
      const composed = await compose()
      if (!composed.ok) return composed
      const setup = composed.value.app.setups.byName(name)
      if (!setup.ok) return setup
      const list = composed.value.app.attachments.list(setup.value.id, step)
      if (!list.ok) return list
      if (args.flag('json')) io.out(JSON.stringify(list.value))
      else if (list.value.length === 0) io.out('No attachments.')
      else
        for (const one of list.value)
          io.out(
            `${one.step.padEnd(26)} ${one.name}  ${one.size} bytes  ${one.sha256}  ${one.who}, ${one.at}${one.here ? '' : '  (content not on this computer)'}`,
          )
      return ok(0)
    },
  },
  {
    words: ['step', 'attachment'],
    usage: 'NAME SHA256 --out FILE',
    summary: 'Writes an attachment back to a file; six characters of its hash are enough.',
    options: { out: { type: 'string' } },
    positionals: [2, 2],
    async run({ io, args, compose }) {
      const [name = '', hash = ''] = args.positionals
      const out = args.text('out')
      if (out === undefined)
        return err(appError('bad-input', '--out is missing: name the file to write.', { field: '--out' }))
      const composed = await compose()
      if (!composed.ok) return composed
      const setup = composed.value.app.setups.byName(name)
      if (!setup.ok) return setup
      const file = path.resolve(out)
      const saved = await composed.value.app.attachments.save(setup.value.id, hash, file)
      if (!saved.ok) return saved
      io.out(args.flag('json') ? JSON.stringify({ path: file, sha256: saved.value.sha256 }) : file)
      return ok(0)
    },
  },
]
