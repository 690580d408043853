/** Makes checks out of readings, so that no check can forget what could not be read. */
import { evidenceOf, unreadOf, type Reading } from '../facts/reading.ts'
import type { Check, CheckFacts, CheckOf, CheckSeverity } from './check.ts'
import type { CheckId } from './check-ids.ts'

interface Comparison<I extends CheckId> {
  readonly differs: boolean
  readonly facts: CheckFacts[I]
  /** Where this difference is milder or graver than the check's usual one. */
  readonly severity?: CheckSeverity
  readonly settledBy?: 'plan' | 'person'
}

interface About<I extends CheckId> {
  readonly id: I
  readonly severity: CheckSeverity
  readonly step: string | null
  readonly settledBy: 'plan' | 'person'
  /** Everything the comparison looks at. */
  readonly from: readonly Reading<unknown>[]
}

/** `compare` is asked only when all readings of `from` are there. */
export function check<I extends CheckId>(about: About<I>, compare: () => Comparison<I>): Check {
  const { id, step, from } = about
  const unread = unreadOf(from)
  if (unread !== null) {
    const { severity, settledBy } = about
    return made({ id, severity, step, settledBy, state: 'unknown', facts: null, evidence: null, unread })
  }
  const { differs, facts, severity = about.severity, settledBy = about.settledBy } = compare()
  return made({
    id,
    severity,
    step,
    settledBy,
    state: differs ? 'differs' : 'ok',
    facts,
    evidence: evidenceOf(from),
    unread: null,
  })
}

/** One id's check is one of all checks; the compiler does not see that by itself. */
function made<I extends CheckId>(one: CheckOf<I>): Check {
  return one as unknown as Check
}

/** What was read; only for use inside a comparison, where it is there. */
export function valueOf<T>(reading: Reading<T>): T {
  if (!reading.read) throw new Error('compared before it was read')
  return reading.value
}
