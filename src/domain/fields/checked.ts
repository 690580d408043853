import { isError, type Finding } from '../problem/finding.ts'
import type { ProblemOf } from '../problem/problem.ts'

/**
 * What a validator answers: the value as it is kept, with what is doubtful about it; or the first thing that makes it
 * impossible, as a problem of its field. A page shows the findings, main takes the value.
 */
export type Checked<T> =
  | { readonly ok: true; readonly value: T; readonly findings: readonly Finding[] }
  | {
      readonly ok: false
      readonly error: ProblemOf<'field-not-valid'>
      readonly findings: readonly Finding[]
    }

/** The answer for a value that was looked at. `label`: what a recipe calls the field, where it is a question of one. */
export function checked<T>(
  field: string,
  value: T,
  findings: readonly Finding[],
  label: string | null = null,
): Checked<T> {
  const wrong = findings.find(isError)
  return wrong === undefined
    ? { ok: true, value, findings }
    : { ok: false, error: { code: 'field-not-valid', field, label, finding: wrong }, findings }
}
