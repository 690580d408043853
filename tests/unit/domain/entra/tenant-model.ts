/** A tenant as a value: what is there, how a change alters it, and how it looks to somebody who reads it. */
import type {
  ApplicationFacts,
  AssignedFacts,
  CredentialPolicyFacts,
  DeletedFacts,
  EntraFacts,
  GrantFacts,
  Namesake,
  OwnerFacts,
  ResourceFacts,
  RoleFacts,
  ServicePrincipalFacts,
} from '../../../../src/domain/entra/facts/entra-facts.ts'
import type { Evidence, Reading } from '../../../../src/domain/entra/facts/reading.ts'
import type { Change } from '../../../../src/domain/entra/plan/change.schema.ts'
import type { Made } from '../../../../src/domain/entra/plan/reverse.ts'
import { wantedOf, type Wanted } from '../../../../src/domain/entra/wanted/wanted.ts'
import type { PermissionCatalogue } from '../../../../src/domain/recipe/permission-catalogue.schema.ts'
import type { Mailbox } from '../../../../src/domain/mailbox/mailbox.schema.ts'
import type { Setup } from '../../../../src/domain/setup/setup.schema.ts'
import type { StepRecord } from '../../../../src/domain/step/step-record.schema.ts'
import { library, recipeOf } from '../recipe/recipes.ts'
import { contosoMailbox, now, contosoSetup, uuid } from '../../../kit/contoso.ts'

export interface TenantModel {
  application: ApplicationFacts | null
  namesakes: Namesake[]
  deleted: DeletedFacts[]
  owners: OwnerFacts[]
  servicePrincipal: ServicePrincipalFacts | null
  grants: GrantFacts[]
  roles: RoleFacts[]
  graph: ResourceFacts
  exchange: ResourceFacts | null
  policy: CredentialPolicyFacts
  userConsent: string[]
  securityDefaults: boolean
  legacyBlocks: string[]
  domains: string[]
  assigned: AssignedFacts[]
}

export const admin: OwnerFacts = { id: uuid(900), name: 'admin@contoso.example' }
const ids = { application: uuid(801), client: uuid(802), graph: uuid(803), exchange: uuid(804) }
export const clientId = contosoSetup().clientId ?? ''
export const evidence: Evidence = { who: admin.name, at: now, requestIds: [uuid(700)] }
export const read = <T>(value: T): Reading<T> => ({ read: true, value, evidence })

export function wantedFor(
  recipeId: string,
  changes: Partial<Setup> = {},
  more: { readonly mailboxes?: readonly Mailbox[]; readonly records?: readonly StepRecord[] } = {},
): Wanted {
  return wantedOf({
    setup: contosoSetup({ recipeId, ...changes }),
    recipe: recipeOf(recipeId),
    mailboxes: more.mailboxes ?? [contosoMailbox(1)],
    records: more.records ?? [],
    permissions: catalogue(),
  })
}

function catalogue(): PermissionCatalogue {
  if (library.permissions === null) throw new Error('no catalogue of permissions')
  return library.permissions
}

/** An API that offers everything the catalogue knows of it; what the catalogue has no id for gets one of this tenant. */
function apiOf(resource: 'graph' | 'exchange', id: string): ResourceFacts {
  const { permissions } = catalogue()
  const of = (kind: 'delegated' | 'application') =>
    permissions
      .filter((one) => one.resource === resource && one.kind === kind)
      .map((one, index) => ({
        id: one.id ?? uuid((resource === 'graph' ? 50_000 : 60_000) + index),
        value: one.value,
      }))
  const { id: appId, name: displayName } = catalogue()[resource]
  return { id, appId, displayName, scopes: of('delegated'), roles: of('application') }
}

/** A tenant in which nobody has done anything yet. */
export function emptyTenant(): TenantModel {
  return {
    application: null,
    namesakes: [],
    deleted: [],
    owners: [],
    servicePrincipal: null,
    grants: [],
    roles: [],
    graph: apiOf('graph', ids.graph),
    exchange: apiOf('exchange', ids.exchange),
    policy: { rules: [], lifted: [] },
    userConsent: ['microsoft-user-default-low'],
    securityDefaults: false,
    legacyBlocks: [],
    domains: ['contoso.example', 'contoso.onmicrosoft.com'],
    assigned: [],
  }
}

/** A tenant in which everything is as the recipe wants it. */
export function rightTenant(wanted: Wanted): TenantModel {
  const tenant = emptyTenant()
  const api = (one: Wanted['permissions'][number]) =>
    one.resource === 'graph' ? tenant.graph : tenant.exchange
  const idIn = (one: Wanted['permissions'][number]) => {
    const list = one.kind === 'delegated' ? api(one)?.scopes : api(one)?.roles
    return list?.find(({ value }) => value === one.value)?.id ?? ''
  }
  const there = wanted.permissions.filter(({ stand }) => stand === 'wanted')
  const delegated = there.filter(({ kind }) => kind === 'delegated')
  return {
    ...tenant,
    application: wanted.vendors
      ? null
      : {
          id: ids.application,
          appId: clientId,
          displayName: wanted.displayName,
          createdAt: '2026-11-20T09:00:00.000Z',
          audience: wanted.audience,
          disabled: false,
          blocked: null,
          redirects: {
            web: wanted.redirects.filter(({ platform }) => platform === 'web').map(({ uri }) => uri),
            publicClient: wanted.redirects
              .filter(({ platform }) => platform === 'publicClient')
              .map(({ uri }) => uri),
            spa: [],
          },
          implicit: wanted.implicit,
          publicClient: false,
          access: there.map((one) => ({
            resourceAppId: one.resourceAppId,
            id: idIn(one),
            type: one.kind === 'delegated' ? 'Scope' : 'Role',
            value: one.value,
          })),
          credentials: (wanted.credential?.kinds ?? []).slice(0, 1).map((kind) => ({
            keyId: uuid(810),
            kind,
            displayName: wanted.displayName,
            hint: 'abc',
            startsAt: '2026-11-20T09:05:00.000Z',
            endsAt: '2027-11-20T09:05:00.000Z',
          })),
          notes: 'Mail of EAP, ask the platform team',
        },
    owners: wanted.vendors ? [] : [admin],
    servicePrincipal: {
      id: ids.client,
      appId: clientId,
      displayName: wanted.displayName,
      accountEnabled: true,
      assignmentRequired: false,
      blocked: null,
      ownerTenant: null,
      publisher: wanted.vendors ? 'Vendor Ltd' : null,
    },
    grants: ['graph', 'exchange'].flatMap((resource) => {
      const scopes = delegated.filter((one) => one.resource === resource).map(({ value }) => value)
      return scopes.length === 0
        ? []
        : [
            {
              id: `grant-${resource}`,
              resourceId: resource === 'graph' ? ids.graph : ids.exchange,
              principalId: null,
              scopes: scopes.sort(),
            },
          ]
    }),
    roles: there
      .filter(({ kind }) => kind === 'application')
      .map((one, index) => ({
        id: `role-${index}`,
        resourceId: one.resource === 'graph' ? ids.graph : ids.exchange,
        roleId: idIn(one),
      })),
  }
}

export function factsOf(tenant: TenantModel, foundBy: EntraFacts['foundBy'] = 'client-id'): EntraFacts {
  return {
    application: read(tenant.application),
    foundBy,
    namesakes: read(tenant.namesakes),
    deleted: read(tenant.deleted),
    owners: read(tenant.owners),
    servicePrincipal: read(tenant.servicePrincipal),
    grants: read(tenant.grants),
    roles: read(tenant.roles),
    graph: read(tenant.graph),
    exchange: read(tenant.exchange),
    credentialPolicy: read(tenant.policy),
    userConsent: read(tenant.userConsent),
    securityDefaults: read(tenant.securityDefaults),
    legacyBlocks: read(tenant.legacyBlocks),
    assigned: read(tenant.assigned),
    organization: read({ id: uuid(1), displayName: 'Contoso', domains: tenant.domains }),
  }
}

/** Carries one change out; `made` gets the ids that a real tenant would hand out. */
export function carryOut(
  tenant: TenantModel,
  change: Change,
  next: () => string,
): { tenant: TenantModel; id: string | null } {
  const application = () => {
    if (tenant.application === null) throw new Error(`${change.kind}: no application`)
    return tenant.application
  }
  const principal = () => {
    if (tenant.servicePrincipal === null) throw new Error(`${change.kind}: no service principal`)
    return tenant.servicePrincipal
  }
  const on = (changes: Partial<ApplicationFacts>) => ({
    tenant: { ...tenant, application: { ...application(), ...changes } },
    id: null,
  })
  switch (change.kind) {
    case 'create-application': {
      const id = next()
      const { displayName, audience, redirects, implicit, publicClient, access, notes } = change.after
      const created: ApplicationFacts = {
        id,
        appId: next(),
        displayName,
        createdAt: now,
        audience,
        disabled: false,
        blocked: null,
        redirects,
        implicit,
        publicClient,
        access,
        credentials: [],
        notes,
      }
      return { tenant: { ...tenant, application: created }, id }
    }
    case 'delete-application':
      return { tenant: { ...tenant, application: null, owners: [] }, id: null }
    case 'restore-application':
    case 'restore-service-principal':
      throw new Error('no plan of this model deletes anything that comes back')
    case 'set-disabled':
      return on({ disabled: change.after })
    case 'set-audience':
      return on({ audience: change.after })
    case 'set-redirects':
      return on({ redirects: change.after })
    case 'set-implicit':
      return on({ implicit: change.after })
    case 'set-public-client':
      return on({ publicClient: change.after })
    case 'set-permissions':
      return on({ access: change.after })
    case 'set-notes':
      return on({ notes: change.after })
    case 'add-owner':
      application()
      return { tenant: { ...tenant, owners: [...tenant.owners, change.after] }, id: null }
    case 'remove-owner':
      return {
        tenant: { ...tenant, owners: tenant.owners.filter(({ id }) => id !== change.before.id) },
        id: null,
      }
    case 'add-secret':
    case 'add-certificate': {
      const keyId = next()
      const kind = change.kind === 'add-secret' ? 'secret' : 'certificate'
      const { displayName, endsAt } = change.after
      const entry = { keyId, kind, displayName, hint: null, startsAt: now, endsAt } as const
      return { ...on({ credentials: [...application().credentials, entry] }), id: keyId }
    }
    case 'remove-secret':
    case 'remove-certificate':
      return on({
        credentials: application().credentials.filter(({ keyId }) => keyId !== change.before.keyId),
      })
    case 'create-service-principal': {
      const id = next()
      const appId = change.after.appId ?? application().appId
      const created: ServicePrincipalFacts = {
        id,
        appId,
        displayName: change.after.displayName,
        accountEnabled: true,
        assignmentRequired: false,
        blocked: null,
        ownerTenant: null,
        publisher: null,
      }
      return { tenant: { ...tenant, servicePrincipal: created }, id }
    }
    case 'delete-service-principal':
      return { tenant: { ...tenant, servicePrincipal: null }, id: null }
    case 'set-sign-in':
      return {
        tenant: { ...tenant, servicePrincipal: { ...principal(), accountEnabled: change.after } },
        id: null,
      }
    case 'set-assignment-required':
      return {
        tenant: { ...tenant, servicePrincipal: { ...principal(), assignmentRequired: change.after } },
        id: null,
      }
    case 'create-grant': {
      principal()
      const id = next()
      const { resourceId, principalId, scopes } = change.after
      return {
        tenant: { ...tenant, grants: [...tenant.grants, { id, resourceId, principalId, scopes }] },
        id,
      }
    }
    case 'set-grant':
      return {
        tenant: {
          ...tenant,
          grants: tenant.grants.map((grant) =>
            grant.id === change.target.id ? { ...grant, scopes: change.after.scopes } : grant,
          ),
        },
        id: null,
      }
    case 'remove-grant':
      return {
        tenant: { ...tenant, grants: tenant.grants.filter(({ id }) => id !== change.target.id) },
        id: null,
      }
    case 'add-role': {
      principal()
      const id = next()
      const { resourceId, roleId } = change.after
      return { tenant: { ...tenant, roles: [...tenant.roles, { id, resourceId, roleId }] }, id }
    }
    case 'remove-role':
      return {
        tenant: { ...tenant, roles: tenant.roles.filter(({ id }) => id !== change.target.id) },
        id: null,
      }
  }
}

/** Everything of a tenant but ids that a tenant hands out anew each time. */
export function comparable(tenant: TenantModel): unknown {
  const bare = ({ resourceId, principalId, scopes }: GrantFacts) =>
    `${resourceId} ${principalId ?? 'all'} ${[...scopes].sort().join(' ')}`
  return {
    ...tenant,
    grants: tenant.grants.map(bare).sort(),
    roles: tenant.roles.map(({ resourceId, roleId }) => `${resourceId} ${roleId}`).sort(),
  }
}

export interface Done {
  readonly change: Change
  readonly made: Made
}

export function carryOutAll(
  tenant: TenantModel,
  changes: readonly Change[],
  first = 1_000_000,
): { tenant: TenantModel; done: Done[] } {
  let count = first
  let current = tenant
  const done: Done[] = []
  for (const change of changes) {
    const { tenant: after, id } = carryOut(current, change, () => uuid((count += 1)))
    current = after
    done.push({
      change,
      made: {
        id,
        application: current.application?.id ?? null,
        client: current.servicePrincipal?.id ?? null,
      },
    })
  }
  return { tenant: current, done }
}
