/** The addresses of a cloud: where people sign in, and what a token is asked for. @see reference 8 */
import type { Cloud } from './cloud.schema.ts'

/**
 * The authority MSAL is given: always this tenant, never /common (reference 2.2, AADSTS50194).
 * Accepts a cloud authority that already names a tenant and replaces it.
 */
export function authorityOf(cloud: Cloud, tenantId: string): string {
  return `${new URL(cloud.authority).origin}/${tenantId}`
}

/** Address of a Graph call, `path` starting with a slash; in the version the cloud names, or in the one asked for. */
export function graphUrl(cloud: Cloud, path: string, version?: 'v1.0' | 'beta'): string {
  const base = cloud.graph.replace(/\/+$/, '')
  const [, named] = /\/(v1\.0|beta)$/.exec(base) ?? []
  return `${base.replace(/\/(v1\.0|beta)$/, '')}/${version ?? named ?? 'v1.0'}${path}`
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
