/** audit | plan | admin script: what is in the tenant, what would have to change, and how to get in. */
import path from 'node:path'
import { administrationScript } from '../../documents/files/administration-script.ts'
import { differences, type Check } from '../../domain/entra/audit/check.ts'
import { changeTable } from '../../domain/entra/plan/change-table.ts'
import type { EntraPlan } from '../../domain/entra/plan/entra-plan.schema.ts'
import { err, ok } from '../../domain/result.ts'
import type { AuditView } from '../../main/services/entra/audit-service.ts'
import type { Words } from '../../words/words.ts'
import { openSetup, type Command } from '../frame/command.ts'
import { cannot, guidOption, signInOptions, signInUsage, wishOf } from '../frame/administrator.ts'

export const auditCommands: readonly Command[] = [
  {
    words: ['audit'],
    usage: `NAME ${signInUsage}`,
    options: signInOptions,
    positionals: [1, 1],
    async run(context) {
      const { io, args, words } = context
      const opened = await openSetup(context)
      if (!opened.ok) return opened
      const { app, setup } = opened.value
      const wish = wishOf(context)
      if (!wish.ok) return wish
      const read = await app.audits.audit(setup.id, wish.value)
      if (!read.ok) return cannot(context, read.error)
      if (args.flag('json')) io.out(JSON.stringify(auditJson(read.value, words)))
      else for (const line of auditLines(read.value, words)) io.out(line)
      return ok(read.value.clean ? 0 : 1)
    },
  },
  {
    words: ['plan'],
    usage: `NAME [--use CLIENT-ID] [--out FILE] ${signInUsage}`,
    options: { ...signInOptions, use: { type: 'string' }, out: { type: 'string' } },
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
      const planned = await app.audits.plan(setup.id, wish.value, use.value)
      if (!planned.ok) return cannot(context, planned.error)
      const { plan, view } = planned.value
      const text = `${JSON.stringify(plan, null, 2)}\n`
      const out = args.text('out')
      if (out !== undefined) {
        const file = path.resolve(out)
        const written = await ports.files.write(file, text)
        if (!written.ok) return written
        io.err(words.entra.planWritten(file))
        if (plan.changes.length > 0) io.err(words.entra.scripted.handOver(setup.name, file))
      }
      if (args.flag('json')) io.out(text.trimEnd())
      else for (const line of planLines(plan, view, words)) io.out(line)
      return ok(0)
    },
  },
  {
    words: ['admin', 'script'],
    usage: 'NAME',
    options: {},
    positionals: [1, 1],
    async run({ io, args, compose, words }) {
      const opened = await openSetup({ args, compose })
      if (!opened.ok) return opened
      const { app, ports, setup } = opened.value
      const { cloud, tenantId } = setup
      if (tenantId === null) return err({ code: 'admin-without-tenant', field: 'tenantId' })
      const rights = app.audits.rightsAhead(setup.id)
      if (!rights.ok) return rights
      const script = administrationScript({
        cloud,
        tenantId,
        rights: rights.value,
        permissions: ports.recipes.permissions(),
      })
      io.out(args.flag('json') ? JSON.stringify({ script }) : script.trimEnd())
      io.err(words.entra.adminScriptAfter)
      return ok(0)
    },
  },
]

export const auditMarks = { ok: '✓', differs: '✗', unknown: '?' } as const

/** Fields are added, never renamed: other tools rely on them. Facts in English names, the sentence in the language. */
function auditJson(view: AuditView, { entra }: Words) {
  return {
    ...view,
    checks: view.checks.map((check) => ({
      ...check,
      title: entra.title(check),
      says: entra.sayCheck(check),
    })),
  }
}

function auditLines(view: AuditView, { entra }: Words): string[] {
  const { readBy, at, checks } = view
  const line = (check: Check) => {
    const { state, severity, step } = check
    const about = [
      ...(state === 'differs' ? [entra.severities[severity]] : []),
      ...(step === null || state === 'ok' ? [] : [entra.step(step)]),
    ]
    const aside = about.length === 0 ? '' : ` (${about.join(', ')})`
    return `${auditMarks[state]} ${entra.title(check)}${aside}\n    ${entra.sayCheck(check)}`
  }
  const unknown = checks.filter(({ state }) => state === 'unknown').length
  return [
    entra.readBy({ ...readBy, at }),
    ...checks.map(line),
    entra.counts(differences(checks).length, unknown, checks.length),
    ...view.moved.map(({ step, to }) => entra.moved(step, to)),
  ]
}

function planLines(plan: EntraPlan, view: AuditView, { entra }: Words): string[] {
  const titles = new Map(view.checks.map((check) => [check.id, entra.title(check)]))
  const { changes, left, tenant, rights } = plan
  return [
    entra.readBy({ ...view.readBy, at: view.at }),
    ...(changes.length === 0
      ? [left.length === 0 ? entra.planEmpty : entra.planOpen]
      : [entra.planHead(tenant.name ?? tenant.id, changes.length)]),
    ...changes.map((change, index) => {
      const revert = changeTable[change.kind].revertedBy === null ? entra.revert.final : entra.revert.undone
      return `${String(index + 1).padStart(2)}. ${entra.sayChange(change)} ${revert}`
    }),
    ...left.map((one) => `  - ${entra.left(one, titles.get(one.check) ?? one.check)}`),
    ...(rights.length === 0 ? [] : [entra.planRights(rights)]),
  ]
}
