/** What is next in a setup: the one step, with the button that does it, and the one date. */
import type { DeadlineView, SetupView } from '../../contract/views.schema.ts'
import { factsOfMailboxes } from '../../domain/recipe/placeholders.ts'
import type { Unnamed } from '../../domain/run/plan-run.ts'
import type { ChecklistStep } from '../../domain/checklist/checklist.schema.ts'

export type NextAction = 'practise' | 'mailboxes' | 'verify' | 'show'

export type Next =
  | {
      readonly kind: 'step'
      readonly step: ChecklistStep
      readonly action: NextAction
      /** What has to be named on the list of mailboxes before the step can be done; null when nothing. */
      readonly first: 'senders' | Unnamed | null
    }
  /** Nothing to do but wait; `until` is the soonest moment a delay is over. */
  | { readonly kind: 'waiting'; readonly step: ChecklistStep }
  | { readonly kind: 'stuck'; readonly step: ChecklistStep }
  /** `proven`: a run of Sendproof says so; otherwise every step is done as people reported it. */
  | { readonly kind: 'done'; readonly proven: boolean }

/** The page on which the next thing is done; null where the plan says how. */
export function pageOf(next: Next): 'mailboxes' | 'verify' | 'report' | null {
  if (next.kind === 'done') return 'report'
  if (next.kind !== 'step') return null
  return next.action === 'mailboxes' || next.action === 'verify' ? next.action : null
}

function actionOf(step: ChecklistStep, practice: boolean): NextAction {
  if (step.automation === 'authorise') return 'mailboxes'
  if (step.automation !== null) return 'verify'
  return practice && step.practice ? 'practise' : 'show'
}

/** What names the mailboxes, or sends from them, needs the list; `authorise` leads to it anyway. */
function needsList({ automation, values }: ChecklistStep): boolean {
  if (automation !== null) return automation !== 'authorise'
  return values.some(({ missing }) =>
    missing.some((name) => factsOfMailboxes.has(name) && name !== 'recipient'),
  )
}

/** Verify would only say what is missing: it is named on Mailboxes, so NEXT leads there at once. */
function firstFor(
  step: ChecklistStep,
  { total, unnamed }: SetupView['mailboxes'],
): 'senders' | Unnamed | null {
  if (total === 0 && needsList(step)) return 'senders'
  if (step.automation !== 'verify' && step.automation !== 'refusal') return null
  return unnamed[0] ?? null
}

export function nextOf(setup: Pick<SetupView, 'checklist' | 'practice' | 'mailboxes'>): Next {
  const { steps, next } = setup.checklist
  const step = steps.find((candidate) => candidate.id === next)
  if (step !== undefined && step.state !== 'waiting') {
    const first = firstFor(step, setup.mailboxes)
    const action = first === null ? actionOf(step, setup.practice !== null) : 'mailboxes'
    return { kind: 'step', step, action, first }
  }
  const waiting = steps
    .filter((candidate) => candidate.state === 'waiting')
    .sort((a, b) => (a.waitUntil ?? '9').localeCompare(b.waitUntil ?? '9'))[0]
  if (waiting !== undefined) return { kind: 'waiting', step: waiting }
  const blocked = steps.find((candidate) => candidate.state === 'blocked')
  if (blocked !== undefined) return { kind: 'stuck', step: blocked }
  return { kind: 'done', proven: steps.some(isProof) }
}

/** What a run has settled: a person's word for it proves nothing. */
function isProof({ automation, state, history }: ChecklistStep): boolean {
  return automation === 'verify' && state === 'done' && history.at(-1)?.by !== 'person'
}

/** The one date worth a line: the next that is still ahead, else one that is going on and ends on a day. */
export function nextDeadline(deadlines: readonly DeadlineView[]): DeadlineView | null {
  return (
    deadlines.find(({ state }) => state === 'ahead') ??
    // what holds since a day and has no end is no date that comes
    deadlines.find(({ state, to }) => state === 'now' && to !== null) ??
    null
  )
}
