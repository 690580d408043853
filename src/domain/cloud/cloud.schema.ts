/** A cloud: the set of endpoints a tenant lives behind. @see reference 8 */
import { z } from 'zod'

export const cloudKinds = ['global', 'gcc-high', 'dod', 'china', 'practice', 'custom'] as const

/** A name or an address, as it may stand in a command: nothing a shell or a mail client would read as more. */
const host = z
  .string()
  .max(253)
  .regex(/^(?:[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?(?:\.|$))+$|^\[?[0-9A-Fa-f]*:[0-9A-Fa-f:.]+\]?$/)
const visibleName = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u)
const httpsUrl = z.url({ protocol: /^https$/ })

export const CloudSchema = z.strictObject({
  name: visibleName,
  kind: z.enum(cloudKinds).default('custom'),
  /** Sign-in host, with or without a tenant in the path. */
  authority: httpsUrl,
  /** Graph host, with or without the version in the path. */
  graph: httpsUrl,
  smtp: z.strictObject({ host, port: z.int().min(1).max(65535) }),
  /** Resource that SMTP.Send belongs to; the portal lists it under Graph, the token does not. @see reference 3.4 */
  smtpResource: httpsUrl.default('https://outlook.office.com'),
  /** Resource an application names for SMTP and EWS where it is not `smtpResource`. @see reference 4.6 */
  appMailResource: httpsUrl.optional(),
  graphResource: httpsUrl.default('https://graph.microsoft.com'),
  /** Where EWS answers; without it a cloud's EWS cannot be asked. @see reference 8 */
  ews: httpsUrl.optional(),
  /** Implicit TLS. */
  imap: z.strictObject({ host, port: z.int().min(1).max(65535) }).optional(),
  exchangeEnvironment: z.string().max(40).optional(),
  /** PEM file of an extra certificate authority, trusted for this cloud only. */
  caFile: z.string().max(1024).optional(),
  /** How well the mail endpoints are known, for the clouds that come with the app. */
  sure: z.enum(['verified', 'partly-verified', 'unverified']).optional(),
  /** What to know before trusting it, one or two sentences. */
  note: z.string().max(500).optional(),
})

export type Cloud = z.infer<typeof CloudSchema>

/** The list of named clouds. */
export const CloudListSchema = z.array(CloudSchema).min(1).max(40)
