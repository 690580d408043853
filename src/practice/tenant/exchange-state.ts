/** What Exchange's own administration remembers of a practice tenant, beside the switches and rights mail itself obeys. */
import { z } from 'zod'

/** Exchange role groups an account can be in. @see setup-automation 6 */
export const exchangeRoleGroups = [
  'Organization Management',
  'Recipient Management',
  'View-Only Organization Management',
] as const

export const exchangeState = z.object({
  /** by address; who is not in here may do nothing in Exchange */
  administrators: z.record(z.string(), z.array(z.enum(exchangeRoleGroups))).default({}),
  /** true: no scopes before Enable-OrganizationCustomization. @see setup-automation 1.2 */
  dehydrated: z.boolean().default(false),
  /** by address, as are all the switches below; absent: as a new mailbox has it */
  imap: z.record(z.string(), z.boolean()).default({}),
  ews: z.record(z.string(), z.boolean().nullable()).default({}),
  hidden: z.record(z.string(), z.boolean()).default({}),
  /** people without a mailbox, by address: as most administrators of a tenant are */
  withoutMailbox: z.array(z.string()).default([]),
  licensed: z.record(z.string(), z.boolean()).default({}),
  usageLocation: z.record(z.string(), z.string()).default({}),
  sentCopy: z
    .record(
      z.string(),
      z.object({ sentAs: z.boolean(), onBehalf: z.boolean(), smtpSubmission: z.boolean() }).partial(),
    )
    .default({}),
  authenticationPolicies: z
    .array(z.object({ name: z.string(), allowBasicAuthSmtp: z.boolean() }))
    .default([]),
  authenticationPolicyOf: z.record(z.string(), z.string()).default({}),
  defaultAuthenticationPolicy: z.string().nullable().default(null),
  rejectDirectSend: z.boolean().default(false),
  /** addresses that the directory on premises owns */
  synchronised: z.array(z.string()).default([]),
  /** rights of accounts that no longer exist */
  orphans: z
    .array(z.object({ mailbox: z.string(), right: z.enum(['sendAs', 'fullAccess']), sid: z.string() }))
    .default([]),
  /** filters of scopes made by cmdlet; a scope made otherwise is its list of mailboxes */
  scopeFilters: z.record(z.string(), z.string()).default({}),
  assignmentNames: z
    .array(
      z.object({
        name: z.string(),
        servicePrincipal: z.string(),
        role: z.string(),
        scope: z.string().nullable(),
      }),
    )
    .default([]),
  /** the groups behind access policies made by cmdlet */
  policyGroups: z
    .array(
      z.object({
        identity: z.string(),
        appId: z.string(),
        right: z.enum(['RestrictAccess', 'DenyAccess']),
        group: z.string(),
        description: z.string(),
      }),
    )
    .default([]),
  connectors: z.array(z.string()).default([]),
  hve: z
    .array(z.object({ address: z.string(), displayName: z.string(), allowedApps: z.array(z.string()) }))
    .default([]),
})
export type ExchangeState = z.output<typeof exchangeState>

/** The practice administrator may do everything. */
export const newExchangeState = (admin: string): ExchangeState =>
  exchangeState.parse({ administrators: { [admin]: ['Organization Management'] } })
