/** rollover start | status | entered | finish: a new credential beside the old one, and the old one gone at the end. */
import type { Change } from '../../domain/entra/plan/change.schema.ts'
import type { Rollover } from '../../domain/entra/rollover/rollover.ts'
import type { AppError } from '../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import type { Setup } from '../../domain/setup/setup.schema.ts'
import type { App } from '../../main/wiring/app.ts'
import { missingOption, type Command, type Context } from '../frame/command.ts'
import { errorLine } from '../frame/io.ts'
import { cannot, signInOptions, signInUsage, wishOf } from '../frame/administrator.ts'
import { agreeOptions, agreeUsage, agreedTo, previewLines } from '../frame/agreement.ts'

export interface Place {
  readonly app: App
  readonly setup: Setup
}

/** The app and the setup that the first word names. */
export async function placeOf({ args, compose }: Context): Promise<Result<Place, AppError>> {
  const composed = await compose()
  if (!composed.ok) return composed
  const { app } = composed.value
  const setup = app.setups.byName(args.positionals[0] ?? '')
  return setup.ok ? ok({ app, setup: setup.value }) : setup
}

/** What is about to happen goes to stderr where a program reads the result: a person still sees it. */
export function sayers({ io, args, words }: Context) {
  const json = args.flag('json')
  return {
    json,
    preview: json ? io.err : io.out,
    heard: (change: Change) =>
      (json ? () => undefined : io.out)(words.entra.doing(words.entra.sayChange(change))),
  }
}

export const rolloverCommands: readonly Command[] = [
  {
    words: ['rollover', 'start'],
    usage: `NAME [--again] ${agreeUsage} ${signInUsage}`,
    options: { ...signInOptions, ...agreeOptions, again: { type: 'boolean' } },
    positionals: [1, 1],
    async run(context) {
      const { io, args, words } = context
      const place = await placeOf(context)
      if (!place.ok) return place
      const { app, setup } = place.value
      const wish = wishOf(context)
      if (!wish.ok) return wish
      const again = args.flag('again')
      const found = await app.rollovers.previewStart(setup.id, wish.value, again)
      if (!found.ok) return cannot(context, found.error)
      const { json, preview, heard } = sayers(context)
      const { change, there, tenant } = found.value
      const tenantName = tenant.name ?? tenant.id
      const { rollover } = words.entra
      if (change === null) preview(rollover.goesOn)
      else {
        preview(words.entra.planHead(tenantName, 1))
        for (const line of previewLines([change], context)) preview(line)
        for (const one of there) preview(rollover.stays(one))
        const agreed = await agreedTo(context, setup, tenantName)
        if (!agreed.ok) return agreed
      }
      const started = await app.rollovers.start(setup.id, wish.value, again, heard)
      if (!started.ok) return cannot(context, started.error)
      const { entries, stopped, proven, unproven } = started.value
      const status = app.rollovers.status(setup.id)
      if (!status.ok) return status
      if (json)
        io.out(JSON.stringify({ tenant, changes: entries, stopped, unproven, rollover: status.value }))
      else for (const line of statusLines(status.value, setup.name, context)) io.out(line)
      const wrong = stopped ?? unproven
      if (wrong !== null) io.err(errorLine(words, wrong))
      return ok(proven === null ? 1 : 0)
    },
  },
  {
    words: ['rollover', 'status'],
    usage: 'NAME',
    options: {},
    positionals: [1, 1],
    async run(context) {
      const { io } = context
      const place = await placeOf(context)
      if (!place.ok) return place
      const { app, setup } = place.value
      const status = app.rollovers.status(setup.id)
      if (!status.ok) return status
      if (sayers(context).json) io.out(JSON.stringify(status.value))
      else for (const line of statusLines(status.value, setup.name, context)) io.out(line)
      return ok(0)
    },
  },
  {
    words: ['rollover', 'entered'],
    usage: 'NAME (NUMBER… | --all) [--undo]',
    options: { all: { type: 'boolean' }, undo: { type: 'boolean' } },
    positionals: [1, 1_000],
    async run(context) {
      const { io, args } = context
      const place = await placeOf(context)
      if (!place.ok) return place
      const { app, setup } = place.value
      const status = app.rollovers.status(setup.id)
      if (!status.ok) return status
      const chosen = chosenPlaces(context, status.value)
      if (!chosen.ok) return chosen
      const entered = app.rollovers.enter(setup.id, chosen.value, !args.flag('undo'))
      if (!entered.ok) return entered
      if (sayers(context).json) io.out(JSON.stringify(entered.value))
      else for (const line of statusLines(entered.value, setup.name, context)) io.out(line)
      return ok(0)
    },
  },
  {
    words: ['rollover', 'finish'],
    usage: `NAME [--keep KEY-ID…] [--without-logs] [--even-if-used] ${agreeUsage} ${signInUsage}`,
    options: {
      ...signInOptions,
      ...agreeOptions,
      keep: { type: 'string', multiple: true },
      'without-logs': { type: 'boolean' },
      'even-if-used': { type: 'boolean' },
    },
    positionals: [1, 1],
    run: finish,
  },
]

async function finish(context: Context): ReturnType<Command['run']> {
  const { io, args, words } = context
  const { rollover } = words.entra
  const place = await placeOf(context)
  if (!place.ok) return place
  const { app, setup } = place.value
  const admin = wishOf(context)
  if (!admin.ok) return admin
  const keep = args.texts('keep').map((one) => one.toLowerCase())
  const wish = { ...admin.value, keep, logs: !args.flag('without-logs') }
  const found = await app.rollovers.previewFinish(setup.id, wish)
  if (!found.ok) return cannot(context, found.error)
  const { removals, use, tenant } = found.value
  const { json, preview, heard } = sayers(context)
  const tenantName = tenant.name ?? tenant.id
  if (removals.length === 0) {
    if (json) io.out(JSON.stringify({ tenant, changes: [], use, stopped: null }))
    else io.out(rollover.nothingOld)
    return ok(0)
  }
  preview(rollover.use(use))
  if (use.kind === 'used' && !args.flag('even-if-used'))
    return err({ code: 'rollover-still-used', keyId: use.keyId, at: use.at, field: '--even-if-used' })
  preview(words.entra.planHead(tenantName, removals.length))
  for (const line of previewLines(removals, context)) preview(line)
  const agreed = await agreedTo(context, setup, tenantName)
  if (!agreed.ok) return agreed
  const done = await app.rollovers.finish(setup.id, removals, wish, heard)
  if (!done.ok) return cannot(context, done.error)
  const { entries, stopped } = done.value
  if (json) io.out(JSON.stringify({ tenant, changes: entries, use, stopped }))
  else io.out(words.entra.applied(tenantName, entries.length, 0))
  if (stopped === null) return ok(0)
  io.err(errorLine(words, stopped))
  io.err(rollover.finishAgain(setup.name))
  return ok(1)
}

function chosenPlaces({ args }: Context, { places }: Rollover): Result<string[], AppError> {
  if (args.flag('all')) return ok(places.map(({ place }) => place))
  const numbers = args.positionals.slice(1)
  if (numbers.length === 0) return err(missingOption('--all'))
  const chosen: string[] = []
  for (const given of numbers) {
    const place = /^[1-9]\d{0,3}$/.test(given) ? places[Number(given) - 1] : undefined
    if (place === undefined)
      return err({ code: 'rollover-no-such-place', given, places: places.length, field: 'NUMBER' })
    chosen.push(place.place)
  }
  return ok(chosen)
}

function statusLines(status: Rollover, setup: string, { words: { entra } }: Context): string[] {
  const { rollover } = entra
  const { stage, added, places } = status
  return [
    ...(added === null ? [] : [rollover.added(added)]),
    ...places.map(({ screen, menu, field, each, entered }, index) => {
      const where = `${screen}: ${menu.join(' > ')} > ${field}${each === null ? '' : ` (${each})`}`
      return `${String(index + 1).padStart(2)}. [${entered === null ? ' ' : 'x'}] ${where}${entered === null ? '' : `  ${rollover.enteredBy(entered)}`}`
    }),
    rollover.next(stage, setup),
  ]
}
