/** The domains of a tenant: the one it was made with, the one its people use, and what was added since. */
import type { TenantState } from '../tenant/state.ts'

export interface Domain {
  name: string
  isVerified: boolean
  isDefault: boolean
  isInitial: boolean
}

export function domainsOf({ tenantName, domains }: TenantState): Domain[] {
  const [company = tenantName] = tenantName.split('.')
  return [
    { name: tenantName, isVerified: true, isDefault: true, isInitial: false },
    { name: `${company}.onmicrosoft.com`, isVerified: true, isDefault: false, isInitial: true },
    ...domains.map((one) => ({ ...one, isDefault: false, isInitial: false })),
  ]
}

/** Is it one of the tenant's domains, or a part of one? */
export function isVerifiedHost(state: TenantState, host: string): boolean {
  const wanted = host.toLowerCase()
  return domainsOf(state).some(
    ({ name, isVerified }) => isVerified && (wanted === name || wanted.endsWith(`.${name}`)),
  )
}
