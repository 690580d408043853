/** The diagnosis catalogue as data: one entry a cause, read from assets/remedies/*.yaml. */
import { z } from 'zod'
import { RemedySchema } from './diagnosis.ts'

export const RemedyEntrySchema = z.strictObject({
  /** @see the cause tags of docs/causes.md */
  tag: z.string().regex(/^[a-z][a-z_]{2,60}$/),
  title: z.string().max(200),
  explanation: z.string().max(1000),
  /** Signals that point here; all of one line must hold (signals.ts). Codes are exact, words are plain text compared without case. */
  match: z
    .array(
      z.strictObject({
        aadsts: z.array(z.int()).max(40).optional(),
        /** Basic and/or enhanced code, e.g. "535 5.7.139", "5.7.60", "432". */
        smtp: z.string().max(40).optional(),
        /** All must occur. */
        words: z.array(z.string().max(120)).max(6).optional(),
        /** Holds only where the caller says this; a caller that says nothing is not excluded. */
        surface: z.enum(['entra', 'smtp', 'graph', 'network', 'local']).optional(),
        flow: z.array(z.string().max(40)).max(6).optional(),
        confidence: z.number().min(0).max(1),
      }),
    )
    .min(1)
    .max(20),
  /** What would tell this cause from the others that fit; asked only when several do. */
  ask: z.string().max(300).optional(),
  remedies: z.array(RemedySchema).min(1).max(6),
})
export type RemedyEntry = z.infer<typeof RemedyEntrySchema>
