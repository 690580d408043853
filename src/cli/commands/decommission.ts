/** decommission status | deactivate | revoke | delete, and admin remove: out of the tenant, step by step. */
import { err, ok } from '../../domain/result.ts'
import { decommissionSteps, type DecommissionStep } from '../../domain/entra/decommission/decommission.ts'
import type { DecommissionView } from '../../main/services/entra/decommission-service.ts'
import type { Command, Context } from '../frame/command.ts'
import { errorLine } from '../frame/io.ts'
import { placeOf, sayers } from './rollover.ts'
import { cannot, signInOptions, signInUsage, wishOf } from '../frame/administrator.ts'
import { agreeOptions, agreeUsage, agreedTo, previewLines } from '../frame/agreement.ts'

export const decommissionCommands: readonly Command[] = [
  {
    words: ['decommission', 'status'],
    usage: `NAME [--without-logs] ${signInUsage}`,
    options: { ...signInOptions, 'without-logs': { type: 'boolean' } },
    positionals: [1, 1],
    async run(context) {
      const { io, args } = context
      const place = await placeOf(context)
      if (!place.ok) return place
      const { app, setup } = place.value
      const wish = wishOf(context)
      if (!wish.ok) return wish
      const logs = !args.flag('without-logs')
      const found = await app.decommissions.look(setup.id, null, { ...wish.value, logs })
      if (!found.ok) return cannot(context, found.error)
      if (sayers(context).json) io.out(JSON.stringify(viewJson(found.value)))
      else for (const line of lookLines(found.value, setup.name, context)) io.out(line)
      return ok(0)
    },
  },
  ...decommissionSteps.map((step): Command => ({
    words: ['decommission', step],
    usage: `NAME [--without-logs] [--even-if-used] ${agreeUsage} ${signInUsage}`,
    options: {
      ...signInOptions,
      ...agreeOptions,
      'without-logs': { type: 'boolean' },
      'even-if-used': { type: 'boolean' },
    },
    positionals: [1, 1],
    run: (context) => carryOut(context, step),
  })),
  {
    words: ['admin', 'remove'],
    usage: `NAME ${agreeUsage} ${signInUsage}`,
    options: { ...signInOptions, ...agreeOptions },
    positionals: [1, 1],
    async run(context) {
      const { io, words } = context
      const place = await placeOf(context)
      if (!place.ok) return place
      const { app, setup } = place.value
      const wish = wishOf(context)
      if (!wish.ok) return wish
      const found = await app.administrations.preview(setup.id, wish.value)
      if (!found.ok) return cannot(context, found.error)
      const { json, preview } = sayers(context)
      const { decommission, planHead } = words.entra
      if (found.value === null) {
        io.out(json ? JSON.stringify({ removed: false }) : decommission.administrationGone)
        return ok(0)
      }
      const tenantName = setup.tenantName ?? setup.tenantId ?? ''
      preview(planHead(tenantName, 1))
      for (const line of previewLines([found.value], context, true)) preview(line)
      const agreed = await agreedTo(context, setup, tenantName)
      if (!agreed.ok) return agreed
      const removed = await app.administrations.remove(setup.id, wish.value)
      if (!removed.ok) return cannot(context, removed.error)
      io.out(json ? JSON.stringify(removed.value) : decommission.administrationRemoved)
      return ok(0)
    },
  },
]

async function carryOut(context: Context, step: DecommissionStep): ReturnType<Command['run']> {
  const { io, args, words } = context
  const { decommission } = words.entra
  const place = await placeOf(context)
  if (!place.ok) return place
  const { app, setup } = place.value
  const admin = wishOf(context)
  if (!admin.ok) return admin
  const wish = { ...admin.value, logs: !args.flag('without-logs') }
  const found = await app.decommissions.look(setup.id, step, wish)
  if (!found.ok) return cannot(context, found.error)
  const { changes, tenant, use, leftovers } = found.value
  const { json, preview, heard } = sayers(context)
  const tenantName = tenant.name ?? tenant.id
  if (changes.length === 0) {
    if (json) io.out(JSON.stringify({ ...viewJson(found.value), changes: [], stopped: null }))
    else {
      io.out(decommission.nothing)
      for (const line of lookLines(found.value, setup.name, context)) io.out(line)
    }
    return ok(0)
  }
  preview(decommission.use(use))
  const said = decommission.owners(found.value.standing.stage, found.value.owners)
  if (said !== null) preview(said)
  // Deactivating is how it is found out, and undone at once; what comes after is not.
  if (use.kind === 'signed-in' && step !== 'deactivate' && !args.flag('even-if-used'))
    return err({
      code: 'decommission-still-used',
      at: use.lastAt,
      signIns: use.people + use.application,
      field: '--even-if-used',
    })
  if (step === 'delete') for (const line of leftLines(found.value, setup.name, context)) preview(line)
  preview(words.entra.planHead(tenantName, changes.length))
  for (const line of previewLines(changes, context)) preview(line)
  const agreed = await agreedTo(context, setup, tenantName)
  if (!agreed.ok) return agreed
  const done = await app.decommissions.carryOut(setup.id, step, changes, wish, heard)
  if (!done.ok) return cannot(context, done.error)
  const { entries, stopped } = done.value
  if (json)
    io.out(JSON.stringify({ tenant, use, owners: found.value.owners, leftovers, changes: entries, stopped }))
  else io.out(words.entra.applied(tenantName, entries.length, 0))
  if (stopped !== null) {
    io.err(errorLine(words, stopped))
    return ok(1)
  }
  if (step === 'delete' && wish.clientId !== null)
    io.err(decommission.administration(setup.name, wish.clientId))
  return ok(0)
}

function viewJson({ tenant, standing, use, owners, leftovers }: DecommissionView) {
  const { stage, grants, roles, application, servicePrincipal } = standing
  return {
    tenant,
    stage,
    clientId: application?.appId ?? servicePrincipal?.appId ?? null,
    ...{ grants, roles, use, owners, leftovers },
  }
}

function lookLines(view: DecommissionView, setup: string, context: Context): string[] {
  const { decommission } = context.words.entra
  const { standing, use, owners } = view
  const said = decommission.owners(standing.stage, owners)
  return [
    decommission.stage(standing),
    ...(standing.stage === 'gone' ? [] : [decommission.use(use)]),
    ...(said === null ? [] : [said]),
    ...leftLines(view, setup, context),
    decommission.next(standing.stage, setup),
  ]
}

function leftLines({ leftovers }: DecommissionView, setup: string, { words }: Context): string[] {
  const { decommission } = words.entra
  return leftovers.length === 0
    ? [decommission.noLeft]
    : [
        decommission.leftHead,
        ...leftovers.map((one) => `  - ${decommission.left(one)}`),
        decommission.leftPlan(setup),
      ]
}
