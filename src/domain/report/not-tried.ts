/** What a verification has left open: the plan of a setup beside the attempts that were made. */
import type { PlannedCheck } from '../recipe/recipe.schema.ts'
import { attemptKey } from '../run/attempts.ts'
import type { PlannedProbe } from '../run/plan-run.ts'
import type { Probe } from '../run/run.schema.ts'
import type { NotTried } from './brief.schema.ts'

/** So many addresses are named; the matrix shows the others. */
const named = 3

export interface PlanFacts {
  readonly checks: readonly PlannedCheck[]
  readonly planned: readonly PlannedProbe[]
  readonly probes: readonly Probe[]
  /** Ids of runs that came out of a file. */
  readonly imported: ReadonlySet<string>
}

/** A check without a mailbox to try it on, then what was planned and has no outcome, then what only a file says. */
export function notTried({ checks, planned, probes, imported }: PlanFacts): NotTried[] {
  const tried = probes.filter(({ outcome }) => outcome !== null)
  const anywhere = new Set(tried.map(attemptKey))
  const here = new Set(tried.filter(({ runId }) => !imported.has(runId)).map(attemptKey))
  return [
    ...checks.flatMap((check) => withoutMailbox(check, planned)),
    ...byCheck(
      'attempts',
      planned.filter((attempt) => !anywhere.has(attemptKey(attempt))),
    ),
    ...byCheck(
      'only-imported',
      planned.filter((attempt) => anywhere.has(attemptKey(attempt)) && !here.has(attemptKey(attempt))),
    ),
  ]
}

function withoutMailbox(check: PlannedCheck, planned: readonly PlannedProbe[]): NotTried[] {
  if (planned.some((probe) => probe.check === check.id)) return []
  if (check.mailbox === 'outside-scope') return [{ code: 'no-outside-mailbox' }]
  if (check.mailbox === 'calendar') return [{ code: 'no-calendar-mailbox' }]
  return check.mailbox === 'reply-folder' ? [{ code: 'no-reader' }] : []
}

function byCheck(code: 'attempts' | 'only-imported', open: readonly PlannedProbe[]): NotTried[] {
  const groups = Map.groupBy(open, ({ check, transport, expected }) => [check, transport, expected].join(' '))
  return [...groups.values()].flatMap((attempts) =>
    attempts.slice(0, 1).map(({ transport, expected }) => ({
      code,
      ...{ transport, expected },
      mailboxes: attempts.length,
      first: attempts.slice(0, named).map(({ from }) => from),
    })),
  )
}
