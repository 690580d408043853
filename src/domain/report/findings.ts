/** What a report points at first: who was let in, what failed, and what is worth a second look although it passed. */
import { failedChecks } from '../run/authentication-results.ts'
import { endedAsExpected } from '../run/probe-outcome.ts'
import type { Probe } from '../run/run.schema.ts'

/** The one that matters most: who should have been kept out was let in. */
export function wasLetIn(probe: Pick<Probe, 'expected' | 'outcome'>): boolean {
  return probe.expected === 'refused' && probe.outcome === 'accepted'
}

/**
 * How a table marks it. warn: it ended as planned, but a receiver may treat the mail as forged or as spam.
 * wait: a failure that may only be too early.
 */
export function markOf(probe: Probe): 'good' | 'warn' | 'bad' | 'wait' {
  if (!endedAsExpected(probe)) return probe.tooEarly === null ? 'bad' : 'wait'
  return probe.warning || probe.foundIn === 'junk' || failedChecks(probe.authentication).length > 0
    ? 'warn'
    : 'good'
}

/** The loudest first: who was let in, then what failed, then what may only be too early. */
export function findingsOf(probes: readonly Probe[]): Probe[] {
  const rank = (probe: Probe) => (wasLetIn(probe) ? 0 : probe.tooEarly === null ? 1 : 2)
  return probes.filter((probe) => !endedAsExpected(probe)).sort((a, b) => rank(a) - rank(b))
}
