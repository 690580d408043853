/** Two runs side by side, as the page shows them. */
import { z } from 'zod'
import { transportKinds } from '../transport/transports.ts'

const ComparedProbeSchema = z.strictObject({
  from: z.string(),
  mailbox: z.string(),
  transport: z.enum(transportKinds),
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
