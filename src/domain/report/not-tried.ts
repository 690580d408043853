/** What a verification has left open: the plan of a setup beside the attempts that were made. */
import { attemptKey } from '../run/attempts.ts'
import { plainAttempt } from '../../words/plainly.ts'
import type { PlannedProbe, RunPlan } from '../run/plan-run.ts'
import type { Probe } from '../run/run.ts'
import { count, expectedWords, kindOfProbe } from './probe-words.ts'

/** So many addresses are named; the matrix shows the others. */
const named = 3

/** One sentence each: a check without a mailbox to try it on, then what was planned and has no outcome. */
export function notTried({ probes: planned, missing }: RunPlan, probes: readonly Probe[]): string[] {
  const tried = new Set(probes.filter(({ outcome }) => outcome !== null).map(attemptKey))
  const open = planned.filter((attempt) => !tried.has(attemptKey(attempt)))
  const byCheck = Map.groupBy(
    open,
    ({ check, transport, expected }) => `${check ?? ''} ${transport} ${expected}`,
  )
  return [...missing.map(plainAttempt.missing), ...[...byCheck.values()].map(sentence)]
}

function sentence(attempts: readonly PlannedProbe[]): string {
  const names = attempts.slice(0, named).map(({ from }) => from)
  const rest = attempts.length - names.length
  const what = attempts.slice(0, 1).map((one) => `${kindOfProbe[one.transport]}, ${expectedWords(one)}`)
  return `${what.join('')}: not tried for ${count(attempts.length, 'mailbox')} (${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}).`
}
