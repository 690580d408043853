/** Applications, service principals and people as rows. */
import { hexOf } from '../../directory/registrations.ts'
import { apiOf, offered } from '../../directory/permission-ids.ts'
import { domainsOf } from '../../directory/domains.ts'
import { exchangeAudiences, graphAudiences } from '../../directory/permissions.ts'
import { findPrincipal, type Principal } from '../../directory/principals.ts'
import { requiredAccess } from '../../directory/resource-access.ts'
import type { Registration } from '../../tenant/state.ts'
import { findUserById, type Tenant } from '../../tenant/tenant.ts'
import type { Row } from '../odata.ts'
import { userRow } from '../user-view.ts'

/** Whole seconds, as the directory keeps its times. */
export const at = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`

/** What an API is asked for by, besides its id. */
const audiences = { graph: graphAudiences, exchange: exchangeAudiences } as const

const unverified = { displayName: null, verifiedPublisherId: null, addedDateTime: null }

/** @param keys also what lies in a certificate: only one object at a time shows it, and only when asked */
export function applicationRow(tenant: Tenant, registration: Registration, keys = false): Row {
  const { details, implicit } = registration
  const redirectsOf = (platform: string) =>
    registration.redirects.filter((one) => one.platform === platform).map(({ uri }) => uri)
  const web = redirectsOf('web')
  return {
    id: registration.objectId,
    deletedDateTime: null,
    appId: registration.clientId,
    displayName: registration.displayName,
    description: details.description,
    notes: details.notes,
    tags: details.tags,
    signInAudience: registration.audience,
    isFallbackPublicClient: registration.publicClientFlows,
    isDisabled: details.isDisabled,
    disabledByMicrosoftStatus: null,
    uniqueName: details.uniqueName,
    createdDateTime: at(details.createdAt),
    publisherDomain: publisherDomain(tenant),
    identifierUris: details.identifierUris,
    web: {
      homePageUrl: details.homePageUrl,
      implicitGrantSettings: {
        enableAccessTokenIssuance: implicit.accessTokens,
        enableIdTokenIssuance: implicit.idTokens,
      },
      logoutUrl: details.logoutUrl,
      redirectUris: web,
      redirectUriSettings: web.map((uri) => ({ uri, index: null })),
    },
    publicClient: { redirectUris: redirectsOf('publicClient') },
    spa: { redirectUris: redirectsOf('spa') },
    requiredResourceAccess: requiredAccess(registration),
    passwordCredentials: registration.secrets.map(passwordRow),
    keyCredentials: registration.certificates.map((one) => keyRow(one, keys)),
    servicePrincipalLockConfiguration: details.lock,
    serviceManagementReference: details.serviceManagementReference,
    verifiedPublisher: unverified,
    optionalClaims: details.optionalClaims,
    api: {
      acceptMappedClaims: null,
      knownClientApplications: [],
      oauth2PermissionScopes: [],
      preAuthorizedApplications: [],
      requestedAccessTokenVersion: null,
      ...details.api,
    },
    info: {
      logoUrl: null,
      marketingUrl: null,
      privacyStatementUrl: null,
      supportUrl: null,
      termsOfServiceUrl: null,
      ...details.info,
    },
  }
}

const publisherDomain = ({ state }: Tenant) =>
  domainsOf(state).find(({ isDefault }) => isDefault)?.name ?? state.tenantName

/** Never the value: three characters of it are all that stays. */
export function passwordRow(secret: Registration['secrets'][number]): Row {
  return {
    customKeyIdentifier: null,
    displayName: secret.displayName,
    endDateTime: at(secret.expiresAt),
    hint: secret.hint,
    keyId: secret.secretId,
    secretText: null,
    startDateTime: at(secret.startsAt),
  }
}

export function keyRow(certificate: Registration['certificates'][number], whole: boolean): Row {
  return {
    customKeyIdentifier: Buffer.from(hexOf(certificate.thumbprint), 'hex').toString('base64'),
    displayName: certificate.displayName,
    endDateTime: at(certificate.expiresAt),
    key: whole ? certificate.der : null,
    keyId: certificate.keyId,
    startDateTime: at(certificate.startsAt),
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
  }
}

export function principalRow(principal: Principal): Row {
  const { registration, enterprise, appId } = principal
  const api = apiOf(appId)
  return {
    id: principal.id,
    deletedDateTime: null,
    appId,
    displayName: principal.displayName,
    accountEnabled: enterprise.accountEnabled,
    isDisabled: registration?.details.isDisabled ?? null,
    appOwnerOrganizationId: principal.ownerTenant,
    appRoleAssignmentRequired: enterprise.assignmentRequired,
    servicePrincipalType: 'Application',
    signInAudience: registration?.audience ?? 'AzureADMultipleOrgs',
    disabledByMicrosoftStatus: null,
    notes: enterprise.notes,
    tags: enterprise.tags,
    appRoles: api === undefined ? [] : rolesOffered(api),
    oauth2PermissionScopes:
      api === undefined ? (registration?.details.api.oauth2PermissionScopes ?? []) : scopesOffered(api),
    replyUrls: registration?.redirects.map(({ uri }) => uri) ?? [],
    servicePrincipalNames: [
      appId,
      ...(registration?.details.identifierUris ?? []),
      ...(api === undefined ? [] : audiences[api]),
    ],
    passwordCredentials: [],
    keyCredentials: [],
    verifiedPublisher: unverified,
    notificationEmailAddresses: enterprise.notificationEmailAddresses,
  }
}

const offers = new Map<string, Row[]>()

/** Hundreds of rows that are the same for everybody. */
function once(key: string, make: () => Row[]): Row[] {
  const known = offers.get(key) ?? make()
  offers.set(key, known)
  return known
}

const rolesOffered = (api: 'graph' | 'exchange') =>
  once(`${api} roles`, () =>
    offered(api, 'application').map(({ id, value, title }) => ({
      allowedMemberTypes: ['Application'],
      description: title,
      displayName: title,
      id,
      isEnabled: true,
      origin: 'Application',
      value,
    })),
  )

const scopesOffered = (api: 'graph' | 'exchange') =>
  once(`${api} scopes`, () =>
    offered(api, 'delegated').map(({ id, value, title, adminOnly }) => ({
      adminConsentDescription: title,
      adminConsentDisplayName: title,
      id,
      isEnabled: true,
      type: adminOnly ? 'Admin' : 'User',
      userConsentDescription: title,
      userConsentDisplayName: title,
      value,
    })),
  )

/** Whatever an id names, as a row that says what it is. */
export function objectRow(tenant: Tenant, id: string): Row | undefined {
  const user = findUserById(tenant, id)
  if (user !== undefined) return { '@odata.type': '#microsoft.graph.user', ...userRow(tenant, user) }
  const principal = findPrincipal(tenant, { id })
  if (principal !== undefined)
    return { '@odata.type': '#microsoft.graph.servicePrincipal', ...principalRow(principal) }
  const registration = tenant.state.registrations.find(({ objectId }) => objectId === id)
  if (registration !== undefined)
    return { '@odata.type': '#microsoft.graph.application', ...applicationRow(tenant, registration) }
  const group = tenant.state.groups.find((one) => one.id === id)
  return group === undefined
    ? undefined
    : { '@odata.type': '#microsoft.graph.group', id, displayName: group.displayName, mail: group.address }
}

export const ownerRows = (tenant: Tenant, ids: readonly string[]): Row[] =>
  ids.flatMap((id): Row[] => {
    const row = objectRow(tenant, id)
    return row === undefined ? [] : [row]
  })
