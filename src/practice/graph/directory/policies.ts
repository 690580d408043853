/** What the tenant decides for everybody: consent, registering, security defaults, Conditional Access. @see reference 1.6 */
import { Hono } from 'hono'
import type { TenantState } from '../../tenant/state.ts'
import type { GraphRoom } from '../gate.ts'
import type { Row } from '../odata.ts'
import { needs } from './access.ts'
import type { Desk } from './desk.ts'
import { at } from './rows.ts'
import { tables } from './tables.ts'

/** Guests see as much as a member of the tenant may tell them. */
const guestRole = '10dae51f-b6af-4016-8d66-8c2a99b929b3'

function authorizationRow({ policies, userConsentAllowed }: TenantState): Row {
  const consent = policies.userConsentOff ? [] : [userConsentAllowed ? 'legacy' : 'recommended']
  return {
    id: 'authorizationPolicy',
    deletedDateTime: null,
    displayName: 'Authorization Policy',
    description: 'Used to manage authorization related settings across the company.',
    allowedToSignUpEmailBasedSubscriptions: true,
    allowedToUseSSPR: true,
    allowEmailVerifiedUsersToJoinOrganization: false,
    allowInvitesFrom: 'everyone',
    allowUserConsentForRiskyApps: null,
    blockMsolPowerShell: false,
    defaultUserRolePermissions: {
      allowedToCreateApps: policies.usersMayRegister,
      allowedToCreateSecurityGroups: true,
      allowedToCreateTenants: true,
      allowedToReadBitlockerKeysForOwnedDevice: true,
      allowedToReadOtherUsers: true,
      permissionGrantPoliciesAssigned: consent.map(
        (name) => `ManagePermissionGrantsForSelf.microsoft-user-default-${name}`,
      ),
    },
    guestUserRoleId: guestRole,
  }
}

/** What Microsoft's own policies let a person agree to: which permissions, of whose applications. */
const builtIn: readonly (readonly [
  id: string,
  title: string,
  sets: readonly [string, boolean, boolean][],
])[] = [
  ['microsoft-user-default-legacy', 'Default User Legacy Policy', [['all', false, false]]],
  [
    'microsoft-user-default-low',
    'Default User Low Risk Policy',
    [
      ['low', true, false],
      ['low', false, true],
    ],
  ],
  [
    'microsoft-user-default-recommended',
    'Microsoft User Default Recommended Policy',
    [
      ['low', true, false],
      ['low', false, true],
    ],
  ],
  [
    'microsoft-user-default-allow-consent-apps',
    'Default User Allowed Applications Policy',
    [['all', false, true]],
  ],
]

function grantPolicyRow(tenantId: string, [id, title, sets]: (typeof builtIn)[number]): Row {
  return {
    id,
    deletedDateTime: null,
    displayName: title,
    description: title,
    includes: sets.map(([classification, verifiedOnly, ownOnly]) => ({
      clientApplicationIds: ['all'],
      clientApplicationPublisherIds: ['all'],
      clientApplicationsFromVerifiedPublisherOnly: verifiedOnly,
      clientApplicationTenantIds: [ownOnly ? tenantId : 'all'],
      permissionClassification: classification,
      permissions: ['all'],
      permissionType: 'delegatedUserConsentable',
      resourceApplication: 'any',
    })),
    excludes: [],
  }
}

export function policyRoutes(desk: Desk): Hono<GraphRoom> {
  const app = new Hono<GraphRoom>()
  const { state } = desk.tenant
  app.get(
    '/policies/authorizationPolicy',
    (c) =>
      desk.refused(c, needs.readPolicies) ??
      desk.one(c, {
        set: 'policies/authorizationPolicy',
        table: tables.authorizationPolicy,
        row: authorizationRow(state),
      }),
  )
  app.get(
    '/policies/identitySecurityDefaultsEnforcementPolicy',
    (c) =>
      desk.refused(c, needs.readPolicies) ??
      desk.one(c, {
        set: 'policies/identitySecurityDefaultsEnforcementPolicy',
        table: tables.securityDefaults,
        row: {
          id: '00000000-0000-0000-0000-000000000005',
          deletedDateTime: null,
          displayName: 'Security Defaults',
          description:
            'Security defaults is a set of basic identity security mechanisms recommended by Microsoft.',
          isEnabled: state.policies.securityDefaults,
        },
      }),
  )
  app.get(
    '/policies/adminConsentRequestPolicy',
    (c) =>
      desk.refused(c, needs.readPolicies) ??
      desk.one(c, {
        set: 'policies/adminConsentRequestPolicy',
        table: tables.adminConsent,
        row: {
          isEnabled: state.policies.adminConsentRequests,
          notifyReviewers: state.policies.adminConsentRequests,
          remindersEnabled: state.policies.adminConsentRequests,
          requestDurationInDays: 30,
          reviewers: [],
          version: 0,
        },
      }),
  )
  app.get(
    '/policies/permissionGrantPolicies',
    (c) =>
      desk.refused(c, needs.readGrantPolicies) ??
      desk.list(c, {
        set: 'policies/permissionGrantPolicies',
        table: tables.grantPolicy,
        rows: builtIn.map((one) => grantPolicyRow(state.tenantId, one)),
      }),
  )
  app.get(
    '/identity/conditionalAccess/policies',
    (c) =>
      desk.refused(c, needs.readPolicies) ??
      desk.list(c, {
        set: 'identity/conditionalAccess/policies',
        table: tables.conditionalAccess,
        rows: state.policies.conditionalAccess.map((one) => ({
          id: one.id,
          displayName: one.displayName,
          state: one.state,
          createdDateTime: at(0),
          modifiedDateTime: null,
          conditions: {
            clientAppTypes: one.clientAppTypes,
            applications: { includeApplications: one.applications, excludeApplications: [] },
            users: { includeUsers: one.users, excludeUsers: [] },
          },
          grantControls: { operator: 'OR', builtInControls: one.controls },
        })),
      }),
  )
  return app
}
