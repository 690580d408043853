/** What the directory of a practice tenant remembers besides registrations and consents. */
import { z } from 'zod'
import { directoryPolicies } from '../contract/directory-policies.ts'

const loose = z.record(z.string(), z.unknown())

/** What a service principal adds to the application it stands for. */
export const enterpriseState = z.object({
  /** false: nobody has made one yet, or it was deleted */
  exists: z.boolean().default(true),
  createdAt: z.number().default(0),
  accountEnabled: z.boolean().default(true),
  assignmentRequired: z.boolean().default(false),
  notes: z.string().nullable().default(null),
  tags: z.array(z.string()).default([]),
  owners: z.array(z.string()).default([]),
  notificationEmailAddresses: z.array(z.string()).default([]),
})
export type Enterprise = z.output<typeof enterpriseState>

/** What a registration has besides what signing in needs. */
export const registrationDetails = z.object({
  createdAt: z.number().default(0),
  description: z.string().nullable().default(null),
  notes: z.string().nullable().default(null),
  serviceManagementReference: z.string().nullable().default(null),
  uniqueName: z.string().nullable().default(null),
  tags: z.array(z.string()).default([]),
  identifierUris: z.array(z.string()).default([]),
  isDisabled: z.boolean().default(false),
  /** object ids of people and service principals */
  owners: z.array(z.string()).default([]),
  homePageUrl: z.string().nullable().default(null),
  logoutUrl: z.string().nullable().default(null),
  /** permissions of APIs, or with ids, that this tenant has no names for */
  otherAccess: z
    .array(z.object({ resourceAppId: z.string(), id: z.string(), type: z.enum(['Scope', 'Role']) }))
    .default([]),
  lock: loose.nullable().default(null),
  optionalClaims: loose.nullable().default(null),
  api: loose.default({}),
  info: loose.default({}),
})

/** The service principal of an application that is registered in another tenant: Microsoft's, or a vendor's. */
const foreignPrincipal = enterpriseState.extend({
  id: z.string(),
  appId: z.string(),
  displayName: z.string(),
  ownerTenant: z.string(),
})

const roleAssignment = z.object({
  id: z.string(),
  principalId: z.string(),
  roleDefinitionId: z.string(),
  scope: z.string(),
  /** may be activated (PIM), and counts for nothing until then */
  eligible: z.boolean().default(false),
})
const userAssignment = z.object({
  id: z.string(),
  /** a user or a group */
  principalId: z.string(),
  clientId: z.string(),
  appRoleId: z.string(),
  createdAt: z.number(),
})
const signIn = z.object({
  id: z.string(),
  at: z.number(),
  clientId: z.string(),
  appDisplayName: z.string(),
  userId: z.string().nullable(),
  /** the credential an application signed in with */
  keyId: z.string().nullable().default(null),
  errorCode: z.number(),
  failureReason: z.string(),
  correlationId: z.string(),
})
const audit = z.object({
  id: z.string(),
  at: z.number(),
  activity: z.string(),
  userId: z.string().nullable(),
  appId: z.string().nullable(),
  targetId: z.string(),
  targetName: z.string(),
  targetType: z.string(),
})

/** @template R a registration, kept whole with its consents for thirty days after it was deleted */
export function directoryParts<R extends z.ZodType, C extends z.ZodType>(registration: R, consent: C) {
  const deleted = { deletedAt: z.number(), consents: z.array(consent), assignments: z.array(userAssignment) }
  return {
    foreignPrincipals: z.array(foreignPrincipal).default([]),
    deletedRegistrations: z.array(z.object({ registration, ...deleted })).default([]),
    /** principals deleted alone, while their registration stayed */
    deletedPrincipals: z
      .array(
        z.object({ principalId: z.string(), clientId: z.string(), enterprise: enterpriseState, ...deleted }),
      )
      .default([]),
    directoryRoles: z.array(roleAssignment).default([]),
    userAssignments: z.array(userAssignment).default([]),
    policies: directoryPolicies.prefault({}),
    /** besides the tenant's own two */
    domains: z.array(z.object({ name: z.string(), isVerified: z.boolean() })).default([]),
    signIns: z.array(signIn).default([]),
    audits: z.array(audit).default([]),
  }
}
