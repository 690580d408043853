/** A cloud: the set of endpoints a tenant lives behind. @see reference 8 */
import { z } from 'zod'

export const cloudKinds = ['global', 'gcc-high', 'dod', 'china', 'practice', 'custom'] as const

const httpsUrl = z.url({ protocol: /^https$/, error: 'must be an https address' })

export const CloudSchema = z.strictObject({
  name: z.string().min(1).max(80),
  kind: z.enum(cloudKinds).default('custom'),
  /** Sign-in host, with or without a tenant in the path. */
  authority: httpsUrl,
  /** Graph host, with or without the version in the path. */
  graph: httpsUrl,
  smtp: z.strictObject({ host: z.string().min(1).max(253), port: z.int().min(1).max(65535) }),
  /** Resource that SMTP.Send belongs to; the portal lists it under Graph, the token does not. @see reference 3.4 */
  smtpResource: httpsUrl.default('https://outlook.office.com'),
  graphResource: httpsUrl.default('https://graph.microsoft.com'),
  exchangeEnvironment: z.string().max(40).optional(),
  /** PEM file of an extra certificate authority, trusted for this cloud only. */
  caFile: z.string().max(1024).optional(),
  /** How well the mail endpoints are known, for the clouds that come with the app. */
  sure: z.enum(['verified', 'partly-verified', 'unverified']).optional(),
  /** What to know before trusting it, one or two sentences. */
  note: z.string().max(500).optional(),
})

export type Cloud = z.infer<typeof CloudSchema>

/**
 * The authority MSAL is given: always this tenant, never /common (reference 2.2, AADSTS50194).
 * Accepts a cloud authority that already names a tenant and replaces it.
 */
export function authorityOf(cloud: Cloud, tenantId: string): string {
  return `${new URL(cloud.authority).origin}/${tenantId}`
}

/** Address of a Graph call, `path` starting with a slash. */
export function graphUrl(cloud: Cloud, path: string): string {
  const base = cloud.graph.replace(/\/+$/, '')
  return (/\/(v1\.0|beta)$/.test(base) ? base : `${base}/v1.0`) + path
}

/** Scope asked for to submit mail over SMTP on behalf of a mailbox user. @see reference 3.4 */
export function smtpSendScope(cloud: Cloud): string {
  return `${cloud.smtpResource.replace(/\/+$/, '')}/SMTP.Send`
}

/** Scope asked for to read a message back. @see reference 5.4 */
export function mailReadScope(cloud: Cloud): string {
  return `${cloud.graphResource.replace(/\/+$/, '')}/Mail.Read`
}
