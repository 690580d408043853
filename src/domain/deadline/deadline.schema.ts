/** A dated fact about Microsoft 365, as assets/deadlines.yaml has it. */
import { z } from 'zod'
import { rule } from '../problem/asset-problem.ts'

const DeadlineSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]{1,59}$/),
    title: z.string().min(1).max(200),
    /** From the first day it may happen to the last; no days when none was announced. */
    when: z.strictObject({
      from: z.iso.date().optional(),
      to: z.iso.date().optional(),
      /** In words, as announced: “second half of 2027”. */
      text: z.string().min(1).max(100),
    }),
    what: z.string().min(1).max(1000),
    affects: z.string().min(1).max(500),
    source: z.url({ protocol: /^https$/ }),
    checkedOn: z.iso.date(),
    /** confirmed: Microsoft says so · announced: Microsoft says that, but not when · not-confirmed: others say so. */
    sure: z.enum(['confirmed', 'announced', 'not-confirmed']),
  })
  .refine(({ when: { from, to } }) => to === undefined || (from !== undefined && from <= to), {
    ...rule('ends-too-early'),
    path: ['when'],
  })

export const DeadlineListSchema = z.array(DeadlineSchema).min(1)
export type Deadline = z.infer<typeof DeadlineSchema>
