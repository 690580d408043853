/** Rows of Microsoft Graph as they are read, made into facts: only what is selected, nothing that is secret. */
import { z } from 'zod'
import type { TenantCredential } from '../../../domain/expiry/expiry-item.ts'
import type {
  ApplicationFacts,
  AssignedFacts,
  CredentialEntry,
  DeletedFacts,
  GrantFacts,
  ResourceFacts,
  Restriction,
  RoleFacts,
  ServicePrincipalFacts,
  SignInFacts,
} from '../../../domain/entra/facts/entra-facts.ts'

const uris = z
  .object({ redirectUris: z.array(z.string()).default([]) })
  .nullish()
  .transform((one) => one?.redirectUris ?? [])
const credential = z.object({
  keyId: z.string(),
  displayName: z.string().nullish(),
  startDateTime: z.string().nullish(),
  endDateTime: z.string().nullish(),
})

export const applicationSelect =
  'id,appId,displayName,createdDateTime,signInAudience,isDisabled,disabledByMicrosoftStatus,web,publicClient,spa,isFallbackPublicClient,requiredResourceAccess,passwordCredentials,keyCredentials,notes'
const applicationShape = z.object({
  id: z.string(),
  appId: z.string(),
  displayName: z.string(),
  createdDateTime: z.string().nullish(),
  signInAudience: z.string().nullish(),
  isDisabled: z.boolean().nullish(),
  disabledByMicrosoftStatus: z.string().nullish(),
  web: z
    .object({
      redirectUris: z.array(z.string()).default([]),
      implicitGrantSettings: z
        .object({
          enableAccessTokenIssuance: z.boolean().nullish(),
          enableIdTokenIssuance: z.boolean().nullish(),
        })
        .nullish(),
    })
    .nullish(),
  publicClient: uris,
  spa: uris,
  isFallbackPublicClient: z.boolean().nullish(),
  requiredResourceAccess: z
    .array(
      z.object({
        resourceAppId: z.string(),
        resourceAccess: z.array(z.object({ id: z.string(), type: z.enum(['Scope', 'Role']) })),
      }),
    )
    .default([]),
  passwordCredentials: z.array(credential.extend({ hint: z.string().nullish() })).default([]),
  keyCredentials: z.array(credential).default([]),
  notes: z.string().nullish(),
})
export const ApplicationRow = applicationShape.transform(applicationOf)
export const DeletedRow = applicationShape
  .extend({ deletedDateTime: z.string().nullish() })
  .transform((row): DeletedFacts => ({
    application: applicationOf(row),
    deletedAt: instant(row.deletedDateTime),
  }))

function applicationOf(row: z.output<typeof applicationShape>): ApplicationFacts {
  const boxes = row.web?.implicitGrantSettings
  return {
    id: row.id,
    appId: row.appId,
    displayName: row.displayName,
    createdAt: instant(row.createdDateTime),
    audience: row.signInAudience ?? 'AzureADMyOrg',
    disabled: row.isDisabled ?? false,
    blocked: blockedBy(row.disabledByMicrosoftStatus),
    redirects: { web: row.web?.redirectUris ?? [], publicClient: row.publicClient, spa: row.spa },
    implicit: {
      accessTokens: boxes?.enableAccessTokenIssuance ?? false,
      idTokens: boxes?.enableIdTokenIssuance ?? false,
    },
    publicClient: row.isFallbackPublicClient ?? false,
    access: row.requiredResourceAccess.flatMap(({ resourceAppId, resourceAccess }) =>
      resourceAccess.map(({ id, type }) => ({ resourceAppId, id, type, value: null })),
    ),
    credentials: [
      ...row.passwordCredentials.map((one) => entryOf('secret', one, one.hint ?? null)),
      ...row.keyCredentials.map((one) => entryOf('certificate', one, null)),
    ],
    notes: row.notes ?? null,
  }
}

export const servicePrincipalSelect =
  'id,appId,displayName,accountEnabled,appRoleAssignmentRequired,disabledByMicrosoftStatus,appOwnerOrganizationId,verifiedPublisher'
export const ServicePrincipalRow = z
  .object({
    id: z.string(),
    appId: z.string(),
    displayName: z.string().nullish(),
    accountEnabled: z.boolean().nullish(),
    appRoleAssignmentRequired: z.boolean().nullish(),
    disabledByMicrosoftStatus: z.string().nullish(),
    appOwnerOrganizationId: z.string().nullish(),
    verifiedPublisher: z.object({ displayName: z.string().nullish() }).nullish(),
  })
  .transform((row): ServicePrincipalFacts => ({
    id: row.id,
    appId: row.appId,
    displayName: row.displayName ?? '',
    accountEnabled: row.accountEnabled ?? true,
    assignmentRequired: row.appRoleAssignmentRequired ?? false,
    blocked: blockedBy(row.disabledByMicrosoftStatus),
    ownerTenant: row.appOwnerOrganizationId ?? null,
    publisher: row.verifiedPublisher?.displayName ?? null,
  }))

export const apiSelect = 'id,appId,displayName,appRoles,oauth2PermissionScopes'
const offered = z
  .array(z.object({ id: z.string(), value: z.string().nullish() }))
  .default([])
  .transform((list) =>
    list.flatMap(({ id, value }) => (value === null || value === undefined ? [] : [{ id, value }])),
  )
export const ApiRow = z
  .object({
    id: z.string(),
    appId: z.string(),
    displayName: z.string().nullish(),
    appRoles: offered,
    oauth2PermissionScopes: offered,
  })
  .transform(({ id, appId, displayName, appRoles, oauth2PermissionScopes }): ResourceFacts => ({
    id,
    appId,
    displayName: displayName ?? appId,
    scopes: oauth2PermissionScopes,
    roles: appRoles,
  }))

export const GrantRow = z
  .object({
    id: z.string(),
    consentType: z.string(),
    principalId: z.string().nullish(),
    resourceId: z.string(),
    scope: z.string().nullish(),
  })
  .transform(({ id, consentType, principalId, resourceId, scope }): GrantFacts => ({
    id,
    resourceId,
    principalId: consentType === 'AllPrincipals' ? null : (principalId ?? ''),
    // A list in no order; sorted, so that two readings can be compared.
    scopes: [...new Set((scope ?? '').split(' ').filter((one) => one !== ''))].sort(),
  }))

export const RoleRow = z
  .object({ id: z.string(), resourceId: z.string(), appRoleId: z.string() })
  .transform(({ id, resourceId, appRoleId }): RoleFacts => ({ id, resourceId, roleId: appRoleId }))

export const AssignedRow = z
  .object({
    principalId: z.string(),
    principalDisplayName: z.string().nullish(),
    resourceId: z.string(),
    appRoleId: z.string(),
  })
  .transform(({ principalId, principalDisplayName, resourceId, appRoleId }): AssignedFacts => ({
    principalId,
    principalName: principalDisplayName ?? principalId,
    resourceId,
    roleId: appRoleId,
  }))

export const OwnerRow = z
  .object({ id: z.string(), userPrincipalName: z.string().nullish(), displayName: z.string().nullish() })
  .transform(({ id, userPrincipalName, displayName }) => ({
    id,
    name: userPrincipalName ?? displayName ?? id,
  }))

const rule = z.object({
  restrictionType: z.string(),
  state: z.string().nullish(),
  maxLifetime: z.string().nullish(),
  restrictForAppsCreatedAfterDateTime: z.string().nullish(),
})
const rules = z
  .object({ passwordCredentials: z.array(rule).nullish(), keyCredentials: z.array(rule).nullish() })
  .nullish()
  .transform((one) => {
    const all = [...(one?.passwordCredentials ?? []), ...(one?.keyCredentials ?? [])]
    const inForce = all.filter(({ state }) => state !== 'disabled')
    return {
      rules: inForce.map(
        ({ restrictionType, maxLifetime, restrictForAppsCreatedAfterDateTime: since }): Restriction => ({
          rule: restrictionType,
          maxDays: daysOfDuration(maxLifetime),
          since: instant(since),
        }),
      ),
      lifted: all.filter(({ state }) => state === 'disabled').map(({ restrictionType }) => restrictionType),
    }
  })
export const TenantPolicyRow = z.object({ isEnabled: z.boolean().nullish(), applicationRestrictions: rules })
export const OwnPolicyRow = z.object({ isEnabled: z.boolean().nullish(), restrictions: rules })

const selfService = 'ManagePermissionGrantsForSelf.'
export const AuthorizationRow = z
  .object({
    defaultUserRolePermissions: z
      .object({ permissionGrantPoliciesAssigned: z.array(z.string()).nullish() })
      .nullish(),
  })
  .transform(({ defaultUserRolePermissions }) =>
    (defaultUserRolePermissions?.permissionGrantPoliciesAssigned ?? [])
      .filter((one) => one.startsWith(selfService))
      .map((one) => one.slice(selfService.length)),
  )

/** The name of a policy that blocks every old way of signing in; null for any other. @see setup-automation 9 */
export const LegacyBlockRow = z
  .object({
    displayName: z.string(),
    state: z.string(),
    conditions: z.object({ clientAppTypes: z.array(z.string()).nullish() }).nullish(),
    grantControls: z.object({ builtInControls: z.array(z.string()).nullish() }).nullish(),
  })
  .transform(({ displayName, state, conditions, grantControls }) => {
    const old = ['other', 'exchangeActiveSync']
    const clients = conditions?.clientAppTypes ?? []
    const blocks = state === 'enabled' && (grantControls?.builtInControls ?? []).includes('block')
    return blocks && clients.length > 0 && clients.every((one) => old.includes(one)) ? displayName : null
  })

export const SecurityDefaultsRow = z
  .object({ isEnabled: z.boolean() })
  .transform(({ isEnabled }) => isEnabled)

const named = z.object({
  appId: z.string(),
  displayName: z.string().nullish(),
  keyCredentials: z.array(credential.extend({ usage: z.string().nullish() })).default([]),
})
export const RegistrationCredentials = named
  .extend({ passwordCredentials: z.array(credential.extend({ hint: z.string().nullish() })).default([]) })
  .transform(({ appId, displayName, keyCredentials, passwordCredentials }): TenantCredential[] => {
    const application = displayName ?? appId
    const of = (kind: CredentialEntry['kind'], one: z.infer<typeof credential>, hint: string | null) => {
      const { keyId, displayName: name, endsAt } = entryOf(kind, one, hint)
      return { application, appId, credential: kind, keyId, name: name ?? hint, endsAt }
    }
    return [
      ...passwordCredentials.map((one) => of('secret', one, one.hint ?? null)),
      ...keyCredentials.map((one) => of('certificate', one, null)),
    ]
  })
/** Of an enterprise application only what signs its sign-ins: its other keys come from the registration. */
export const SigningCertificates = named.transform(({ appId, displayName, keyCredentials }) =>
  keyCredentials
    .filter(({ usage }) => usage === 'Sign')
    .map((one): TenantCredential => {
      const { keyId, displayName: name, endsAt } = entryOf('certificate', one, null)
      return { application: displayName ?? appId, appId, credential: 'saml-signing', keyId, name, endsAt }
    }),
)

const SignInRow = z
  .object({
    createdDateTime: z.iso.datetime(),
    status: z.object({ errorCode: z.number().nullish() }).nullish(),
    signInEventTypes: z.array(z.string()).default([]),
    servicePrincipalCredentialKeyId: z.string().nullish(),
  })
  .transform(
    ({ createdDateTime, status, signInEventTypes, servicePrincipalCredentialKeyId: keyId }): SignInFacts => ({
      at: new Date(createdDateTime).toISOString(),
      by: signInEventTypes.includes('servicePrincipal') ? 'application' : 'person',
      keyId: keyId === undefined || keyId === null || keyId === '' ? null : keyId.toLowerCase(),
      failed: (status?.errorCode ?? 0) !== 0,
    }),
  )
export const SignInPage = z.object({ value: z.array(SignInRow) })

export const OrganizationRow = z
  .object({
    id: z.string(),
    displayName: z.string().nullish(),
    verifiedDomains: z.array(z.object({ name: z.string() })).default([]),
  })
  .transform(({ id, displayName, verifiedDomains }) => ({
    id,
    displayName: displayName ?? '',
    domains: verifiedDomains.map(({ name }) => name.toLowerCase()),
  }))

function entryOf(
  kind: CredentialEntry['kind'],
  { keyId, displayName, startDateTime, endDateTime }: z.infer<typeof credential>,
  hint: string | null,
): CredentialEntry {
  return {
    keyId,
    kind,
    displayName: displayName ?? null,
    hint,
    startsAt: instant(startDateTime),
    endsAt: instant(endDateTime),
  }
}

/** Graph writes NotDisabled where Microsoft did nothing. */
function blockedBy(status: string | null | undefined): string | null {
  return status === undefined || status === null || status === '' || status === 'NotDisabled' ? null : status
}

function instant(text: string | null | undefined): string | null {
  const at = text === null || text === undefined ? NaN : Date.parse(text)
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}

/** ISO 8601, as far as these policies use it: days, and hours where somebody was strict. */
function daysOfDuration(text: string | null | undefined): number | null {
  const [, years, months, weeks, days, hours] =
    /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:\d+M)?(?:[\d.]+S)?)?$/.exec(
      text ?? '',
    ) ?? []
  const parts = [
    [years, 365],
    [months, 30],
    [weeks, 7],
    [days, 1],
    [hours, 1 / 24],
  ] as const
  if (parts.every(([part]) => part === undefined)) return null
  return Math.floor(parts.reduce((sum, [part, factor]) => sum + Number(part ?? 0) * factor, 0))
}
