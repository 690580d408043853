/**
 * The plan a script in assets/powershell carries out: what is to be read or changed, where, and who has to be signed in.
 * A plan is data. No value of it ever becomes script text.
 */
import { z } from 'zod'
import { rbacRoles } from '../recipe/recipe.schema.ts'

export const exchangePlanFormat = 'sendproof-exchange-plan'
/** One for each mailbox of the largest setup, twice over. */
const mostActions = 20_000
const mostMailboxes = 10_100

/** Half a surrogate pair or a control character would not come back from a file as it went in. */
const isPlain = (text: string) => text.isWellFormed() && !/\p{Cc}/u.test(text)
const plain = (longest: number) => z.string().min(1).max(longest).refine(isPlain)
const Address = plain(320)
const Name = plain(256)
/** Exchange takes no longer names for scopes and assignments. */
const ShortName = plain(64)
const Domain = plain(253)
const Thumbprint = z.string().regex(/^[0-9A-Fa-f]{40}$/)
const Presence = z.enum(['present', 'absent'])

/**
 * A mailbox, group or other recipient. `id` is its object id in Entra ID (ExternalDirectoryObjectId), null where nothing
 * has been read yet: then the script looks the address up and takes only one exact match.
 */
export const RecipientSchema = z.strictObject({ address: Address, id: z.guid().nullable() })
export type Recipient = z.infer<typeof RecipientSchema>

/** An application as Exchange knows it: `objectId` is the one of the Enterprise application, not of the registration. */
export const ApplicationSchema = z.strictObject({ appId: z.guid(), objectId: z.guid(), name: Name })
export type Application = z.infer<typeof ApplicationSchema>

/** Who holds a right. A SID stands for an account that no longer exists: it can only be taken away. */
const Trustee = z.discriminatedUnion('kind', [
  RecipientSchema.extend({ kind: z.literal('recipient') }),
  ApplicationSchema.extend({ kind: z.literal('application') }),
  z.strictObject({ kind: z.literal('sid'), sid: z.string().regex(/^S-1-[0-9-]{1,180}$/) }),
])
export type Trustee = z.infer<typeof Trustee>

/** Whom a scope lets an application reach: the direct members of a group, or one mailbox. */
const ScopeFilter = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('group'), group: RecipientSchema }),
  z.strictObject({ by: z.literal('mailbox'), mailbox: RecipientSchema }),
  /** As Exchange writes it: only to put back what stood there before. */
  z.strictObject({ by: z.literal('filter'), filter: plain(8000) }),
])

const action = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.strictObject({
    kind: z.literal(kind),
    /** Unique in the plan; results and progress name it. */
    id: plain(80),
    /** Actions that have to be in place first; one that failed keeps this one from being tried. */
    needs: z.array(plain(80)).max(50).default([]),
    ...shape,
  })

export const groupKinds = ['security', 'distribution', 'microsoft365', 'dynamic'] as const
export const smtpAuthValues = ['on', 'off', 'inherit'] as const

/** What can be changed, one kind each; `test-app` changes nothing and stands where its answer decides what follows. */
export const ActionSchema = z.discriminatedUnion('kind', [
  action('mailbox-smtp-auth', { mailbox: RecipientSchema, value: z.enum(smtpAuthValues) }),
  action('tenant-smtp-auth', { value: z.enum(['on', 'off']) }),
  action('send-as', { target: RecipientSchema, trustee: Trustee, state: Presence }),
  action('send-on-behalf', {
    target: RecipientSchema,
    /** A dynamic group's delegates cannot be read back, so none are set. */
    targetKind: z.enum(['mailbox', 'security', 'distribution', 'microsoft365']),
    trustee: Trustee,
    state: Presence,
  }),
  /** Without auto-mapping. Shows private calendar items too. */
  action('full-access', { mailbox: RecipientSchema, trustee: Trustee, state: Presence }),
  /** null leaves a switch as it is. */
  action('sent-copy', {
    mailbox: RecipientSchema,
    sentAs: z.boolean().nullable(),
    onBehalf: z.boolean().nullable(),
    smtpSubmission: z.boolean().nullable(),
  }),
  action('imap', { mailbox: RecipientSchema, value: z.boolean() }),
  /** A shared mailbox; never removed by a plan. */
  action('shared-mailbox', { address: Address, name: ShortName, displayName: Name, alias: ShortName }),
  /** A mail-enabled security group. */
  action('security-group', {
    address: Address,
    name: ShortName,
    displayName: Name,
    alias: ShortName,
    state: Presence,
  }),
  action('group-member', { group: RecipientSchema, member: RecipientSchema, state: Presence }),
  action('service-principal', { app: ApplicationSchema, state: Presence }),
  action('scope', { name: ShortName, filter: ScopeFilter, state: Presence }),
  /** Always within a scope: a role without one reaches every mailbox of the tenant. */
  action('app-role', {
    name: ShortName,
    app: ApplicationSchema,
    role: z.enum(rbacRoles),
    scope: ShortName,
    state: Presence,
  }),
  action('test-app', {
    app: ApplicationSchema,
    mailbox: RecipientSchema,
    role: z.enum(rbacRoles),
    expect: z.enum(['in-scope', 'out-of-scope']),
  }),
  /** Cannot be undone: a person has said yes to this very step. */
  action('customisation', { confirmed: z.literal(true) }),
  action('access-policy', {
    appId: z.guid(),
    right: z.enum(['RestrictAccess', 'DenyAccess']),
    group: RecipientSchema,
    description: z.string().max(500).refine(isPlain),
    state: Presence,
  }),
  /** One id in the organisation's EWS list; the others stay. */
  action('ews-app', { appId: z.guid(), state: Presence }),
  action('ews-organisation', { value: z.boolean().nullable() }),
  action('ews-mailbox', { mailbox: RecipientSchema, value: z.boolean().nullable() }),
])
export type Action = z.infer<typeof ActionSchema>
export type ActionKind = Action['kind']

/** Names of -ExchangeEnvironmentName. */
export const exchangeEnvironments = ['O365Default', 'O365USGovGCCHigh', 'O365USGovDoD', 'O365China'] as const

export const SignInSchema = z.discriminatedUnion('by', [
  /** The system's browser, without the broker window of Windows. */
  z.strictObject({ by: z.literal('browser') }),
  /** A code typed in elsewhere: PowerShell 7 only. */
  z.strictObject({ by: z.literal('device') }),
  /** Unattended; from the certificate store of Windows. `organization` is the .onmicrosoft.com name. */
  z.strictObject({
    by: z.literal('certificate'),
    appId: z.guid(),
    thumbprint: Thumbprint,
    organization: Domain,
  }),
  /** Unattended; from a file without a password, where there is no certificate store. */
  z.strictObject({
    by: z.literal('certificate-file'),
    appId: z.guid(),
    file: plain(1000),
    organization: Domain,
  }),
])

/** Of a partner's customer: a domain, or the tenant's id. */
export const CustomerSchema = Domain

const Connect = z.strictObject({
  tenantId: z.guid(),
  /** Who has to be signed in; null: anybody of the tenant, or an application. */
  account: Address.nullable(),
  environment: z.enum(exchangeEnvironments),
  signIn: SignInSchema,
  /** A partner's customer (GDAP). */
  delegatedOrganization: CustomerSchema.nullable(),
  /** Thumbprint of a code-signing certificate, where only signed scripts may run. */
  signingCertificate: Thumbprint.nullable(),
})

const head = {
  format: z.literal(exchangePlanFormat),
  version: z.literal(1),
  id: z.guid(),
  /** For people: which setup this is for. */
  title: z.string().max(200).refine(isPlain),
  connect: Connect,
  /** What is refused for the moment is tried again; the wait doubles each time. */
  retry: z.strictObject({
    tries: z.int().min(1).max(10),
    waitSeconds: z.number().min(0).max(600),
  }),
}

/** Parts of a tenant that can be read; each needs other rights. */
export const exchangeParts = [
  'organisation',
  'transport',
  'domains',
  'authentication-policies',
  'mailboxes',
  'smtp-auth',
  'users',
  'send-as',
  'full-access',
  'groups',
  'applications',
  'connectors',
  'hve',
] as const
export type ExchangePart = (typeof exchangeParts)[number]

export const ReadPlanSchema = z.strictObject({
  ...head,
  kind: z.literal('read'),
  read: z.strictObject({
    parts: z.array(z.enum(exchangeParts)).min(1),
    mailboxes: z.union([z.literal('all'), z.array(RecipientSchema).max(mostMailboxes)]),
    /** Groups that are senders, or hold a right or a scope; their direct members are read too. */
    groups: z.array(RecipientSchema).max(500),
    /** Which application may reach which mailbox, as Exchange's roles have it. */
    tests: z.array(z.strictObject({ app: ApplicationSchema, mailbox: RecipientSchema })).max(500),
    /** Client IDs; the groups of access policies on them are read as well. */
    applications: z.array(z.guid()).max(20).optional(),
  }),
})
export type ReadPlan = z.infer<typeof ReadPlanSchema>

export const SetPlanSchema = z.strictObject({
  ...head,
  kind: z.literal('set'),
  /** In the order they are carried out. */
  actions: z
    .array(ActionSchema)
    .min(1)
    .max(mostActions)
    .superRefine((actions, context) => {
      const earlier = new Set<string>()
      for (const [index, { id, needs }] of actions.entries()) {
        const says = (problem: string, path: (string | number)[]) =>
          context.addIssue({ code: 'custom', message: problem, path: [index, ...path] })
        if (earlier.has(id)) says('duplicate-id', ['id'])
        if (needs.some((one) => !earlier.has(one))) says('needs-unknown', ['needs'])
        earlier.add(id)
      }
    }),
})
export type SetPlan = z.infer<typeof SetPlanSchema>

export const ExchangePlanSchema = z.discriminatedUnion('kind', [ReadPlanSchema, SetPlanSchema])
export type ExchangePlan = z.infer<typeof ExchangePlanSchema>
