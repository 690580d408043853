/** Two runs side by side: what fails now and did not before, what was put right, what stayed. */
import { z } from 'zod'
import { probeKinds } from '../recipe/recipe.ts'
import { attemptKey } from './attempts.ts'
import type { ProbeOutcome } from './probe-outcome.ts'
import { endedAsExpected, type Probe } from './run.ts'

const ComparedProbeSchema = z.strictObject({
  from: z.string(),
  mailbox: z.string(),
  transport: z.enum(probeKinds),
  expected: z.enum(['accepted', 'refused']),
  /** Id of the probe in the later run. */
  probe: z.uuid(),
})

export const RunComparisonSchema = z.strictObject({
  newlyFailing: z.array(ComparedProbeSchema),
  fixed: z.array(ComparedProbeSchema),
  /** How many ended the same way in both. */
  same: z.strictObject({ good: z.int(), bad: z.int() }),
  /** Only tried in the later run, or only in the earlier one. */
  added: z.int(),
  missing: z.int(),
})
export type RunComparison = z.infer<typeof RunComparisonSchema>

/** `later` may be read while it is gone through: of the earlier run only how each attempt ended is kept. */
export function compareRuns(earlier: Iterable<ProbeOutcome>, later: Iterable<Probe>): RunComparison {
  const before = new Map<string, boolean>()
  for (const probe of earlier) before.set(attemptKey(probe), endedAsExpected(probe))
  const comparison: RunComparison = {
    newlyFailing: [],
    fixed: [],
    same: { good: 0, bad: 0 },
    added: 0,
    missing: 0,
  }
  const seen = new Set<string>()
  for (const probe of later) {
    const key = attemptKey(probe)
    seen.add(key)
    const was = before.get(key)
    if (was === undefined) {
      comparison.added += 1
      continue
    }
    const is = endedAsExpected(probe)
    if (was === is) comparison.same[is ? 'good' : 'bad'] += 1
    else comparison[is ? 'fixed' : 'newlyFailing'].push(comparedProbe(probe))
  }
  comparison.missing = [...before.keys()].filter((key) => !seen.has(key)).length
  return comparison
}

function comparedProbe({ id, from, mailbox, transport, expected }: Probe): RunComparison['fixed'][number] {
  return { probe: id, from, mailbox, transport, expected }
}
