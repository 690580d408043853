/** expiry: what ends and when, on one list and as a calendar file. */
import path from 'node:path'
import { appError } from '../../domain/app-error.ts'
import { expiringWithin } from '../../domain/expiry/expiry-list.ts'
import { calendarOf } from '../../documents/calendar.ts'
import { err, ok } from '../../domain/result.ts'
import type { Command } from '../command.ts'

export const expiryCommand: Command = {
  words: ['expiry'],
  usage: '[--within DAYSd] [--ics FILE]',
  summary:
    'Expiry dates of all credentials and the dates of Microsoft 365 that concern your setups; --ics writes a calendar with reminders. With --within the exit code is 1 when a credential expires in that time, has expired, or has no expiry date entered.',
  options: { within: { type: 'string' }, ics: { type: 'string' } },
  positionals: [0, 0],
  async run({ io, args, compose }) {
    const within = args.text('within')
    const days = within === undefined ? null : /^(\d{1,4})d?$/.exec(within)?.[1]
    if (days === undefined)
      return err(
        appError('bad-input', '--within takes a number of days, such as 30d.', { field: '--within' }),
      )
    const composed = await compose()
    if (!composed.ok) return composed
    const { app, ports } = composed.value
    const now = ports.clock.now().toISOString()
    const say = ports.words.calendar
    const all = app.expiries.list()
    const items = days === null ? all : expiringWithin(all, Number(days))
    const ics = args.text('ics')
    if (ics !== undefined) {
      const file = path.resolve(ics)
      const written = await ports.files.write(file, calendarOf(items, now, ports.words))
      if (!written.ok) return written
      io.err(`${file} is written: open it to take the reminders into your calendar.`)
    }
    const worded = items.map((item) => ({
      ...item,
      ...{ what: say.what(item), wording: say.when(item, now), advice: say.advice(item) },
    }))
    if (args.flag('json')) io.out(JSON.stringify(worded))
    else if (items.length === 0) io.out('Nothing expires.')
    else
      for (const { what, wording, setups } of worded) io.out(`${wording}\n    ${what}: ${setups.join(', ')}`)
    const due = days !== null && items.some(({ kind }) => kind !== 'deadline')
    return ok(due ? 1 : 0)
  },
}
