/** How probes are counted. */
import { isReading } from '../transport/transports.ts'
import { endedAsExpected, isReceived, type ProbeOutcome } from './probe-outcome.ts'
import type { RunSummary } from './run.schema.ts'

/** What a probe is counted by. */
type Counted = Omit<ProbeOutcome, 'check' | 'from'>

/** The one rule of counting, for progress, exit code, report and store alike: `times` of this probe more, or fewer. */
export function countIn(total: RunSummary, probe: Counted, times = 1): void {
  const good = endedAsExpected(probe)
  total.planned += times
  if (probe.outcome === 'accepted') total.accepted += times
  if (probe.outcome === 'refused') total.refused += times
  if (isReceived(probe)) total.received += times
  if (!good) total.unexpected += times
  if (probe.outcome === 'accepted' && !isReading(probe.transport)) total.toArrive += times
  if (!good && probe.tooEarly !== null) total.tooEarly += times
}

export function summarise(probes: Iterable<Counted>): RunSummary {
  const total = nothingCounted()
  for (const probe of probes) countIn(total, probe)
  return total
}

function nothingCounted(): RunSummary {
  return { planned: 0, accepted: 0, refused: 0, received: 0, unexpected: 0, toArrive: 0, tooEarly: 0 }
}
