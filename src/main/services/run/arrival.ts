/** What a proven arrival says about a probe whose answer was never seen. */
import type { Probe } from '../../../domain/run/run.ts'
import { unplannedAcceptance } from '../../../domain/run/unplanned-acceptance.ts'

/** Its arrival answers the open question: the server had taken it. */
export function arrived(probe: Probe): Partial<Probe> {
  if (probe.outcome !== 'uncertain') return {}
  return { outcome: 'accepted', diagnosis: probe.expected === 'refused' ? unplannedAcceptance(probe) : null }
}
