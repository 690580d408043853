/** “Typed in”: which field of the product somebody has filled in, who said so and when. */
import { z } from 'zod'

export const largestPlace = 4_000

export const FieldTickSchema = z.strictObject({
  /** Which field, as `placeOf` names it. */
  place: z.string().min(1).max(largestPlace),
  /** False: it was ticked once and is not any more; kept so that joining two computers knows it. */
  typed: z.boolean(),
  at: z.iso.datetime(),
  who: z.string().max(200),
  /** What was to be typed in then, to see that it has changed since; empty for a secret. */
  mark: z.string().max(500),
})
export type FieldTick = z.infer<typeof FieldTickSchema>
