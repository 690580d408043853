/** The permissions on a registration, by their ids as Graph has them and by their names as the tenant keeps them. */
import type { Registration } from '../tenant/state.ts'
import { apiOf, permissionById, permissionByName } from './permission-ids.ts'
import { resourceAppIds } from './permissions.ts'

export interface RequiredAccess {
  resourceAppId: string
  resourceAccess: { id: string; type: 'Scope' | 'Role' }[]
}

/** One entry an API, in the order in which the APIs were added. */
export function requiredAccess({ permissions, details }: Registration): RequiredAccess[] {
  const entries = new Map<string, RequiredAccess>()
  const add = (resourceAppId: string, id: string, type: 'Scope' | 'Role') => {
    const entry = entries.get(resourceAppId) ?? { resourceAppId, resourceAccess: [] }
    entry.resourceAccess.push({ id, type })
    entries.set(resourceAppId, entry)
  }
  for (const { resource, value, kind } of permissions) {
    const named = permissionByName(resource, kind, value)
    if (named !== undefined) add(resourceAppIds[resource], named.id, kind === 'delegated' ? 'Scope' : 'Role')
  }
  for (const { resourceAppId, id, type } of details.otherAccess) add(resourceAppId, id, type)
  return [...entries.values()]
}

/** An id that nobody has a name for is kept as it is: Entra asks no questions about it either. */
export function keepAccess(registration: Registration, wanted: readonly RequiredAccess[]): void {
  const permissions: Registration['permissions'] = []
  const otherAccess: Registration['details']['otherAccess'] = []
  for (const { resourceAppId, resourceAccess } of wanted) {
    const resource = apiOf(resourceAppId)
    for (const { id, type } of resourceAccess) {
      const kind = type === 'Scope' ? 'delegated' : 'application'
      const named = resource === undefined ? undefined : permissionById(resource, kind, id)
      if (named === undefined) {
        if (!otherAccess.some((one) => one.resourceAppId === resourceAppId && one.id === id))
          otherAccess.push({ resourceAppId, id, type })
      } else if (
        !permissions.some(
          (one) => one.value === named.value && one.kind === kind && one.resource === named.resource,
        )
      )
        permissions.push({ resource: named.resource, value: named.value, kind })
    }
  }
  registration.permissions = permissions
  registration.details.otherAccess = otherAccess
}
