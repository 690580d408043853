/** step attach | attachments | attachment: files kept as evidence. */
import path from 'node:path'
import { err, ok } from '../../domain/result.ts'
import { missingOption, type Command } from '../frame/command.ts'

export const stepAttachmentCommands: readonly Command[] = [
  {
    words: ['step', 'attach'],
    usage: 'NAME STEP FILE',
    options: {},
    positionals: [3, 3],
    async run({ io, args, compose, words }) {
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
          : words.cli.step.attached(step, attached.value.name, attached.value.sha256),
      )
      return ok(0)
    },
  },
  {
    words: ['step', 'attachments'],
    usage: 'NAME [STEP]',
    options: {},
    positionals: [1, 2],
    async run({ io, args, compose, words }) {
      const [name = '', step = null] = args.positionals
      const composed = await compose()
      if (!composed.ok) return composed
      const setup = composed.value.app.setups.byName(name)
      if (!setup.ok) return setup
      const list = composed.value.app.attachments.list(setup.value.id, step)
      if (!list.ok) return list
      if (args.flag('json')) io.out(JSON.stringify(list.value))
      else if (list.value.length === 0) io.out(words.cli.step.noAttachments)
      else
        for (const one of list.value)
          io.out(
            `${one.step.padEnd(26)} ${one.name}  ${words.cli.step.bytes(one.size)}  ${one.sha256}  ${one.who}, ${one.at}${one.here ? '' : `  (${words.cli.step.notHere})`}`,
          )
      return ok(0)
    },
  },
  {
    words: ['step', 'attachment'],
    usage: 'NAME SHA256 --out FILE',
    options: { out: { type: 'string' } },
    positionals: [2, 2],
    async run({ io, args, compose }) {
      const [name = '', hash = ''] = args.positionals
      const out = args.text('out')
      if (out === undefined) return err(missingOption('--out'))
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
