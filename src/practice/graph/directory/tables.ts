/** What may be asked of each kind of directory object: its properties, and how it may be filtered, sorted and searched. */
import type { FieldKind } from '../odata-filter.ts'
import type { Table } from '../odata-tables.ts'

export interface DirectoryTable extends Table {
  /** as the refusals call it */
  resource: string
  /** those that are compared with `eq` alone */
  equalOnly?: boolean
}

const fields = (kinds: Partial<Record<FieldKind, string>>): ReadonlyMap<string, FieldKind> =>
  new Map(
    (Object.entries(kinds) as [FieldKind, string][]).flatMap(([kind, names]) =>
      names.split(' ').map((name) => [name, kind] as const),
    ),
  )
const words = (text: string) => new Set(text.split(' ').filter((word) => word !== ''))

function table(
  resource: string,
  o: {
    type?: string
    properties: string
    navigation?: string
    fields?: Partial<Record<FieldKind, string>>
    search?: readonly string[]
    equalOnly?: boolean
  },
): DirectoryTable {
  const name = o.type ?? resource
  return {
    resource,
    typeName: `microsoft.graph.${name.charAt(0).toLowerCase()}${name.slice(1)}`,
    properties: words(`id ${o.properties}`),
    navigation: words(o.navigation ?? ''),
    fields: fields(o.fields ?? {}),
    defaultTop: 100,
    largestTop: 999,
    ...(o.search === undefined
      ? {}
      : { search: new Map([['', o.search], ...o.search.map((one) => [one.toLowerCase(), [one]] as const)]) }),
    ...(o.equalOnly === undefined ? {} : { equalOnly: o.equalOnly }),
  }
}

const signIn = {
  properties:
    'createdDateTime appId appDisplayName userId userPrincipalName status conditionalAccessStatus clientAppUsed correlationId',
  fields: { text: 'id appId appDisplayName userId userPrincipalName', time: 'createdDateTime' },
}

export const tables = {
  application: table('Application', {
    properties:
      'deletedDateTime appId displayName description notes tags signInAudience isFallbackPublicClient isDisabled disabledByMicrosoftStatus uniqueName createdDateTime publisherDomain identifierUris web publicClient spa requiredResourceAccess passwordCredentials keyCredentials servicePrincipalLockConfiguration serviceManagementReference verifiedPublisher optionalClaims api info',
    navigation: 'owners appManagementPolicies federatedIdentityCredentials',
    fields: {
      guid: 'id appId requiredResourceAccess/*/resourceAppId passwordCredentials/*/keyId keyCredentials/*/keyId',
      text: 'displayName description notes signInAudience publisherDomain uniqueName tags/* identifierUris/* web/redirectUris/* publicClient/redirectUris/* spa/redirectUris/* serviceManagementReference',
      time: 'createdDateTime deletedDateTime',
      boolean: 'isFallbackPublicClient isDisabled',
    },
    search: ['displayName', 'description'],
  }),
  servicePrincipal: table('ServicePrincipal', {
    properties:
      'deletedDateTime appId displayName accountEnabled isDisabled appOwnerOrganizationId appRoleAssignmentRequired servicePrincipalType signInAudience disabledByMicrosoftStatus notes tags appRoles oauth2PermissionScopes replyUrls servicePrincipalNames passwordCredentials keyCredentials verifiedPublisher notificationEmailAddresses',
    navigation: 'owners oauth2PermissionGrants appRoleAssignments appRoleAssignedTo',
    fields: {
      guid: 'id appId appOwnerOrganizationId',
      text: 'displayName notes servicePrincipalType signInAudience tags/* replyUrls/* servicePrincipalNames/*',
      time: 'deletedDateTime',
      boolean: 'accountEnabled appRoleAssignmentRequired isDisabled',
    },
    search: ['displayName'],
  }),
  grant: table('OAuth2PermissionGrant', {
    type: 'oAuth2PermissionGrant',
    properties: 'clientId consentType principalId resourceId scope',
    fields: { guid: 'id clientId principalId resourceId', text: 'consentType' },
    equalOnly: true,
  }),
  assignment: table('AppRoleAssignment', {
    properties:
      'deletedDateTime appRoleId createdDateTime principalDisplayName principalId principalType resourceDisplayName resourceId',
    fields: { guid: 'id appRoleId principalId resourceId', text: 'principalDisplayName principalType' },
  }),
  user: table('User', {
    properties:
      'deletedDateTime displayName givenName surname mail userPrincipalName accountEnabled businessPhones jobTitle mobilePhone officeLocation preferredLanguage proxyAddresses assignedLicenses assignedPlans',
    navigation: 'manager memberOf licenseDetails',
    fields: {
      guid: 'id',
      text: 'displayName givenName surname mail userPrincipalName proxyAddresses/*',
      boolean: 'accountEnabled',
    },
    search: ['displayName', 'mail'],
  }),
  licence: table('LicenseDetails', { properties: 'skuId skuPartNumber servicePlans' }),
  directoryObject: table('DirectoryObject', {
    properties: 'deletedDateTime displayName userPrincipalName mail appId',
  }),
  directoryRole: table('DirectoryRole', {
    properties: 'deletedDateTime displayName description roleTemplateId',
    navigation: 'members',
    fields: { guid: 'id roleTemplateId', text: 'displayName' },
  }),
  organization: table('Organization', {
    properties:
      'deletedDateTime displayName verifiedDomains tenantType partnerTenantType countryLetterCode onPremisesSyncEnabled assignedPlans createdDateTime',
  }),
  domain: table('Domain', {
    properties: 'isDefault isInitial isVerified isRoot supportedServices authenticationType',
  }),
  roleAssignment: table('UnifiedRoleAssignment', {
    properties: 'principalId roleDefinitionId directoryScopeId appScopeId',
    navigation: 'roleDefinition principal',
    fields: { text: 'id principalId roleDefinitionId directoryScopeId' },
    equalOnly: true,
  }),
  eligibility: table('UnifiedRoleEligibilityScheduleInstance', {
    properties:
      'principalId roleDefinitionId directoryScopeId appScopeId startDateTime endDateTime memberType roleEligibilityScheduleId',
    navigation: 'roleDefinition principal',
    fields: { text: 'id principalId roleDefinitionId directoryScopeId' },
    equalOnly: true,
  }),
  defaultPolicy: table('TenantAppManagementPolicy', {
    properties:
      'deletedDateTime displayName description isEnabled applicationRestrictions servicePrincipalRestrictions',
  }),
  appPolicy: table('AppManagementPolicy', {
    properties: 'deletedDateTime displayName description isEnabled restrictions',
    navigation: 'appliesTo',
  }),
  authorizationPolicy: table('AuthorizationPolicy', {
    properties:
      'deletedDateTime displayName description allowedToSignUpEmailBasedSubscriptions allowedToUseSSPR allowEmailVerifiedUsersToJoinOrganization allowInvitesFrom allowUserConsentForRiskyApps blockMsolPowerShell defaultUserRolePermissions guestUserRoleId',
  }),
  securityDefaults: table('IdentitySecurityDefaultsEnforcementPolicy', {
    properties: 'deletedDateTime displayName description isEnabled',
  }),
  adminConsent: table('AdminConsentRequestPolicy', {
    properties: 'isEnabled notifyReviewers remindersEnabled requestDurationInDays reviewers version',
  }),
  grantPolicy: table('PermissionGrantPolicy', {
    properties: 'deletedDateTime displayName description includes excludes',
  }),
  conditionalAccess: table('ConditionalAccessPolicy', {
    properties: 'displayName state conditions grantControls createdDateTime modifiedDateTime',
    fields: { text: 'id displayName state' },
  }),
  signIn: table('SignIn', signIn),
  signInBeta: table('SignIn', {
    properties: `${signIn.properties} signInEventTypes`,
    fields: { ...signIn.fields, text: `${signIn.fields.text} signInEventTypes/*` },
  }),
  audit: table('DirectoryAudit', {
    properties:
      'activityDateTime activityDisplayName category result initiatedBy targetResources correlationId',
    fields: { text: 'id activityDisplayName category', time: 'activityDateTime' },
  }),
} as const
