/** expiry: what ends and when, on one list and as a calendar file. */
import path from 'node:path'
import { appError } from '../../domain/app-error.ts'
import { endingWithin } from '../../domain/expiry/expiry-list.ts'
import { calendarOf } from '../../domain/expiry/ics.ts'
import { err, ok } from '../../domain/result.ts'
import type { Command } from '../command.ts'

export const expiryCommand: Command = {
  words: ['expiry'],
  usage: '[--within DAYSd] [--ics FILE]',
  summary:
    'Ends of all credentials and the dates of Microsoft 365 that concern your setups; --ics writes a calendar with reminders. With --within the exit code is 1 when a credential ends in that time or has ended.',
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
    const all = app.expiries.list()
    const items = days === null ? all : endingWithin(all, Number(days))
    const ics = args.text('ics')
    if (ics !== undefined) {
      const file = path.resolve(ics)
      const written = await ports.files.write(file, calendarOf(items, ports.clock.now().toISOString()))
      if (!written.ok) return written
      io.err(`${file} is written: open it to take the reminders into your calendar.`)
    }
    if (args.flag('json')) io.out(JSON.stringify(items))
    else if (items.length === 0) io.out('Nothing ends.')
    else for (const item of items) io.out(`${item.wording}\n    ${item.what}: ${item.setups.join(', ')}`)
    const due = days !== null && items.some(({ kind }) => kind !== 'deadline')
    return ok(due ? 1 : 0)
  },
}
