/** Who administers what: Entra's built-in roles, and who holds them. @see reference 2.5 */
import { randomUUID } from 'node:crypto'
import { type RoleName, roleNames, roleTemplates } from '../contract/role-names.ts'
import type { Tenant } from '../tenant/tenant.ts'

export const roleNameOf = (templateId: string): RoleName | undefined =>
  roleNames.find((name) => roleTemplates[name] === templateId.toLowerCase())

/** The roles somebody holds at this moment: one that only may be activated does not count. */
export function rolesOf(tenant: Tenant, principalId: string): RoleName[] {
  return tenant.state.directoryRoles
    .filter((one) => one.principalId === principalId && !one.eligible)
    .flatMap((one) => roleNameOf(one.roleDefinitionId) ?? [])
}

export function holdsOneOf(tenant: Tenant, principalId: string, wanted: readonly RoleName[]): boolean {
  return rolesOf(tenant, principalId).some((role) => role === 'Global Administrator' || wanted.includes(role))
}

/** Those who may agree for everybody. @see reference 2.5 */
const consenters: readonly RoleName[] = [
  'Application Administrator',
  'Cloud Application Administrator',
  'AI Administrator',
  'Privileged Role Administrator',
]
/** Application permissions of Microsoft Graph are kept for these. */
export const graphConsenters: readonly RoleName[] = ['Privileged Role Administrator']

export function mayConsentForAll(tenant: Tenant, userId: string, graphApplication = false): boolean {
  return holdsOneOf(tenant, userId, graphApplication ? graphConsenters : consenters)
}

/** People who hold a role at this moment, with what they hold. */
export function administratorsOf({ state }: Tenant): { role: RoleName; address: string }[] {
  return state.directoryRoles.flatMap(({ principalId, roleDefinitionId, eligible }) => {
    const role = roleNameOf(roleDefinitionId)
    const user = state.users.find(({ id }) => id === principalId)
    return role === undefined || user === undefined || eligible ? [] : [{ role, address: user.address }]
  })
}

export function setRole(
  tenant: Tenant,
  principalId: string,
  role: RoleName,
  state: 'active' | 'eligible' | 'none',
): void {
  const roleDefinitionId = roleTemplates[role]
  const others = tenant.state.directoryRoles.filter(
    (one) => one.principalId !== principalId || one.roleDefinitionId !== roleDefinitionId,
  )
  tenant.state.directoryRoles =
    state === 'none'
      ? others
      : [
          ...others,
          { id: randomUUID(), principalId, roleDefinitionId, scope: '/', eligible: state === 'eligible' },
        ]
}
