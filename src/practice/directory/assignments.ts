/** Who may use an application that asks for assignment, and which application permissions somebody was assigned. */
import { randomUUID } from 'node:crypto'
import type { Registration, User } from '../tenant/state.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { findPrincipal } from './principals.ts'

/** The role of those who are assigned to an application that defines none. */
export const noRole = '00000000-0000-0000-0000-000000000000'

/** Assigned by name or as a direct member of a group; everybody is, where nobody has to be. */
export function isAssigned(tenant: Tenant, { clientId }: Registration, user: User): boolean {
  if (findPrincipal(tenant, { appId: clientId })?.enterprise.assignmentRequired !== true) return true
  const { userAssignments, groups } = tenant.state
  const here = userAssignments.filter((one) => one.clientId === clientId).map((one) => one.principalId)
  return (
    here.includes(user.id) ||
    groups.some((group) => here.includes(group.id) && group.members.includes(user.address))
  )
}

export function assign(tenant: Tenant, clientId: string, principalId: string, appRoleId = noRole) {
  const made = { id: randomUUID(), principalId, clientId, appRoleId, createdAt: tenant.clock() }
  tenant.state.userAssignments.push(made)
  return made
}
