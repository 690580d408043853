/** What an audit means for the steps of the checklist: what was read is set beside what people said. */
import type { ShownState } from '../../checklist/checklist.schema.ts'
import type { StepIds } from '../wanted/step-ids.ts'
import type { Check } from './check.ts'
import type { CheckId } from './check-ids.ts'

export interface StepVerdict {
  readonly step: string
  /** waiting: tokens from before are valid for a while. */
  readonly to: 'done' | 'waiting' | 'blocked'
  /** What differs; empty where everything is as wanted. */
  readonly differs: readonly CheckId[]
}

export interface RecordedStep {
  readonly id: string
  readonly state: ShownState
  /** When what was done may be expected to show. */
  readonly waitUntil: string | null
}

/**
 * A step whose checks all came out right is done, whoever did it. One that is called done and is not is blocked; one
 * that nobody has called done is simply not done yet. Where anything could not be read, nothing is said.
 */
export function stepVerdicts(
  checks: readonly Check[],
  ids: StepIds,
  steps: readonly RecordedStep[],
  now: string,
): StepVerdict[] {
  const proven = provenSteps(ids)
  return steps.flatMap(({ id, state, waitUntil }): StepVerdict[] => {
    const own = checks.filter(({ step, severity }) => step === id && severity !== 'note')
    if (own.length === 0 || own.some((check) => check.state === 'unknown')) return []
    const differs = own.filter((check) => check.state === 'differs').map((check) => check.id)
    if (differs.length === 0)
      return proven.has(id) &&
        (state === 'todo' || state === 'doing' || state === 'blocked' || state === 'changed')
        ? [{ step: id, to: id === ids.removeConsent && waitUntil === null ? 'waiting' : 'done', differs }]
        : []
    // Microsoft may still be at it.
    const early = state === 'waiting' && waitUntil !== null && Date.parse(waitUntil) > Date.parse(now)
    const claimed = state === 'done' || (state === 'waiting' && !early)
    return claimed && !aboutLater(differs) ? [{ step: id, to: 'blocked', differs }] : []
  })
}

/** Steps that are done when their checks are: others ask for more than can be read. */
function provenSteps(ids: StepIds): ReadonlySet<string> {
  const {
    register,
    redirects,
    verificationRedirect,
    permissions,
    consent,
    removeConsent,
    secret,
    certificate,
  } = ids
  const all = [
    register,
    redirects,
    verificationRedirect,
    permissions,
    consent,
    removeConsent,
    secret,
    certificate,
  ]
  return new Set(all.filter((id) => id !== null))
}

/** What is true of the future, or of the tenant's rules, does not undo what was done. */
function aboutLater(differs: readonly CheckId[]): boolean {
  return differs.every(
    (id) =>
      id === 'credential-expiry' ||
      id === 'credential-policy' ||
      id === 'only-one' ||
      id === 'security-defaults',
  )
}
