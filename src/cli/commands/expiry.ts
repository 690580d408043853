/** expiry: what ends and when, on one list and as a calendar file. */
import path from 'node:path'
import { expiringWithin } from '../../domain/expiry/expiry-list.ts'
import { calendarOf } from '../../documents/files/calendar.ts'
import { err, ok } from '../../domain/result.ts'
import type { Command } from '../frame/command.ts'

export const expiryCommand: Command = {
  words: ['expiry'],
  usage: '[--within DAYSd] [--ics FILE]',
  options: { within: { type: 'string' }, ics: { type: 'string' } },
  positionals: [0, 0],
  async run({ io, args, compose, words }) {
    const within = args.text('within')
    const days = within === undefined ? null : /^(\d{1,4})d?$/.exec(within)?.[1]
    if (days === undefined) return err({ code: 'days-not-a-number', given: within ?? '', field: '--within' })
    const composed = await compose()
    if (!composed.ok) return composed
    const { app, ports } = composed.value
    const now = ports.clock.now().toISOString()
    const say = words.calendar
    const { items: all, damaged } = app.expiries.list()
    const items = days === null ? all : expiringWithin(all, Number(days))
    const ics = args.text('ics')
    if (ics !== undefined) {
      const file = path.resolve(ics)
      const written = await ports.files.write(file, calendarOf(items, now, words))
      if (!written.ok) return written
      io.err(words.cli.expiry.written(file))
    }
    const worded = items.map((item) => ({
      ...item,
      ...{ what: say.what(item), wording: say.when(item, now), advice: say.advice(item) },
    }))
    if (args.flag('json')) io.out(JSON.stringify(worded))
    else if (items.length === 0) io.out(words.cli.expiry.nothing)
    else
      for (const { what, wording, setups } of worded) io.out(`${wording}\n    ${what}: ${setups.join(', ')}`)
    for (const name of damaged) io.err(words.cli.setup.damaged(name))
    if (damaged.length > 0) return ok(3)
    const due = days !== null && items.some(({ kind }) => kind !== 'deadline')
    return ok(due ? 1 : 0)
  },
}
