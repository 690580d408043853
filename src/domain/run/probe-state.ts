/** What a probe's phase, outcome and receipt come to together: one state, for window, report and command line. */
import { isReading } from '../transport/transports.ts'
import { failedChecks } from './authentication-results.ts'
import { isReceived } from './probe-outcome.ts'
import type { Probe } from './run.schema.ts'

export const probeStates = [
  'to-go',
  'sending',
  'on-the-way',
  'received',
  'received-as-spam',
  'received-unauthenticated',
  'read',
  'read-warning',
  'refused-as-planned',
  'too-early',
  'refused',
  'failed',
  'missing',
  'returned',
  'uncertain',
  'accepted-unplanned',
] as const
export type ProbeState = (typeof probeStates)[number]

export function stateOf(probe: Probe): ProbeState {
  if (probe.phase === 'planned') return 'to-go'
  // one that waits is tried again and again: it does not change its state each time
  if (probe.phase !== 'done' || probe.outcome === null)
    return probe.tooEarly === null ? 'sending' : 'too-early'
  if (probe.outcome === 'uncertain') return probe.receipt === 'waiting' ? 'on-the-way' : 'uncertain'
  if (probe.outcome !== 'accepted') {
    if (probe.outcome === 'refused' && probe.expected === 'refused') return 'refused-as-planned'
    if (probe.tooEarly !== null) return 'too-early'
    return probe.outcome
  }
  if (probe.expected === 'refused') return 'accepted-unplanned'
  if (isReading(probe.transport)) return probe.warning ? 'read-warning' : 'read'
  if (isReceived(probe)) {
    if (probe.warning || probe.foundIn === 'junk') return 'received-as-spam'
    return failedChecks(probe.authentication).length > 0 ? 'received-unauthenticated' : 'received'
  }
  if (probe.receipt === 'missing' || probe.receipt === 'returned') return probe.receipt
  return 'on-the-way'
}
