/**
 * A conversation with a server, line by line, masked before it is kept; what we note beside it is a fact. As it comes
 * out of the store or over the bridge.
 */
import { z } from 'zod'
import { ReasonSchema } from './reason.schema.ts'

export const NotedSchema = z.discriminatedUnion('code', [
  /** `tls`: from the first byte. */
  z.strictObject({ code: z.literal('connecting'), server: z.string(), tls: z.boolean() }),
  /** `until`: how long the certificate is valid, as it says itself. */
  z.strictObject({ code: z.literal('encrypted'), host: z.string(), until: z.string() }),
  z.strictObject({ code: z.literal('signed-in') }),
  z.strictObject({ code: z.literal('reusing'), server: z.string() }),
  z.strictObject({ code: z.literal('reopening') }),
  z.strictObject({ code: z.literal('token-apart') }),
  z.strictObject({ code: z.literal('empty-line') }),
  /** What the server put into its challenge to a refused token. */
  z.strictObject({ code: z.literal('explained'), text: z.string() }),
  z.strictObject({ code: z.literal('message'), bytes: z.int(), base64: z.boolean() }),
  z.strictObject({ code: z.literal('folders'), count: z.int() }),
  z.strictObject({ code: z.literal('broke-off') }),
  z.strictObject({ code: z.literal('rest-left-out') }),
  z.strictObject({ code: z.literal('ended'), reason: ReasonSchema }),
])

/** A `note` with a text was written by an earlier version. */
export const TranscriptLineSchema = z.union([
  z.strictObject({ at: z.string(), side: z.enum(['client', 'server', 'note']), text: z.string() }),
  z.strictObject({ at: z.string(), side: z.literal('note'), fact: NotedSchema }),
])

export type Noted = z.infer<typeof NotedSchema>
export type TranscriptLine = z.infer<typeof TranscriptLineSchema>
