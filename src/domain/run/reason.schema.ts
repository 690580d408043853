/** The reasons as they come out of the store or over the bridge. */
import { z } from 'zod'
import { AppErrorSchema } from '../problem/app-error.schema.ts'

/** Host and port, as in smtp.office365.com:587. */
const server = z.string()
/** What a program said of it, masked; for support and for diagnosis, never a sentence of ours. */
const details = z.string()

export const ReasonSchema = z.discriminatedUnion('code', [
  /** The server said no, in the words of `reply`. */
  z.strictObject({ code: z.literal('server') }),
  /** The server asked to slow down, and has not taken anything. */
  z.strictObject({ code: z.literal('throttled') }),
  /** The server does not take this token any more. */
  z.strictObject({ code: z.literal('token-refused') }),
  /** There was no token, so nothing was asked. */
  z.strictObject({ code: z.literal('no-token'), problem: AppErrorSchema }),
  /** `error`: Node's code. */
  z.strictObject({ code: z.literal('host-unknown'), server, error: z.string() }),
  z.strictObject({ code: z.literal('refused-connection'), server }),
  z.strictObject({ code: z.literal('no-route'), server, error: z.string() }),
  z.strictObject({ code: z.literal('unreachable'), server, details }),
  z.strictObject({ code: z.literal('timed-out'), server }),
  /** It took the connection and never said its first line. */
  z.strictObject({ code: z.literal('silent'), server }),
  /** It stopped answering; `seconds` where the whole answer had its time. */
  z.strictObject({ code: z.literal('no-answer'), server, seconds: z.int().nullable() }),
  z.strictObject({ code: z.literal('dropped'), server, details }),
  /** `certificate`: OpenSSL's or Chromium's name of what is wrong with it. */
  z.strictObject({ code: z.literal('untrusted'), server, certificate: z.string() }),
  z.strictObject({ code: z.literal('no-encryption'), server, details }),
  z.strictObject({ code: z.literal('no-starttls'), server }),
  z.strictObject({ code: z.literal('starttls-refused'), server }),
  /** `offered`: the ways to sign in that the server names. */
  z.strictObject({ code: z.literal('no-xoauth2'), server, offered: z.array(z.string()) }),
  z.strictObject({ code: z.literal('redirected'), server }),
  z.strictObject({ code: z.literal('ca-file'), details }),
  /** The cloud of the setup names no address for this service. */
  z.strictObject({ code: z.literal('cloud-lacks'), service: z.enum(['imap', 'ews']), cloud: z.string() }),
  z.strictObject({ code: z.literal('stopped') }),
  /** The answer broke off, is not JSON, or not of the documented shape. */
  z.strictObject({
    code: z.literal('broken-reply'),
    how: z.enum(['cut-off', 'not-json', 'other-shape', 'other-success']),
    details: z.string().optional(),
  }),
  /** The hand-over could not be written down, so the message was not handed over. */
  z.strictObject({ code: z.literal('unjournaled'), details }),
  z.strictObject({
    code: z.literal('no-folder'),
    folder: z.string(),
    mailbox: z.string(),
    /** Some of those there are, and how many more. */
    names: z.array(z.string()),
    more: z.int(),
  }),
  /** Sendproof ended while the message was being handed over. */
  z.strictObject({ code: z.literal('ended-here') }),
])
export type Reason = z.infer<typeof ReasonSchema>
