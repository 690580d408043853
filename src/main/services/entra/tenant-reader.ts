/** Reads everything an audit looks at, with the fewest questions and as many at once as do not hang on each other. */
import type { EntraFacts, ResourceFacts, ApplicationFacts } from '../../../domain/entra/facts/entra-facts.ts'
import { evidenceOf, type Reading } from '../../../domain/entra/facts/reading.ts'
import { actsByItself, type Wanted } from '../../../domain/entra/wanted/wanted.ts'
import type { PermissionCatalogue } from '../../../domain/recipe/permission-catalogue.schema.ts'
import type { DirectoryCaller, GraphDirectory } from './graph-directory.port.ts'

type Around = Pick<
  EntraFacts,
  'graph' | 'exchange' | 'userConsent' | 'securityDefaults' | 'legacyBlocks' | 'organization' | 'assigned'
>

export class TenantReader {
  readonly #directory: GraphDirectory
  readonly #permissions: PermissionCatalogue

  constructor(directory: GraphDirectory, permissions: PermissionCatalogue) {
    this.#directory = directory
    this.#permissions = permissions
  }

  /** `at`: when the reading began, for what needs no question. */
  async read(caller: DirectoryCaller, wanted: Wanted, at: string): Promise<EntraFacts> {
    const [around, own] = await Promise.all([this.#around(caller, wanted, at), this.#own(caller, wanted, at)])
    const named = { ...around, ...own }
    return { ...named, application: withNames(named.application, [named.graph, named.exchange]) }
  }

  async #around(caller: DirectoryCaller, wanted: Wanted, at: string): Promise<Around> {
    const directory = this.#directory
    const [apis, userConsent, securityDefaults, legacyBlocks, organization] = await Promise.all([
      this.#apis(caller, wanted, at),
      directory.userConsent(caller),
      directory.securityDefaults(caller),
      wanted.smtp && wanted.people
        ? directory.legacyBlocks(caller)
        : { read: true as const, value: [], evidence: { who: caller.who, at, requestIds: [] } },
      directory.organization(caller),
    ])
    return { ...apis, userConsent, securityDefaults, legacyBlocks, organization }
  }

  /** Who else holds their permissions is asked only for a product that acts by itself. */
  async #apis(
    caller: DirectoryCaller,
    wanted: Wanted,
    at: string,
  ): Promise<Pick<EntraFacts, 'graph' | 'exchange' | 'assigned'>> {
    const directory = this.#directory
    const [graph, exchange] = await Promise.all([
      directory.api(caller, this.#permissions.graph.id),
      directory.api(caller, this.#permissions.exchange.id),
    ])
    const ids = actsByItself(wanted)
      ? [graph, exchange].flatMap((api) => (api.read && api.value !== null ? [api.value.id] : []))
      : []
    const lists = await Promise.all(ids.map((id) => directory.assigned(caller, id)))
    const unread = lists.find((list) => !list.read)
    if (unread !== undefined) return { graph, exchange, assigned: unread }
    const evidence = evidenceOf(lists) ?? { who: caller.who, at, requestIds: [] }
    const value = lists.flatMap((list) => (list.read ? list.value : []))
    return { graph, exchange, assigned: { read: true, value, evidence } }
  }

  /** The application first: who it is decides what else is asked. */
  async #own(caller: DirectoryCaller, wanted: Wanted, at: string): Promise<Omit<EntraFacts, keyof Around>> {
    const directory = this.#directory
    const { clientId } = wanted
    const early = clientId === null ? null : directory.servicePrincipal(caller, clientId)
    const rulesAsked = directory.credentialRules(caller)
    const found = await this.#applications(caller, wanted, at)
    const { application } = found
    const appId = clientId ?? (application.read ? (application.value?.appId ?? null) : null)
    const principalAsked = early ?? this.#principal(caller, appId, application)
    const id = application.read ? (application.value?.id ?? null) : null
    const [deleted, owners, ownPolicies, linked, rules] = await Promise.all([
      this.#deleted(caller, wanted, application),
      id === null ? nothingOf(application, []) : directory.owners(caller, id),
      id === null ? nothingOf(application, { rules: [], lifted: [] }) : directory.ownPolicies(caller, id),
      this.#linked(caller, principalAsked),
      rulesAsked,
    ])
    return {
      ...found,
      ...linked,
      deleted,
      owners,
      credentialPolicy: !rules.read
        ? rules
        : !ownPolicies.read
          ? ownPolicies
          : {
              ...rules,
              value: {
                // A rule of the application's own takes the place of the tenant's.
                rules: [
                  ...rules.value.filter(
                    ({ rule }) => !ownPolicies.value.rules.some((one) => one.rule === rule),
                  ),
                  ...ownPolicies.value.rules,
                ],
                lifted: ownPolicies.value.lifted,
              },
            },
    }
  }

  /** By client id where one is known; otherwise the only one of its name, and of several none. */
  async #applications(
    caller: DirectoryCaller,
    { vendors, clientId, displayName }: Wanted,
    at: string,
  ): Promise<Pick<EntraFacts, 'application' | 'foundBy' | 'namesakes'>> {
    const foundBy = clientId === null ? 'name' : 'client-id'
    if (vendors) {
      // Not here: its registration is in the vendor's tenant.
      const none = { read: true, evidence: { who: caller.who, at, requestIds: [] } } as const
      return { application: { ...none, value: null }, foundBy, namesakes: { ...none, value: [] } }
    }
    const listed = await this.#directory.applications(caller, { clientId, displayName })
    if (!listed.read) return { application: listed, foundBy, namesakes: listed }
    const [only, ...more] = listed.value
    const found =
      clientId === null
        ? more.length === 0
          ? (only ?? null)
          : null
        : (listed.value.find(({ appId }) => appId.toLowerCase() === clientId.toLowerCase()) ?? null)
    const others = listed.value.filter((one) => one !== found)
    return {
      application: { ...listed, value: found },
      foundBy,
      namesakes: { ...listed, value: others.map(({ id, appId, createdAt }) => ({ id, appId, createdAt })) },
    }
  }

  /** Whoever has the registration has no need of a deleted one. */
  async #deleted(
    caller: DirectoryCaller,
    { vendors, clientId, displayName }: Wanted,
    application: EntraFacts['application'],
  ): Promise<EntraFacts['deleted']> {
    if (vendors || !application.read || application.value !== null) return nothingOf(application, [])
    const all = await this.#directory.deleted(caller)
    if (!all.read) return all
    const value = all.value.filter(
      ({ application: one }) =>
        one.displayName === displayName || one.appId.toLowerCase() === clientId?.toLowerCase(),
    )
    return { ...all, value }
  }

  async #principal(
    caller: DirectoryCaller,
    appId: string | null,
    application: Reading<ApplicationFacts | null>,
  ): Promise<EntraFacts['servicePrincipal']> {
    return appId === null ? nothingOf(application, null) : this.#directory.servicePrincipal(caller, appId)
  }

  async #linked(
    caller: DirectoryCaller,
    asked: Promise<EntraFacts['servicePrincipal']>,
  ): Promise<Pick<EntraFacts, 'servicePrincipal' | 'grants' | 'roles'>> {
    const servicePrincipal = await asked
    const id = servicePrincipal.read ? (servicePrincipal.value?.id ?? null) : null
    if (id === null)
      return {
        servicePrincipal,
        grants: nothingOf(servicePrincipal, []),
        roles: nothingOf(servicePrincipal, []),
      }
    const [grants, roles] = await Promise.all([
      this.#directory.grants(caller, id),
      this.#directory.roles(caller, id),
    ])
    return { servicePrincipal, grants, roles }
  }
}

/** What hangs on something absent is empty; what hangs on something unread is unread for the same reason. */
function nothingOf<T>(on: Reading<unknown>, value: T): Reading<T> {
  return on.read ? { ...on, value } : on
}

/** A registration names permissions by id; the APIs of the tenant say what they are called. */
function withNames(
  application: EntraFacts['application'],
  apis: readonly Reading<ResourceFacts | null>[],
): EntraFacts['application'] {
  if (!application.read || application.value === null) return application
  const known = apis.flatMap((api) => (api.read && api.value !== null ? [api.value] : []))
  const access = application.value.access.map((one) => {
    const api = known.find(({ appId }) => appId === one.resourceAppId)
    const list = one.type === 'Scope' ? api?.scopes : api?.roles
    return { ...one, value: list?.find(({ id }) => id === one.id)?.value ?? one.value }
  })
  return { ...application, value: { ...application.value, access } }
}
