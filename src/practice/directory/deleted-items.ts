/** Deleted applications and service principals: thirty days in which they can come back whole. */
import type { Registration, TenantState } from '../tenant/state.ts'
import type { Tenant } from '../tenant/tenant.ts'

const keptMs = 30 * 86_400_000

/** What is past its thirty days is gone. */
export function sweep({ state, clock }: Tenant): void {
  const young = ({ deletedAt }: { deletedAt: number }) => clock() - deletedAt < keptMs
  state.deletedRegistrations = state.deletedRegistrations.filter(young)
  state.deletedPrincipals = state.deletedPrincipals.filter(young)
}

type DeletedPart = Pick<TenantState['deletedRegistrations'][number], 'consents' | 'assignments'>

function giveBack({ state }: Tenant, { consents, assignments }: DeletedPart): void {
  state.consents.push(...consents)
  state.userAssignments.push(...assignments)
}

/** The registration comes back with its service principal and everything that was granted. */
export function restoreRegistration(tenant: Tenant, objectId: string): Registration | undefined {
  const { state } = tenant
  const found = state.deletedRegistrations.find(({ registration }) => registration.objectId === objectId)
  if (found === undefined) return undefined
  state.deletedRegistrations = state.deletedRegistrations.filter((one) => one !== found)
  state.registrations.push(found.registration)
  giveBack(tenant, found)
  return found.registration
}

/** 'taken': the application has got another service principal meanwhile, or is gone itself. */
export function restorePrincipal(tenant: Tenant, principalId: string): Registration | 'taken' | undefined {
  const { state } = tenant
  const found = state.deletedPrincipals.find((one) => one.principalId === principalId)
  if (found === undefined) return undefined
  const registration = state.registrations.find(({ clientId }) => clientId === found.clientId)
  if (registration === undefined || registration.enterprise.exists) return 'taken'
  state.deletedPrincipals = state.deletedPrincipals.filter((one) => one !== found)
  registration.servicePrincipalId = principalId
  registration.enterprise = found.enterprise
  giveBack(tenant, found)
  return registration
}

/** For good. False: there is nothing under this id. */
export function purge({ state }: Tenant, id: string): boolean {
  const before = state.deletedRegistrations.length + state.deletedPrincipals.length
  state.deletedRegistrations = state.deletedRegistrations.filter(
    ({ registration }) => registration.objectId !== id,
  )
  state.deletedPrincipals = state.deletedPrincipals.filter(({ principalId }) => principalId !== id)
  return state.deletedRegistrations.length + state.deletedPrincipals.length < before
}
