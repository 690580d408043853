/**
 * What stops a name and a password sent in the request itself: rules that ask for a second factor, which nobody is
 * there to show, and policies that block. @see reference 4.5, 7.1
 */
import { resourceAppIds, type Scope } from '../directory/permissions.ts'
import type { User } from '../tenant/state.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { type EntraError, entraErrors } from './errors.ts'

/** Such a request comes from no browser; a policy that looks at browsers and older protocols alone lets it pass. */
const clientKinds = ['all', 'mobileAppsAndDesktopClients']

/** Undefined: nothing stops it. */
export function passwordPolicy(
  tenant: Tenant,
  { user, registration }: { user: User; registration: { clientId: string } },
  scopes: readonly Scope[],
): EntraError | undefined {
  if (tenant.faults.on('conditional-access')) return entraErrors.blockedByPolicy()
  const { securityDefaults, conditionalAccess } = tenant.state.policies
  const named = scopes.find(({ audience }) => audience !== undefined)?.resource
  const resource = named === 'graph' || named === 'exchange' ? resourceAppIds[named] : registration.clientId
  if (securityDefaults) return entraErrors.secondFactorUnregistered(resource)
  const inForce = conditionalAccess.filter(
    ({ state, clientAppTypes, users, applications }) =>
      state === 'enabled' &&
      clientAppTypes.some((kind) => clientKinds.includes(kind)) &&
      users.some((one) => one === 'All' || one === user.id) &&
      applications.some(
        (one) => one === 'All' || one === resource || (one === 'Office365' && named === 'exchange'),
      ),
  )
  const controls = new Set(inForce.flatMap((policy) => policy.controls))
  // a block wins over whatever else is asked for
  if (controls.has('block')) return entraErrors.blockedByPolicy()
  return controls.has('mfa') ? entraErrors.secondFactorNeeded(resource) : undefined
}
