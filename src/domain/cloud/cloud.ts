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
  /** Resource an application names for SMTP and EWS where it is not `smtpResource`. @see reference 4.6 */
  appMailResource: httpsUrl.optional(),
  graphResource: httpsUrl.default('https://graph.microsoft.com'),
  /** Where EWS answers; without it a cloud's EWS cannot be asked. @see reference 8 */
  ews: httpsUrl.optional(),
  /** Implicit TLS. */
  imap: z.strictObject({ host: z.string().min(1).max(253), port: z.int().min(1).max(65535) }).optional(),
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

/** Scope of a delegated permission on Exchange. @see reference 3.3, 3.4 */
export function mailScope(cloud: Cloud, permission: string): string {
  return `${cloud.smtpResource.replace(/\/+$/, '')}/${permission}`
}

/** Scope of a delegated Graph permission, e.g. Mail.Send. */
export function graphScope(cloud: Cloud, permission: string): string {
  return `${cloud.graphResource.replace(/\/+$/, '')}/${permission}`
}

/** What an application asks for: everything it was granted on one resource. @see reference 4.6 */
export function appScope(cloud: Cloud, resource: 'graph' | 'exchange'): string {
  const base = resource === 'graph' ? cloud.graphResource : (cloud.appMailResource ?? cloud.smtpResource)
  return `${base.replace(/\/+$/, '')}/.default`
}

/** Scope asked for to read a message back. @see reference 5.4 */
export function mailReadScope(cloud: Cloud): string {
  return `${cloud.graphResource.replace(/\/+$/, '')}/Mail.Read`
}
