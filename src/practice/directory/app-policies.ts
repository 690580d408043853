/**
 * App management policies: which credentials an application may have, and for how long. The tenant's default counts
 * unless the application has a policy of its own that says otherwise. @see reference 2.6
 */
import type { X509Certificate } from 'node:crypto'
import type { Restriction } from '../contract/directory-policies.ts'
import type { Registration } from '../tenant/state.ts'
import type { Tenant } from '../tenant/tenant.ts'

/** The id of the one policy that every tenant has. */
export const defaultPolicyId = '00000000-0000-0000-0000-000000000000'

interface InForce {
  policyId: string
  rule: Restriction
}

function inForce(
  tenant: Tenant,
  { objectId, details }: Registration,
  list: 'passwordCredentials' | 'keyCredentials',
  restrictionType: string,
): InForce | undefined {
  const { custom, appManagement } = tenant.state.policies
  const own = custom.find((policy) => policy.isEnabled && policy.appliesTo.includes(objectId))
  const special = own?.[list].find((one) => one.restrictionType === restrictionType)
  const rule =
    special ??
    (appManagement.isEnabled
      ? appManagement[list].find((one) => one.restrictionType === restrictionType)
      : undefined)
  if (rule?.state !== 'enabled') return undefined
  const after = rule.restrictForAppsCreatedAfterDateTime
  if (after !== null && details.createdAt <= Date.parse(after)) return undefined
  return { policyId: special === undefined || own === undefined ? defaultPolicyId : own.id, rule }
}

/** 'P90D' or 'P1Y' in milliseconds, the longest there is of each. Undefined: no limit that can be read. */
export function durationMs(text: string | null): number | undefined {
  const [, years, months, days, hours] =
    /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(?:(\d+)H)?.*)?$/.exec(text ?? '') ?? []
  const sum =
    Number(years ?? 0) * 366 + Number(months ?? 0) * 31 + Number(days ?? 0) + Number(hours ?? 0) / 24
  return sum === 0 ? undefined : sum * 86_400_000
}

export type PolicyBreach = { kind: 'type' | 'lifetime' | 'authority' | 'audience'; policyId: string }

function tooLong(found: InForce | undefined, span: number): PolicyBreach | undefined {
  const most = durationMs(found?.rule.maxLifetime ?? null)
  return found === undefined || most === undefined || span <= most
    ? undefined
    : { kind: 'lifetime', policyId: found.policyId }
}

/** What stands against a new secret of this length in milliseconds. */
export function secretBreach(
  tenant: Tenant,
  registration: Registration,
  span: number,
): PolicyBreach | undefined {
  const forbidden = inForce(tenant, registration, 'passwordCredentials', 'passwordAddition')
  if (forbidden !== undefined) return { kind: 'type', policyId: forbidden.policyId }
  return tooLong(inForce(tenant, registration, 'passwordCredentials', 'passwordLifetime'), span)
}

export function certificateBreach(
  tenant: Tenant,
  registration: Registration,
  certificate: X509Certificate,
  span: number,
): PolicyBreach | undefined {
  const trusted = inForce(tenant, registration, 'keyCredentials', 'trustedCertificateAuthority')
  // one that signed itself comes from no authority
  if (trusted !== undefined && certificate.checkIssued(certificate))
    return { kind: 'authority', policyId: trusted.policyId }
  return tooLong(inForce(tenant, registration, 'keyCredentials', 'asymmetricKeyLifetime'), span)
}

export function audienceBreach(tenant: Tenant, audience: string): PolicyBreach | undefined {
  const { isEnabled, audiences } = tenant.state.policies.appManagement
  return !isEnabled || audiences === undefined || audiences.includes(audience)
    ? undefined
    : { kind: 'audience', policyId: defaultPolicyId }
}
