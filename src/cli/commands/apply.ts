/** apply | revert: changes a tenant as a plan says, and takes it back; previewed, and agreed to by the tenant's name. */
import type { EntraPlan } from '../../domain/entra/plan/entra-plan.schema.ts'
import type { AppError } from '../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../domain/result.ts'
import type { AuditView } from '../../main/services/entra/audit-service.ts'
import type { Files } from '../../main/services/surroundings/files.port.ts'
import { auditMarks } from './audit.ts'
import { openSetup, type Command, type Context } from '../frame/command.ts'
import { errorLine } from '../frame/io.ts'
import { cannot, guidOption, signInOptions, signInUsage, wishOf } from '../frame/administrator.ts'
import { agreeOptions, agreeUsage, agreedTo, previewLines } from '../frame/agreement.ts'
import { readPlan } from '../frame/plan-file.ts'

export const applyCommands: readonly Command[] = [
  {
    words: ['apply'],
    usage: `NAME [--plan FILE] [--use CLIENT-ID] ${agreeUsage} ${signInUsage}`,
    options: {
      ...signInOptions,
      ...agreeOptions,
      plan: { type: 'string' },
      use: { type: 'string' },
    },
    positionals: [1, 1],
    async run(context) {
      const { io, args, words } = context
      const opened = await openSetup(context)
      if (!opened.ok) return opened
      const { app, ports, setup } = opened.value
      const wish = wishOf(context)
      if (!wish.ok) return wish
      const use = guidOption(args, 'use')
      if (!use.ok) return use
      const plan = await planFor(context, ports.files, async () => {
        const preview = await app.applies.preview(setup.id, wish.value, use.value)
        return preview.ok ? ok(preview.value.plan) : preview
      })
      if (!plan.ok) return cannot(context, plan.error)
      const { changes, left, tenant } = plan.value
      const json = args.flag('json')
      const say = json ? () => undefined : io.out
      const tenantName = tenant.name ?? tenant.id
      if (changes.length === 0) {
        if (json)
          io.out(JSON.stringify({ tenant, changes: [], left, stopped: null, clean: left.length === 0 }))
        else io.out(left.length === 0 ? words.entra.planEmpty : words.entra.applyOpen(setup.name))
        return ok(left.length === 0 ? 0 : 1)
      }
      // On stderr where a program reads the result: a person still sees what is about to happen.
      const preview = json ? io.err : io.out
      preview(words.entra.planHead(tenantName, changes.length))
      for (const line of previewLines(changes, context)) preview(line)
      const agreed = await agreedTo(context, setup, tenantName)
      if (!agreed.ok) return agreed
      const carried = await app.applies.apply(setup.id, plan.value, wish.value, (change) =>
        say(words.entra.doing(words.entra.sayChange(change))),
      )
      if (!carried.ok) return cannot(context, carried.error)
      const { entries, already, stopped, view } = carried.value
      if (json) io.out(JSON.stringify({ tenant, changes: entries, already, left, stopped, view }))
      else io.out(words.entra.applied(tenantName, entries.length, already.length))
      // Exit code 1 without a reason would send a person looking for one.
      if (!json && view !== null && !view.clean) for (const line of openLines(view, context)) io.err(line)
      if (stopped === null) return ok(view === null || view.clean ? 0 : 1)
      io.err(errorLine(words, stopped))
      io.err(words.entra.goesOn(setup.name))
      return ok(1)
    },
  },
  {
    words: ['revert'],
    usage: `NAME [--last | --decommission] ${agreeUsage} ${signInUsage}`,
    options: {
      ...signInOptions,
      ...agreeOptions,
      last: { type: 'boolean' },
      decommission: { type: 'boolean' },
    },
    positionals: [1, 1],
    async run(context) {
      const { io, args, words } = context
      const opened = await openSetup(context)
      if (!opened.ok) return opened
      const { app, setup } = opened.value
      const wish = wishOf(context)
      if (!wish.ok) return wish
      if (args.flag('last') && args.flag('decommission'))
        return err({ code: 'options-exclude', option: '--last', other: '--decommission', field: '--last' })
      const scope = args.flag('last') ? 'last-act' : args.flag('decommission') ? 'decommission' : 'everything'
      const planned = app.reverts.preview(setup.id, scope)
      if (!planned.ok) return planned
      const undo = planned.value.flatMap(({ change }) => change ?? [])
      const final = planned.value.filter(({ change }) => change === null).map(({ entry }) => entry.change)
      const json = args.flag('json')
      const tenantName = setup.tenantName ?? setup.tenantId ?? ''
      const preview = json ? io.err : io.out
      for (const change of final) preview(words.entra.cannotUndo(words.entra.sayChange(change)))
      if (undo.length === 0) {
        if (json) io.out(JSON.stringify({ changes: [], final, changedSince: [], stopped: null }))
        else io.out(words.entra.nothingToUndo)
        return ok(0)
      }
      preview(words.entra.planHead(tenantName, undo.length))
      for (const line of previewLines(undo, context, true)) preview(line)
      const agreed = await agreedTo(context, setup, tenantName)
      if (!agreed.ok) return agreed
      const reverted = await app.reverts.revert(
        setup.id,
        wish.value,
        (change) => (json ? () => undefined : io.out)(words.entra.doing(words.entra.sayChange(change))),
        scope,
      )
      if (!reverted.ok) return cannot(context, reverted.error)
      const { entries, changedSince, stopped } = reverted.value
      if (json) io.out(JSON.stringify({ changes: entries, final, changedSince, stopped }))
      else {
        for (const change of changedSince) io.out(words.entra.changedSince(words.entra.sayChange(change)))
        io.out(words.entra.applied(tenantName, entries.length, 0))
      }
      if (stopped !== null) io.err(errorLine(words, stopped))
      return ok(stopped === null && changedSince.length === 0 ? 0 : 1)
    },
  },
]

/** What still differs after the changes, or could not be read. */
function openLines({ checks }: AuditView, { words: { entra } }: Context): string[] {
  const open = checks.filter(({ state, severity }) => state !== 'ok' && severity !== 'note')
  return open.map((check) => `${auditMarks[check.state]} ${entra.title(check)}: ${entra.sayCheck(check)}`)
}

/** Out of a file that `plan --out` wrote, or made now. */
async function planFor(
  { args }: Context,
  files: Pick<Files, 'readText'>,
  make: () => Promise<Result<EntraPlan, AppError>>,
): Promise<Result<EntraPlan, AppError>> {
  const file = args.text('plan')
  if (file === undefined) return make()
  const plan = await readPlan(files, file)
  if (!plan.ok) return plan
  // What takes a script's run back is no part of what the product needs, so here it would count as done already.
  const { changes } = plan.value
  return changes.length > 0 && changes.every(({ checks }) => checks.length === 0)
    ? err({ code: 'plan-for-script', file, field: '--plan' })
    : plan
}
