/**
 * Taking an application out of a tenant, in an order in which each step can be undone: deactivated, its permissions
 * revoked, deleted. What is next is told by the tenant itself. @see setup-automation 1.3
 */
import { roleFact } from '../audit/consents.ts'
import { apiOf, type Apis } from '../audit/permissions.ts'
import type { ApplicationFacts, EntraFacts, ServicePrincipalFacts } from '../facts/entra-facts.ts'
import { unreadOf, type Unread } from '../facts/reading.ts'
import type { Change } from '../plan/change.schema.ts'

export const decommissionSteps = ['deactivate', 'revoke', 'delete'] as const
export type DecommissionStep = (typeof decommissionSteps)[number]

export const decommissionStages = ['active', 'deactivated', 'revoked', 'gone'] as const
export type DecommissionStage = (typeof decommissionStages)[number]

export interface Standing {
  readonly stage: DecommissionStage
  readonly application: ApplicationFacts | null
  readonly servicePrincipal: ServicePrincipalFacts | null
  readonly grants: number
  readonly roles: number
}

/** Null where what decides it could not be read. `vendors`: the registration is in the vendor's tenant. */
export function standingOf(facts: EntraFacts, vendors: boolean): Standing | Unread {
  const { application, servicePrincipal, grants, roles } = facts
  const unread = unreadOf([application, servicePrincipal, grants, roles])
  if (unread !== null || !application.read || !servicePrincipal.read || !grants.read || !roles.read)
    return unread ?? never()
  const found = vendors ? null : application.value
  const principal = servicePrincipal.value
  const held = { grants: grants.value.length, roles: roles.value.length }
  const isOff = found === null ? principal?.accountEnabled === false : found.disabled
  return {
    stage:
      found === null && principal === null
        ? 'gone'
        : !isOff
          ? 'active'
          : held.grants + held.roles > 0
            ? 'deactivated'
            : 'revoked',
    application: found,
    servicePrincipal: principal,
    ...held,
  }
}

export function isUnread(standing: Standing | Unread): standing is Unread {
  return 'why' in standing
}

const none = { checks: [], step: null }

/** Nobody gets a new token any more; everything else stays as it is. */
export function deactivation({ stage, application, servicePrincipal }: Standing): Change[] {
  if (stage !== 'active') return []
  if (application !== null)
    return [
      {
        kind: 'set-disabled',
        target: { object: 'application', id: application.id },
        ...{ before: false, after: true, ...none },
      },
    ]
  return servicePrincipal === null
    ? []
    : [
        {
          kind: 'set-sign-in',
          target: { object: 'service-principal', id: servicePrincipal.id },
          ...{ before: true, after: false, ...none },
        },
      ]
}

/** Every delegated grant, of whomever, and every application permission. */
export function revocations(facts: EntraFacts): Change[] {
  const { grants, roles, graph, exchange, servicePrincipal } = facts
  const client = servicePrincipal.read ? (servicePrincipal.value?.id ?? null) : null
  if (!grants.read || !roles.read || client === null) return []
  const apis: Apis = { graph, exchange }
  return [
    ...grants.value.map(({ id, resourceId, principalId, scopes }): Change => ({
      kind: 'remove-grant',
      target: { object: 'grant', id },
      before: {
        client,
        resourceId,
        resourceName: apiOf(apis, { id: resourceId })?.displayName ?? resourceId,
        principalId,
        scopes: [...scopes],
      },
      after: null,
      ...none,
    })),
    ...roles.value.map((role): Change => {
      const { value, resource } = roleFact(role, apis)
      return {
        kind: 'remove-role',
        target: { object: 'role-assignment', id: role.id },
        before: { client, resourceId: role.resourceId, resourceName: resource, roleId: role.roleId, value },
        after: null,
        ...none,
      }
    }),
  ]
}

/** The enterprise application first: each comes back by itself, and the second needs the first. */
export function deletions({ application, servicePrincipal }: Standing): Change[] {
  const changes: Change[] = []
  if (servicePrincipal !== null)
    changes.push({
      kind: 'delete-service-principal',
      target: { object: 'service-principal', id: servicePrincipal.id },
      before: {
        appId: servicePrincipal.appId,
        displayName: servicePrincipal.displayName.slice(0, 120),
      },
      after: null,
      ...none,
    })
  if (application !== null) {
    const { id, displayName, audience, redirects, implicit, publicClient, access, notes } = application
    changes.push({
      kind: 'delete-application',
      target: { object: 'application', id },
      before: {
        displayName: displayName.slice(0, 120),
        ...{ audience, redirects, implicit, publicClient, notes },
        access: [...access],
      },
      after: null,
      ...none,
    })
  }
  return changes
}

function never(): never {
  throw new Error('unread without a reason')
}
