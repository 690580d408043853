/** What the outcome of a probe means. No schema in here: the page asks this as well, and must not carry them. */
import { isReadProbe } from './probe-kinds.ts'
import type { Probe } from './run.ts'

/** True when the probe's message was proven to have arrived. */
export function isReceived(probe: Pick<Probe, 'receipt'>): boolean {
  return probe.receipt === 'received' || probe.receipt === 'confirmed'
}

/** True when the probe ended as planned: as expected, and an accepted message has arrived. */
export function endedAsExpected(probe: Probe): boolean {
  if (probe.outcome !== probe.expected) return false
  return probe.outcome !== 'accepted' || isReadProbe(probe.transport) || isReceived(probe)
}
