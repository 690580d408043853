/** report: writes what a setup is handed over with, and tells whether such a file was changed. */
import path from 'node:path'
import type { ReportCheckView } from '../../contract/report-views.schema.ts'
import { err, ok } from '../../domain/result.ts'
import type { Words } from '../../words/words.ts'
import { reportFormats } from '../../main/services/report/report-service.ts'
import { missingOption, oneOf, type Command, type Context, type ExitCode } from '../frame/command.ts'

export const reportCommand: Command = {
  words: ['report'],
  usage: `NAME --format ${reportFormats.join('|')} --out FILE, or --check FILE`,
  options: { format: { type: 'string' }, out: { type: 'string' }, check: { type: 'string' } },
  positionals: [0, 1],
  async run(context) {
    const { io, args, compose } = context
    if (args.text('check') !== undefined) return check(context)
    const format = oneOf(args, 'format', reportFormats)
    if (!format.ok) return format
    const out = args.text('out')
    const [name] = args.positionals
    if (name === undefined) return err(missingOption('NAME'))
    if (format.value === null) return err(missingOption('--format'))
    if (out === undefined) return err(missingOption('--out'))
    const composed = await compose()
    if (!composed.ok) return composed
    const setup = composed.value.app.setups.byName(name)
    if (!setup.ok) return setup
    const file = path.resolve(out)
    const written = await composed.value.app.reports.write(setup.value.id, null, format.value, file)
    if (!written.ok) return written
    io.out(args.flag('json') ? JSON.stringify({ path: file, digest: written.value.digest }) : file)
    return ok(0)
  },
}

async function check({ io, args, compose }: Context): ReturnType<Command['run']> {
  if (args.positionals.length > 0 || args.text('format') !== undefined || args.text('out') !== undefined)
    return err({ code: 'check-takes-one-file', field: '--check' })
  const composed = await compose()
  if (!composed.ok) return composed
  const checked = await composed.value.app.reports.check(path.resolve(args.text('check') ?? ''))
  if (!checked.ok) return checked
  if (args.flag('json')) io.out(JSON.stringify(checked.value))
  else for (const line of checkLines(checked.value, composed.value.ports.words)) io.out(line)
  return ok(exitCodes[checked.value.result])
}

const exitCodes: Readonly<Record<ReportCheckView['result'], ExitCode>> = {
  unchanged: 0,
  changed: 1,
  'no-report': 2,
}

function checkLines(
  { result, why, report, store, differences }: ReportCheckView,
  { reportCheck: say }: Words,
): string[] {
  const unchanged = result === 'unchanged'
  return [
    // in capitals: a line in a log that must not be overlooked
    result === 'changed' ? say.results.changed.toUpperCase() : unchanged ? say.results.unchanged : '',
    why === null ? '' : say.why[why],
    report === null ? '' : say.aboutLine(report.setup, report.generatedAt, report.verdict, report.digest),
    unchanged ? say.store[store] : '',
    ...differences.map(say.difference),
    unchanged ? say.notSigned : '',
  ].filter((line) => line !== '')
}
