/** A tenant as a person gives it: by its id, or by a domain whose id has to be looked up. @see reference 2.2 */
import { checkTenantId, isTenantGuid, type IdContext } from '../fields/id.ts'
import { ok, type Result } from '../result.ts'
import type { AppError } from '../problem/app-error.ts'
import type { Setup } from './setup.schema.ts'

export type GivenTenant = Pick<Setup, 'tenantId' | 'tenantName'>

/**
 * An id is kept as the id. A domain is only a name: the id is missing until the tenant's own document has said it, so
 * that no page, sheet or command shows a domain where a product takes nothing but the id.
 */
export function givenTenant(text: string, context: IdContext = {}): Result<GivenTenant, AppError> {
  const tenant = checkTenantId(text, context)
  if (!tenant.ok) return tenant
  return ok(
    isTenantGuid(tenant.value)
      ? { tenantId: tenant.value, tenantName: null }
      : { tenantId: null, tenantName: tenant.value },
  )
}

/** As a setup should stand: older versions and their files kept a domain in the place of the id. */
export function withTenantIdOnly<T extends GivenTenant>(setup: T): T {
  const { tenantId, tenantName } = setup
  if (tenantId === null || isTenantGuid(tenantId)) return setup
  return { ...setup, tenantId: null, tenantName: tenantName ?? tenantId }
}

/** The domain whose id is still to be looked up; null when there is nothing to look up. Practice tenants tell theirs. */
export function domainToLookUp({
  practice,
  tenantId,
  tenantName,
}: Pick<Setup, 'practice' | 'tenantId' | 'tenantName'>): string | null {
  return practice === null && tenantId === null ? tenantName : null
}
