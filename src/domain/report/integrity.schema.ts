/** What a report carries so that a change of it is noticed. */
import { z } from 'zod'

const Hash = z.string().regex(/^[0-9a-f]{64}$/)

export const IntegritySchema = z.strictObject({
  algorithm: z.literal('SHA-256'),
  /** The journal of each run this report draws on, as it was then; more may have been written since. */
  runs: z.array(z.strictObject({ id: z.uuid(), entries: z.int().min(0), head: Hash })),
  /** Digest of the canonical JSON of the report without this member. */
  content: Hash,
})
export type Integrity = z.infer<typeof IntegritySchema>
