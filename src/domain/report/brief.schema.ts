/** The report for who decides and reads no further, as facts: does it work, who is kept out, what is next. */
import { z } from 'zod'
import { credentialKinds } from '../credential/credential.schema.ts'
import { RemedySchema } from '../diagnosis/diagnosis.schema.ts'
import { probeKinds } from '../recipe/recipe.schema.ts'

const Works = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('not-run') }),
  /** Everything sent has arrived; `addresses`: how many can send. */
  z.strictObject({ code: z.literal('sends'), addresses: z.int() }),
  /** Nothing is sent in this setup; what was tried ended as planned. */
  z.strictObject({ code: z.literal('as-planned') }),
  /** Only another PC's results say so. */
  z.strictObject({ code: z.literal('only-imported') }),
  z.strictObject({
    code: z.literal('sends-but'),
    messages: z.int(),
    but: z.enum(['refused-since', 'not-all-tried', 'others-failed']),
  }),
  z.strictObject({ code: z.literal('not-proven'), good: z.int(), messages: z.int() }),
])

const KeptOut = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('let-in'), mailboxes: z.int(), first: z.array(z.string()) }),
  z.strictObject({ code: z.literal('none-tried') }),
  z.strictObject({ code: z.literal('not-asked') }),
  z.strictObject({ code: z.literal('refused'), attempts: z.int() }),
  z.strictObject({ code: z.literal('no-answer'), attempts: z.int(), refused: z.int() }),
])

const Next = z.discriminatedUnion('code', [
  z.strictObject({ code: z.literal('wait') }),
  z.strictObject({ code: z.literal('credential') }),
  /** `title`: the cause, in the catalogue's words. */
  z.strictObject({ code: z.literal('cause'), role: RemedySchema.shape.role.nullable(), title: z.string() }),
  z.strictObject({ code: z.literal('not-tried') }),
  z.strictObject({ code: z.literal('verify-here') }),
  /** Nothing can be tried from here with these answers. */
  z.strictObject({ code: z.literal('product-proof') }),
  z.strictObject({ code: z.literal('try-again') }),
  z.strictObject({ code: z.literal('steps'), open: z.int() }),
  z.strictObject({ code: z.literal('expired'), kind: z.enum(credentialKinds), at: z.iso.datetime() }),
  z.strictObject({ code: z.literal('expires'), kind: z.enum(credentialKinds), at: z.iso.datetime() }),
  z.strictObject({ code: z.literal('no-expiry-date'), kind: z.enum(credentialKinds) }),
  z.strictObject({ code: z.literal('nothing') }),
])

export const BriefSchema = z.strictObject({ works: Works, keptOut: KeptOut, next: Next })
export type Brief = z.infer<typeof BriefSchema>

const OpenAttempts = {
  transport: z.enum(probeKinds),
  expected: z.enum(['accepted', 'refused']),
  mailboxes: z.int(),
  first: z.array(z.string()),
}

export const NotTriedSchema = z.discriminatedUnion('code', [
  /** The proof of refusal needs a mailbox that must not be reached, and none is listed. */
  z.strictObject({ code: z.literal('no-outside-mailbox') }),
  /** The calendar part is to be tried, and nobody is named whose calendar that is. */
  z.strictObject({ code: z.literal('no-calendar-mailbox') }),
  /** Nobody listed can look at the reply folder. */
  z.strictObject({ code: z.literal('no-reader') }),
  z.strictObject({ code: z.literal('attempts'), ...OpenAttempts }),
  /** Only a run that was imported has tried it. */
  z.strictObject({ code: z.literal('only-imported'), ...OpenAttempts }),
])
export type NotTried = z.infer<typeof NotTriedSchema>
