/** task: writes the file that makes Windows repeat a verification. */
import path from 'node:path'
import { err, ok } from '../../domain/result.ts'
import { checkTimeOfDay } from '../../domain/fields/date.ts'
import { parseDays } from '../../domain/task-schedule/schedule.ts'
import { missingOption, type Command } from '../frame/command.ts'

export const taskCommand: Command = {
  words: ['task'],
  usage: 'NAME --out FILE [--at HH:MM] [--days daily|mon,thu,…] [--report DIR]',
  options: {
    out: { type: 'string' },
    at: { type: 'string' },
    days: { type: 'string' },
    report: { type: 'string' },
  },
  positionals: [1, 1],
  async run({ io, args, compose, words }) {
    const out = args.text('out')
    if (out === undefined) return err(missingOption('--out'))
    const at = checkTimeOfDay(args.text('at') ?? '06:00', '--at')
    if (!at.ok) return at
    const days = parseDays(args.text('days') ?? 'mon')
    if (!days.ok) return days
    const composed = await compose()
    if (!composed.ok) return composed
    const { app } = composed.value
    const setup = app.setups.byName(args.positionals[0] ?? '')
    if (!setup.ok) return setup
    const file = path.resolve(out)
    const report = args.text('report')
    const written = await app.tasks.write(setup.value.id, file, {
      at: at.value,
      days: days.value,
      reports: report === undefined ? null : path.resolve(report),
    })
    if (!written.ok) return written
    const { command, reports } = written.value
    if (args.flag('json')) io.out(JSON.stringify({ path: file, command, reports }))
    else {
      io.out(file)
      io.err(words.cli.task.register(command))
      io.err(words.cli.task.runs(reports))
    }
    return ok(0)
  },
}
