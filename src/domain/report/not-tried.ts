/** What a verification has left open: the plan of a setup beside the attempts that were made. */
import type { Credential } from '../credential/credential.ts'
import { refusalWords } from '../credential/credential-words.ts'
import { attemptKey } from '../run/attempts.ts'
import type { PlannedProbe, RunPlan } from '../run/plan-run.ts'
import type { Probe } from '../run/run.ts'
import { count, expectedWords, kindOfProbe } from './probe-words.ts'
import { localTime } from './report-time.ts'

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
  return [...missing, ...[...byCheck.values()].map(sentence)]
}

/** Why nothing could be tried any more: whoever reads last week's good run has to know. Null while it is accepted. */
export function refusedCredential({ kind, refused }: Credential, timeZone: string): string | null {
  if (refused === null) return null
  return `Nothing more can be tried: on ${localTime(refused.at, timeZone, 'minutes')} Microsoft Entra refused the application’s ${kind === 'secret' ? 'client secret' : 'certificate'} (${refusalWords(refused)}).`
}

function sentence(attempts: readonly PlannedProbe[]): string {
  const names = attempts.slice(0, named).map(({ from }) => from)
  const rest = attempts.length - names.length
  const what = attempts.slice(0, 1).map((one) => `${kindOfProbe[one.transport]}, ${expectedWords(one)}`)
  return `${what.join('')}: not tried for ${count(attempts.length, 'mailbox')} (${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}).`
}
