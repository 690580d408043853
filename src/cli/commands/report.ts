/** report: writes what a setup is handed over with. */
import path from 'node:path'
import { appError } from '../../domain/app-error.ts'
import { err, ok } from '../../domain/result.ts'
import { reportFormats } from '../../main/services/report-service.ts'
import { oneOf, type Command } from '../command.ts'

export const reportCommand: Command = {
  words: ['report'],
  usage: `NAME --format ${reportFormats.join('|')} --out FILE`,
  summary: 'Writes the report of the newest run.',
  options: { format: { type: 'string' }, out: { type: 'string' } },
  positionals: [1, 1],
  async run({ io, args, compose }) {
    const format = oneOf(args, 'format', reportFormats)
    if (!format.ok) return format
    const out = args.text('out')
    if (format.value === null)
      return err(
        appError('bad-input', `--format is missing: ${reportFormats.join(' or ')}.`, { field: '--format' }),
      )
    if (out === undefined)
      return err(appError('bad-input', '--out is missing: name the file to write.', { field: '--out' }))
    const composed = await compose()
    if (!composed.ok) return composed
    const setup = composed.value.app.setups.byName(args.positionals[0] ?? '')
    if (!setup.ok) return setup
    const file = path.resolve(out)
    const written = await composed.value.app.reports.write(setup.value.id, null, format.value, file)
    if (!written.ok) return written
    io.out(args.flag('json') ? JSON.stringify({ path: file }) : file)
    return ok(0)
  },
}
