/** What a tenant may decide about its applications, about consent and about signing in. @see reference 1.6, 2.6 */
import { z } from 'zod'

const restriction = z.object({
  restrictionType: z.string(),
  state: z.enum(['enabled', 'disabled']),
  maxLifetime: z.string().nullable().default(null),
  restrictForAppsCreatedAfterDateTime: z.string().nullable().default(null),
})
export type Restriction = z.output<typeof restriction>

const restrictions = z.object({
  passwordCredentials: z.array(restriction).default([]),
  keyCredentials: z.array(restriction).default([]),
})

const appManagement = restrictions.extend({
  isEnabled: z.boolean().default(false),
  /** the audiences an application may have; absent: any (beta only) */
  audiences: z.array(z.string()).optional(),
})
const customPolicy = restrictions.extend({
  id: z.string(),
  displayName: z.string(),
  description: z.string().nullable(),
  isEnabled: z.boolean(),
  /** object ids of applications */
  appliesTo: z.array(z.string()),
})
const conditionalAccess = z.object({
  id: z.string(),
  displayName: z.string(),
  state: z.enum(['enabled', 'disabled', 'enabledForReportingButNotEnforced']),
  clientAppTypes: z.array(z.string()),
  applications: z.array(z.string()),
  users: z.array(z.string()),
  controls: z.array(z.string()),
})

/** What is not given stays as it is: a default in here would undo what another call has set. */
export const policiesChange = z
  .strictObject({
    securityDefaults: z.boolean(),
    /** ordinary users may register applications of their own */
    usersMayRegister: z.boolean(),
    /** nobody but an administrator agrees to anything, harmless or not */
    userConsentOff: z.boolean(),
    adminConsentRequests: z.boolean(),
    appManagement,
    custom: z.array(customPolicy),
    conditionalAccess: z.array(conditionalAccess),
    /** Entra ID P1 and P2: the sign-in log and eligible roles need them */
    premium: z.boolean(),
  })
  .partial()

export const directoryPolicies = z.object({
  securityDefaults: z.boolean().default(false),
  usersMayRegister: z.boolean().default(true),
  userConsentOff: z.boolean().default(false),
  adminConsentRequests: z.boolean().default(false),
  appManagement: appManagement.prefault({}),
  custom: z.array(customPolicy).default([]),
  conditionalAccess: z.array(conditionalAccess).default([]),
  premium: z.boolean().default(true),
})
export type DirectoryPolicies = z.output<typeof directoryPolicies>
