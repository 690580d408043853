/** What Read-Exchange.ps1 has read of a tenant: values as Exchange gives them, each readable by itself. */
import { z } from 'zod'
import { groupKinds, RecipientSchema, smtpAuthValues } from './plan.schema.ts'
import { readable, TroubleSchema } from './trouble.schema.ts'

const Text = z.string().max(4000)
const Texts = z.array(Text).max(20_000)
const Switch = z.boolean().nullable()

/**
 * Who holds a right. `shown` is what Exchange printed: a name, an address or a SID. `unresolved` is somebody who no
 * longer exists. @see setup-automation 4.4
 */
export const HolderSchema = z.strictObject({
  shown: Text,
  kind: z.enum(['recipient', 'application', 'unresolved', 'ambiguous', 'unreadable']),
  address: Text.nullable(),
  id: Text.nullable(),
})
export type Holder = z.infer<typeof HolderSchema>
const Holders = z.array(HolderSchema).max(20_000)

export const OrganisationFactsSchema = z.strictObject({
  name: Text,
  /** true: Enable-OrganizationCustomization has to come before scopes. */
  isDehydrated: Switch,
  ewsEnabled: Switch,
  /** null: no list. */
  ewsAllowedAppIds: readable(Texts.nullable()),
  ewsApplicationAccessPolicy: Text.nullable(),
  ewsAllowList: Texts,
  ewsBlockList: Texts,
  defaultAuthenticationPolicy: Text.nullable(),
  sendFromAlias: Switch,
  rejectDirectSend: Switch,
})

export const MailboxFactsSchema = z.strictObject({
  /** Object id in Entra ID; empty for a mailbox without one. */
  id: Text,
  guid: Text,
  distinguishedName: Text,
  address: Text,
  userPrincipalName: Text,
  displayName: Text,
  /** RecipientTypeDetails: UserMailbox, SharedMailbox, RoomMailbox … */
  type: Text,
  /** With their prefixes: SMTP: is the primary one. */
  addresses: Texts,
  hidden: Switch,
  isDirSynced: Switch,
  accountDisabled: Switch,
  sendOnBehalf: Holders,
  sentCopy: z.strictObject({ sentAs: Switch, onBehalf: Switch, smtpSubmission: Switch }),
  smtpAuth: readable(z.enum(smtpAuthValues)),
  imap: readable(Switch),
  ews: readable(Switch),
  user: readable(
    z.strictObject({
      licensed: Switch,
      usageLocation: Text.nullable(),
      /** Name or distinguished name; null: the organisation's default. */
      authenticationPolicy: Text.nullable(),
    }),
  ),
  sendAs: readable(Holders),
  fullAccess: readable(Holders),
})
export type MailboxFacts = z.infer<typeof MailboxFactsSchema>

export const GroupFactsSchema = z.strictObject({
  id: Text,
  address: Text,
  displayName: Text,
  kind: z.enum(groupKinds),
  distinguishedName: Text,
  hidden: Switch,
  isDirSynced: Switch,
  sendOnBehalf: Holders,
  sendAs: readable(Holders),
  /** Direct members only: a scope sees no others. */
  members: readable(z.array(z.strictObject({ address: Text, id: Text, type: Text })).max(100_000)),
})
export type GroupFacts = z.infer<typeof GroupFactsSchema>

/** One that was asked for by address, and what became of it; `asked` is null where all were read. */
const looked = <T extends z.ZodType>(facts: T) =>
  z.strictObject({
    asked: RecipientSchema.nullable(),
    found: z.enum(['found', 'missing', 'ambiguous', 'unreadable']),
    facts: facts.nullable(),
    trouble: TroubleSchema.nullable(),
  })

export const ApplicationFactsSchema = z.strictObject({
  servicePrincipals: readable(
    z.array(z.strictObject({ appId: Text, objectId: Text, name: Text, sid: Text })).max(20_000),
  ),
  scopes: readable(z.array(z.strictObject({ name: Text, filter: Text, exclusive: Switch })).max(20_000)),
  /** Those of applications; `scope` is null where the role reaches every mailbox. */
  assignments: readable(
    z
      .array(
        z.strictObject({
          name: Text,
          role: Text,
          objectId: Text,
          scope: Text.nullable(),
          scopeType: Text,
          enabled: Switch,
        }),
      )
      .max(20_000),
  ),
  accessPolicies: readable(
    z
      .array(
        z.strictObject({
          identity: Text,
          appIds: Texts,
          right: Text,
          scopeName: Text,
          scopeIdentity: Text,
          description: Text,
          isValid: Switch,
        }),
      )
      .max(20_000),
  ),
})

/** Test-ServicePrincipalAuthorization: Exchange's roles alone, never a consent in Entra ID. */
const TestFacts = z.strictObject({
  appId: Text,
  mailbox: Text,
  roles: readable(z.array(z.strictObject({ role: Text, scope: Text.nullable(), inScope: Switch })).max(100)),
})

export const ExchangeFactsSchema = z.strictObject({
  organisation: readable(OrganisationFactsSchema),
  transport: readable(z.strictObject({ smtpAuthDisabled: Switch })),
  domains: readable(
    z.array(z.strictObject({ name: Text, type: Text, isDefault: Switch, isInitial: Switch })).max(20_000),
  ),
  authenticationPolicies: readable(
    z.array(z.strictObject({ name: Text, distinguishedName: Text, allowBasicAuthSmtp: Switch })).max(1000),
  ),
  mailboxes: z.array(looked(MailboxFactsSchema)).max(100_000),
  groups: z.array(looked(GroupFactsSchema)).max(1000),
  applications: ApplicationFactsSchema,
  tests: z.array(TestFacts).max(500),
  connectors: readable(z.array(z.strictObject({ name: Text })).max(1000)),
  hve: readable(
    z
      .array(z.strictObject({ address: Text, displayName: Text, id: Text, allowedApps: readable(Texts) }))
      .max(1000),
  ),
  /** Lists that Exchange cut short: what is missing from them is unknown, not absent. */
  cutShort: z.array(z.string().max(200)).max(100),
})
export type ExchangeFacts = z.infer<typeof ExchangeFactsSchema>
