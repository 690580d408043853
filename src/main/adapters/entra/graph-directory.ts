/** The directory of a tenant through Microsoft Graph: only what is needed of each object. @see setup-automation 1.1, 9 */
import type { z } from 'zod'
import type { TenantCredential } from '../../../domain/expiry/expiry-item.ts'
import { evidenceOf, type Reading } from '../../../domain/entra/facts/reading.ts'
import { readRights, signInLogRight } from '../../../domain/entra/facts/rights.ts'
import type { DirectoryCaller, GraphDirectory } from '../../services/entra/graph-directory.port.ts'
import type { Clock, HttpFetch } from '../../services/surroundings/surroundings.port.ts'
import { literal, query } from '../graph/graph-client.ts'
import {
  apiSelect,
  ApiRow,
  applicationSelect,
  ApplicationRow,
  AssignedRow,
  AuthorizationRow,
  DeletedRow,
  GrantRow,
  LegacyBlockRow,
  OrganizationRow,
  OwnerRow,
  OwnPolicyRow,
  RegistrationCredentials,
  RoleRow,
  SecurityDefaultsRow,
  servicePrincipalSelect,
  SigningCertificates,
  ServicePrincipalRow,
  SignInPage,
  TenantPolicyRow,
} from './directory-rows.schema.ts'
import { GraphQuestions, type Asked, type Question } from './graph-questions.ts'

type Wording = Omit<Question, 'caller'>

export class HttpGraphDirectory implements GraphDirectory {
  readonly #questions: GraphQuestions
  readonly #clock: Clock

  constructor({ fetch, clock }: { readonly fetch: HttpFetch; readonly clock: Clock }) {
    this.#questions = new GraphQuestions({ fetch, clock })
    this.#clock = clock
  }

  applications(
    caller: DirectoryCaller,
    { clientId, displayName }: { readonly clientId: string | null; readonly displayName: string },
  ) {
    const byName = `displayName eq ${literal(displayName)}`
    return this.#all(caller, ApplicationRow, {
      path: query('/applications', {
        $filter: clientId === null ? byName : `appId eq ${literal(clientId)} or ${byName}`,
        $select: applicationSelect,
      }),
      right: readRights.application,
      notFound: 'spreading',
    })
  }

  deleted(caller: DirectoryCaller) {
    return this.#all(caller, DeletedRow, {
      path: query('/directory/deletedItems/microsoft.graph.application', {
        $select: `${applicationSelect},deletedDateTime`,
      }),
      right: readRights.deleted,
      notFound: 'unavailable',
    })
  }

  owners(caller: DirectoryCaller, applicationId: string) {
    return this.#all(caller, OwnerRow, {
      path: query(`/applications/${applicationId}/owners`, { $select: 'id,displayName,userPrincipalName' }),
      right: readRights.owners,
      notFound: 'spreading',
    })
  }

  async ownPolicies(caller: DirectoryCaller, applicationId: string) {
    const policies = await this.#all(caller, OwnPolicyRow, {
      path: `/applications/${applicationId}/appManagementPolicies`,
      right: readRights.credentialPolicy,
      notFound: 'spreading',
    })
    return changed(policies, (rows) => {
      const inForce = rows.filter(({ isEnabled }) => isEnabled !== false)
      return {
        rules: inForce.flatMap(({ restrictions }) => restrictions.rules),
        lifted: inForce.flatMap(({ restrictions }) => restrictions.lifted),
      }
    })
  }

  servicePrincipal(caller: DirectoryCaller, clientId: string) {
    return this.#one(caller, ServicePrincipalRow, {
      path: query(`/servicePrincipals(appId=${literal(clientId)})`, { $select: servicePrincipalSelect }),
      right: readRights.servicePrincipal,
      notFound: 'absent',
    })
  }

  grants(caller: DirectoryCaller, clientObjectId: string) {
    return this.#all(caller, GrantRow, {
      path: query('/oauth2PermissionGrants', { $filter: `clientId eq ${literal(clientObjectId)}` }),
      right: readRights.grants,
      notFound: 'spreading',
    })
  }

  roles(caller: DirectoryCaller, clientObjectId: string) {
    return this.#all(caller, RoleRow, {
      path: `/servicePrincipals/${clientObjectId}/appRoleAssignments`,
      right: readRights.roles,
      notFound: 'spreading',
    })
  }

  api(caller: DirectoryCaller, appId: string) {
    return this.#one(caller, ApiRow, {
      path: query(`/servicePrincipals(appId=${literal(appId)})`, { $select: apiSelect }),
      right: readRights.graph,
      notFound: 'absent',
    })
  }

  assigned(caller: DirectoryCaller, apiObjectId: string) {
    return this.#all(caller, AssignedRow, {
      path: query(`/servicePrincipals/${apiObjectId}/appRoleAssignedTo`, { $top: '999' }),
      right: readRights.assigned,
      notFound: 'spreading',
    })
  }

  /** v1.0 does not show which authorities certificates must come from; where beta does not answer, v1.0 alone counts. */
  async credentialRules(caller: DirectoryCaller) {
    const of = (version: 'v1.0' | 'beta') =>
      this.#must(caller, TenantPolicyRow, {
        path: '/policies/defaultAppManagementPolicy',
        version,
        right: readRights.credentialPolicy,
      })
    const [stable, beta] = await Promise.all([of('v1.0'), of('beta')])
    const rulesOf = (reading: typeof stable) =>
      changed(reading, ({ isEnabled, applicationRestrictions }) =>
        // Without the switch the rules are written down and hold nobody back.
        isEnabled === false ? [] : applicationRestrictions.rules,
      )
    const [known, more] = [rulesOf(stable), rulesOf(beta)]
    if (!known.read || !more.read) return known
    const added = more.value.filter(({ rule }) => !known.value.some((one) => one.rule === rule))
    return {
      ...known,
      value: [...known.value, ...added],
      evidence: {
        ...known.evidence,
        requestIds: [...known.evidence.requestIds, ...more.evidence.requestIds],
      },
    }
  }

  userConsent(caller: DirectoryCaller) {
    return this.#must(caller, AuthorizationRow, {
      path: query('/policies/authorizationPolicy', { $select: 'defaultUserRolePermissions' }),
      right: readRights.userConsent,
    })
  }

  securityDefaults(caller: DirectoryCaller) {
    return this.#must(caller, SecurityDefaultsRow, {
      path: query('/policies/identitySecurityDefaultsEnforcementPolicy', { $select: 'isEnabled' }),
      right: readRights.securityDefaults,
    })
  }

  async legacyBlocks(caller: DirectoryCaller) {
    const policies = await this.#all(caller, LegacyBlockRow, {
      path: query('/identity/conditionalAccess/policies', {
        $select: 'displayName,state,conditions,grantControls',
      }),
      right: readRights.legacyBlocks,
      notFound: 'unavailable',
    })
    return changed(policies, (names) => names.filter((name) => name !== null))
  }

  /** Only the beta endpoint shows what applications do by themselves. Newest first, one page: more is not asked for. */
  async signIns(caller: DirectoryCaller, clientId: string, since: string) {
    const kinds = ['interactiveUser', 'nonInteractiveUser', 'servicePrincipal']
    const anyKind = kinds.map((kind) => `t eq ${literal(kind)}`).join(' or ')
    const conditions = [
      `appId eq ${literal(clientId)}`,
      `createdDateTime ge ${since}`,
      `signInEventTypes/any(t: ${anyKind})`,
    ]
    const page = await this.#must(caller, SignInPage, {
      path: query('/auditLogs/signIns', { $filter: conditions.join(' and '), $top: '500' }),
      version: 'beta',
      right: signInLogRight,
    })
    return changed(page, ({ value }) => value)
  }

  async allCredentials(caller: DirectoryCaller): Promise<Reading<TenantCredential[]>> {
    const select = 'id,appId,displayName,keyCredentials'
    const [registrations, principals] = await Promise.all([
      this.#all(caller, RegistrationCredentials, {
        path: query('/applications', { $select: `${select},passwordCredentials`, $top: '999' }),
        right: readRights.application,
        notFound: 'unavailable',
      }),
      this.#all(caller, SigningCertificates, {
        path: query('/servicePrincipals', { $select: select, $top: '999' }),
        right: readRights.servicePrincipal,
        notFound: 'unavailable',
      }),
    ])
    if (!registrations.read) return registrations
    if (!principals.read) return principals
    return {
      ...registrations,
      value: [...registrations.value, ...principals.value].flat(),
      evidence: evidenceOf([registrations, principals]) ?? registrations.evidence,
    }
  }

  async organization(caller: DirectoryCaller) {
    const rows = await this.#all(caller, OrganizationRow, {
      path: query('/organization', { $select: 'id,displayName,verifiedDomains' }),
      right: readRights.organization,
      notFound: 'spreading',
    })
    if (!rows.read) return rows
    const [only] = rows.value
    return only === undefined ? this.#nothing(rows) : { ...rows, value: only }
  }

  #one<T>(caller: DirectoryCaller, schema: z.ZodType<T>, wording: Wording): Promise<Asked<T>> {
    return this.#questions.one({ caller, ...wording }, schema)
  }

  /** What every tenant has: an answer without it is none. */
  async #must<T>(
    caller: DirectoryCaller,
    schema: z.ZodType<T>,
    wording: Omit<Wording, 'notFound'>,
  ): Promise<Reading<T>> {
    return this.#present(await this.#one(caller, schema, { ...wording, notFound: 'unavailable' }))
  }

  async #all<T>(caller: DirectoryCaller, schema: z.ZodType<T>, wording: Wording): Promise<Reading<T[]>> {
    return this.#present(await this.#questions.all({ caller, ...wording }, schema))
  }

  #present<T>(asked: Asked<T>): Reading<T> {
    if (!asked.read) return asked
    const { value, evidence } = asked
    return value === null ? this.#nothing(asked) : { read: true, value, evidence }
  }

  #nothing(asked: { readonly evidence: { readonly requestIds: readonly string[] } }): Reading<never> {
    const requestId = asked.evidence.requestIds[0] ?? null
    const at = this.#clock.now().toISOString()
    return { read: false, unread: { why: 'not-understood', right: null, status: 200, requestId, at } }
  }
}

function changed<A, B>(reading: Reading<A>, change: (value: A) => B): Reading<B> {
  return reading.read ? { ...reading, value: change(reading.value) } : reading
}
