/** expiry: what ends and when, on one list and as a calendar file. */
import path from 'node:path'
import { expiringWithin } from '../../domain/expiry/expiry-list.ts'
import { calendarOf } from '../../documents/files/calendar.ts'
import { responsibleFor, type TenantExpiry } from '../../domain/expiry/expiry-item.ts'
import type { AppError } from '../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import type { App } from '../../main/wiring/app.ts'
import { missingOption, openSetup, type Command, type Context } from '../frame/command.ts'
import { cannot, signInOptions, signInUsage, wishOf } from '../frame/administrator.ts'

export const expiryCommand: Command = {
  words: ['expiry'],
  usage: `[NAME [--tenant-wide] ${signInUsage}] [--within DAYSd] [--ics FILE]`,
  options: {
    ...signInOptions,
    within: { type: 'string' },
    ics: { type: 'string' },
    'tenant-wide': { type: 'boolean' },
  },
  positionals: [0, 1],
  async run(context) {
    const { io, args, compose, words } = context
    const within = args.text('within')
    const days = within === undefined ? null : /^(\d{1,4})d?$/.exec(within)?.[1]
    if (days === undefined) return err({ code: 'days-not-a-number', given: within ?? '', field: '--within' })
    const composed = await compose()
    if (!composed.ok) return composed
    const { app, ports } = composed.value
    const now = ports.clock.now().toISOString()
    const say = words.calendar
    const name = args.positionals[0]
    if (name === undefined && args.flag('tenant-wide')) return err(missingOption('NAME'))
    const read = name === undefined ? ok([]) : await fromTenant(context, app, name)
    if (!read.ok) return cannot(context, read.error)
    // One credential, two witnesses: what is on this PC, and what the tenant shows.
    // Without an administrator: also what one has read before in the window.
    const { items: here, damaged } = name === undefined ? app.expiryBoard.list() : app.expiries.list()
    const all = [
      ...(name === undefined ? here : here.filter(({ setups }) => setups.includes(name))),
      ...read.value,
    ]
    const items = days === null ? all : expiringWithin(all, Number(days))
    const people = app.expiries.people()
    const ics = args.text('ics')
    if (ics !== undefined) {
      const file = path.resolve(ics)
      const written = await ports.files.write(file, calendarOf(items, now, words, people))
      if (!written.ok) return written
      io.err(words.cli.expiry.written(file))
    }
    const worded = items.map((item) => ({
      ...item,
      ...{ what: say.what(item), wording: say.when(item, now), advice: say.advice(item) },
      responsible: responsibleFor(item, people),
    }))
    if (args.flag('json')) io.out(JSON.stringify(worded))
    else if (items.length === 0) io.out(words.cli.expiry.nothing)
    else
      for (const { what, wording, setups, responsible } of worded) {
        io.out(`${wording}\n    ${[what, ...(setups.length === 0 ? [] : [setups.join(', ')])].join(': ')}`)
        if (responsible.length > 0) io.out(`    ${say.responsible(responsible)}`)
      }
    for (const name of damaged) io.err(words.cli.setup.damaged(name))
    if (damaged.length > 0) return ok(3)
    const due = days !== null && items.some(({ kind }) => kind !== 'deadline')
    return ok(due ? 1 : 0)
  },
}

export const expiryPeopleCommand: Command = {
  words: ['expiry', 'people'],
  usage: 'NAME [--set "PERSON; PERSON"]',
  options: { set: { type: 'string' } },
  positionals: [1, 1],
  async run({ io, args, compose, words }) {
    const opened = await openSetup({ args, compose })
    if (!opened.ok) return opened
    const { app, setup } = opened.value
    const given = args.text('set')
    const people =
      given === undefined ? ok(app.expiries.peopleOf(setup.id)) : app.expiries.setPeople(setup.id, given)
    if (!people.ok) return people
    if (args.flag('json')) io.out(JSON.stringify(people.value))
    else if (people.value.length === 0) io.out(words.cli.expiry.nobody)
    else for (const person of people.value) io.out(words.calendar.person(person))
    return ok(0)
  },
}

async function fromTenant(
  context: Context,
  app: App,
  name: string,
): Promise<Result<TenantExpiry[], AppError>> {
  const setup = app.setups.byName(name)
  if (!setup.ok) return setup
  const wish = wishOf(context)
  return wish.ok
    ? app.tenantExpiries.read(setup.value.id, wish.value, context.args.flag('tenant-wide'))
    : wish
}
