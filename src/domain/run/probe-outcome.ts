/** What the outcome of a probe means. No schema in here: the page asks this as well, and must not carry them. */
import type { ProbeKind, ReadProbe } from '../recipe/recipe.ts'
import type { Probe } from './run.ts'

const onlyLooks: Readonly<Record<ReadProbe, true>> = {
  'graph-read': true,
  'imap-read': true,
  'ews-app': true,
}

/** True for a probe that only looks: nothing is sent, so nothing can arrive. */
export function isReadProbe(kind: ProbeKind): kind is ReadProbe {
  return Object.hasOwn(onlyLooks, kind)
}

/** True when the probe's message was proven to have arrived. */
export function isReceived(probe: Pick<Probe, 'receipt'>): boolean {
  return probe.receipt === 'received' || probe.receipt === 'confirmed'
}

/** True when the probe ended as planned: as expected, and an accepted message has arrived. */
export function endedAsExpected(probe: Probe): boolean {
  if (probe.outcome !== probe.expected) return false
  return probe.outcome !== 'accepted' || isReadProbe(probe.transport) || isReceived(probe)
}
