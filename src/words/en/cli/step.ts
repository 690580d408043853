/** One step of the plan, whole, as the command line prints it: the goal, the clicks, the values, and where the manual differs. */
import type { ManualNote } from '../../../domain/recipe/recipe-step.schema.ts'
import type { ChecklistStep } from '../../../domain/checklist/checklist.schema.ts'
import { minutes } from '../counts.ts'
import { terms } from '../terms.ts'

/** `portal` and `manual` in words; `first` are the titles of what has to be done before. */
export interface SaidStep extends Omit<ChecklistStep, 'portal' | 'manual'> {
  readonly portal: readonly string[]
  readonly manual: readonly ManualNote[]
  readonly first: readonly string[]
  /** What is noted about the last move; null where nothing is. */
  readonly noted: string | null
}

export function stepText(step: SaidStep): string {
  const { work, wait } = { work: minutes(step.minutes), wait: step.waitMinutes }
  return [
    step.title,
    `${terms.states[step.state]} · ${terms.rolesOnScreen[step.role]} · ${work} of work${wait === 0 ? '' : `, then up to ${minutes(wait)} until Microsoft has applied it`}`,
    ...(step.first.length === 0 ? [] : [`Do first: ${step.first.join('; ')}.`]),
    ...(step.noted === null ? [] : [step.noted]),
    '',
    step.what,
    `Why: ${step.why}`,
    ...(step.portal.length === 0 ? [] : [`Where: ${step.portal.join(' > ')}`]),
    ...(step.clicks.length === 0 ? [] : ['', ...step.clicks.map((click, index) => `${index + 1}. ${click}`)]),
    ...(step.values.length === 0 ? [] : ['', ...step.values.flatMap(valueLines)]),
    ...(step.after === null ? [] : ['', `Afterwards: ${step.after}`]),
    ...step.manual.flatMap(noteLines),
  ].join('\n')
}

function valueLines({ label, value, secret, missing }: ChecklistStep['values'][number]): string[] {
  if (secret) return [`${label}: ${value} (a secret, never shown here)`]
  const open =
    missing.length === 0 ? '' : ' (not complete yet: what stands between ‹ and › is still to be entered)'
  const [first = '', ...more] = value.split('\n')
  return more.length === 0
    ? [`${label}: ${first}${open}`]
    : [`${label}:${open}`, ...[first, ...more].map((line) => `  ${line}`)]
}

function noteLines({ how, says, do: instead, because, status, ask }: ManualNote): string[] {
  return [
    '',
    `${terms.manual[how]} ${says}`,
    `${status === 'open' ? 'Our advice, not confirmed:' : 'Do instead:'} ${instead}`,
    `Because: ${because}`,
    ...(ask === undefined ? [] : [`Ask the vendor: ${ask}`]),
  ]
}
