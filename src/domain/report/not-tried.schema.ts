/** One thing that a verification has left open, and why. */
import { z } from 'zod'
import { probeKinds } from '../recipe/recipe.schema.ts'

const OpenAttempts = {
  transport: z.enum(probeKinds),
  expected: z.enum(['accepted', 'refused']),
  mailboxes: z.int(),
  first: z.array(z.string()),
}

export const NotTriedSchema = z.discriminatedUnion('code', [
  /** The proof of refusal needs a mailbox that must not be reached, and none is listed. */
  z.strictObject({ code: z.literal('no-outside-mailbox') }),
  /** Nobody listed can look at the reply folder. */
  z.strictObject({ code: z.literal('no-reader') }),
  z.strictObject({ code: z.literal('attempts'), ...OpenAttempts }),
  /** Only a run that was imported has tried it. */
  z.strictObject({ code: z.literal('only-imported'), ...OpenAttempts }),
])
export type NotTried = z.infer<typeof NotTriedSchema>
