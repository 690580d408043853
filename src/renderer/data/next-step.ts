/** The one next thing of a setup, in words and with the button that does it. */
import type { SetupView } from '../../contract/views.ts'
import type { ChecklistStep } from '../../domain/checklist/checklist.ts'

export type NextAction = 'practise' | 'mailboxes' | 'verify' | 'show'

export type Next =
  | { readonly kind: 'step'; readonly step: ChecklistStep; readonly action: NextAction }
  /** Nothing to do but wait; `until` is the soonest moment a delay is over. */
  | { readonly kind: 'waiting'; readonly step: ChecklistStep }
  | { readonly kind: 'stuck'; readonly step: ChecklistStep }
  | { readonly kind: 'done' }

function actionOf(step: ChecklistStep, practice: boolean): NextAction {
  if (step.automation === 'authorise') return 'mailboxes'
  if (step.automation === 'verify') return 'verify'
  return practice && step.practice ? 'practise' : 'show'
}

export function nextOf(setup: Pick<SetupView, 'checklist' | 'practice'>): Next {
  const { steps, next } = setup.checklist
  const step = steps.find((candidate) => candidate.id === next)
  if (step !== undefined && step.state !== 'waiting')
    return { kind: 'step', step, action: actionOf(step, setup.practice !== null) }
  const waiting = steps
    .filter((candidate) => candidate.state === 'waiting')
    .sort((a, b) => (a.waitUntil ?? '9').localeCompare(b.waitUntil ?? '9'))[0]
  if (waiting !== undefined) return { kind: 'waiting', step: waiting }
  const blocked = steps.find((candidate) => candidate.state === 'blocked')
  if (blocked !== undefined) return { kind: 'stuck', step: blocked }
  return { kind: 'done' }
}
