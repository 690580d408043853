/** support: the bundle for a person who helps, with nothing secret in it. */
import path from 'node:path'
import { err, ok } from '../../domain/result.ts'
import type { Command } from '../frame/command.ts'

export const supportCommand: Command = {
  words: ['support'],
  usage: '[NAME] [--out FILE] [--show] [--pseudonyms]',
  options: { out: { type: 'string' }, show: { type: 'boolean' }, pseudonyms: { type: 'boolean' } },
  positionals: [0, 1],
  async run({ io, args, compose, words }) {
    const out = args.text('out')
    if (out === undefined && !args.flag('show'))
      return err({ code: 'one-of-options-missing', options: ['--out FILE', '--show'], field: '--out' })
    const composed = await compose()
    if (!composed.ok) return composed
    const { app } = composed.value
    const [name] = args.positionals
    const setup = name === undefined ? null : app.setups.byName(name)
    if (setup !== null && !setup.ok) return setup
    const shown = await app.support.preview(setup?.value.id ?? null, { pseudonyms: args.flag('pseudonyms') })
    if (!shown.ok) return shown
    const { id, files } = shown.value
    if (args.flag('json'))
      io.out(
        JSON.stringify({
          files: files.map((file) =>
            args.flag('show') ? file : { name: file.name, characters: file.text.length },
          ),
        }),
      )
    else
      for (const { name: file, text } of files)
        io.out(args.flag('show') ? `=== ${file}\n${text}` : words.cli.support.characters(file, text.length))
    if (out === undefined) return ok(0)
    const saved = await app.support.save(id, path.resolve(out))
    if (!saved.ok) return saved
    io.err(words.cli.support.saved(path.resolve(out)))
    return ok(0)
  },
}
