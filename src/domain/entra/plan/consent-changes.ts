/**
 * Consent through Graph, additively: the consent page would make the grants equal to the registration's list and revoke
 * what it does not name. @see setup-automation 1.1
 */
import {
  missingConsents,
  replacedRoles,
  roleFact,
  surplusRoles,
  surplusScopes,
  type Granted,
} from '../audit/consents.ts'
import { apiOf, idOf } from '../audit/permissions.ts'
import type { GrantFacts, ResourceFacts, RoleFacts } from '../facts/entra-facts.ts'
import type { WantedPermission } from '../wanted/wanted.ts'
import type { Planning } from './planning.ts'
import type { Change } from './change.schema.ts'

export function consentChanges(planning: Planning): Change[] {
  const { facts, differs } = planning
  if (!facts.grants.read || !facts.roles.read) return []
  const granted: Granted = { grants: facts.grants.value, roles: facts.roles.value }
  const missing = differs('consent') ? missingConsents(planning.wanted, granted, planning.apis) : []
  const delegated = missing.filter(({ kind }) => kind === 'delegated')
  const application = missing.filter(({ kind }) => kind === 'application')
  // What is added comes first: nothing that works may stop because a later write failed.
  return [
    ...newGrants(planning, granted.grants, delegated),
    ...changedGrants(planning, granted.grants, delegated),
    ...application.flatMap((one) => addedRole(planning, one)),
    ...removedRoles(planning, granted),
  ]
}

function newGrants(
  { wanted, apis, clientId }: Planning,
  grants: readonly GrantFacts[],
  missing: readonly WantedPermission[],
): Change[] {
  return apisOf(missing).flatMap((appId): Change[] => {
    const api = apiOf(apis, { appId })
    if (api === null || grants.some((grant) => isForAll(grant, api))) return []
    const scopes = missing.filter(({ resourceAppId }) => resourceAppId === appId).map(({ value }) => value)
    return [
      {
        kind: 'create-grant',
        target: { object: 'grant', id: null },
        before: null,
        after: {
          client: clientId,
          resourceId: api.id,
          resourceName: api.displayName,
          principalId: null,
          scopes: sorted(scopes),
        },
        checks: ['consent'],
        step: wanted.steps.consent,
      },
    ]
  })
}

/** A grant that gains scopes, loses some, or both; one that has none left goes. */
function changedGrants(
  { wanted, apis, clientId, differs }: Planning,
  grants: readonly GrantFacts[],
  missing: readonly WantedPermission[],
): Change[] {
  return grants.flatMap((grant): Change[] => {
    const api = apiOf(apis, { id: grant.resourceId })
    const added =
      api === null || grant.principalId !== null
        ? []
        : missing.filter(({ resourceAppId }) => resourceAppId === api.appId).map(({ value }) => value)
    const removed = differs('consent-surplus') ? surplusScopes(grant, wanted, apis) : []
    if (added.length + removed.length === 0) return []
    const { id, resourceId, principalId } = grant
    const before = {
      client: clientId,
      resourceId,
      resourceName: api?.displayName ?? resourceId,
      principalId,
      scopes: sorted(grant.scopes),
    }
    const scopes = sorted([...grant.scopes.filter((scope) => !removed.includes(scope)), ...added])
    const common = {
      target: { object: 'grant', id } as const,
      before,
      checks: [
        ...(added.length > 0 ? (['consent'] as const) : []),
        ...(removed.length > 0 ? (['consent-surplus'] as const) : []),
      ],
      step: wanted.steps.consent,
    }
    return scopes.length === 0
      ? [{ kind: 'remove-grant', after: null, ...common }]
      : [{ kind: 'set-grant', after: { ...before, scopes }, ...common }]
  })
}

function addedRole({ wanted, apis, clientId }: Planning, one: WantedPermission): Change[] {
  const api = apiOf(apis, { appId: one.resourceAppId })
  const roleId = idOf(apis, one)
  if (api === null || roleId === null) return []
  return [
    {
      kind: 'add-role',
      target: { object: 'role-assignment', id: null },
      before: null,
      after: {
        client: clientId,
        resourceId: api.id,
        resourceName: api.displayName,
        roleId,
        value: one.value,
      },
      checks: ['consent'],
      step: wanted.steps.consent,
    },
  ]
}

function removedRoles({ wanted, apis, clientId, differs }: Planning, granted: Granted): Change[] {
  const remove = (role: RoleFacts, check: 'consent-surplus' | 'consent-beside-limit'): Change => {
    const { value, resource } = roleFact(role, apis)
    return {
      kind: 'remove-role',
      target: { object: 'role-assignment', id: role.id },
      before: {
        client: clientId,
        resourceId: role.resourceId,
        resourceName: resource,
        roleId: role.roleId,
        value,
      },
      after: null,
      checks: [check],
      step: check === 'consent-surplus' ? wanted.steps.consent : wanted.steps.removeConsent,
    }
  }
  return [
    ...(differs('consent-surplus') ? surplusRoles(wanted, granted, apis) : []).map((role) =>
      remove(role, 'consent-surplus'),
    ),
    ...(differs('consent-beside-limit') ? replacedRoles(wanted, granted, apis) : []).map((role) =>
      remove(role, 'consent-beside-limit'),
    ),
  ]
}

function isForAll({ principalId, resourceId }: GrantFacts, api: ResourceFacts): boolean {
  return principalId === null && resourceId === api.id
}

function apisOf(missing: readonly WantedPermission[]): string[] {
  return [...new Set(missing.map(({ resourceAppId }) => resourceAppId))]
}

function sorted(scopes: readonly string[]): string[] {
  return [...new Set(scopes)].sort()
}
