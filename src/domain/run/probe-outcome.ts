/** What the outcome of a probe means. No schema in here: the page asks this as well, and must not carry them. */
import { isReading } from '../transport/transports.ts'
import type { Probe } from './run.schema.ts'

/** What a probe came to, without its texts: enough to count a run of ten thousand. */
export type ProbeOutcome = Pick<
  Probe,
  'check' | 'transport' | 'expected' | 'from' | 'outcome' | 'receipt'
> & {
  /** Null when nothing says that it may only be too early. */
  readonly tooEarly: object | null
}

/** True when something is left to do: it has not ended, or may only have been too early. */
export function isUnfinished(probe: Pick<Probe, 'phase'> & Pick<ProbeOutcome, 'tooEarly'>): boolean {
  return probe.phase !== 'done' || probe.tooEarly !== null
}

/** True when the probe's message was proven to have arrived. */
export function isReceived(probe: Pick<Probe, 'receipt'>): boolean {
  return probe.receipt === 'received' || probe.receipt === 'confirmed'
}

/** True when the probe ended as planned: as expected, and an accepted message has arrived. */
export function endedAsExpected(
  probe: Pick<Probe, 'outcome' | 'expected' | 'transport' | 'receipt'>,
): boolean {
  if (probe.outcome !== probe.expected) return false
  return probe.outcome !== 'accepted' || isReading(probe.transport) || isReceived(probe)
}
