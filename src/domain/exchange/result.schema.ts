/** What a script in assets/powershell leaves behind: who was asked, what was read, and what each change did. */
import { z } from 'zod'
import { ExchangeFactsSchema } from './facts.schema.ts'
import { ActionSchema, smtpAuthValues, type ActionKind } from './plan.schema.ts'
import { TroubleSchema } from './trouble.schema.ts'

export const exchangeResultFormat = 'sendproof-exchange-result'

const Text = z.string().max(4000)
const Moment = z.iso.datetime()

const Host = z.strictObject({
  powershell: Text,
  edition: Text,
  system: Text,
  /** The version that was used; null: none. */
  module: Text.nullable(),
  modules: z.array(Text).max(100),
  languageMode: Text,
  executionPolicy: Text,
  /** Language of the server's texts. */
  culture: Text,
})

const Connected = z.strictObject({
  /** Empty for an application. */
  account: Text,
  appId: Text,
  tenantId: Text,
  organization: Text,
})

const presence = z.enum(['present', 'absent'])
const flag = z.boolean().nullable()
/** What an action reads before and after, by its kind; null: it could not be read. */
const states = {
  'mailbox-smtp-auth': z.enum(smtpAuthValues),
  'tenant-smtp-auth': z.enum(['on', 'off', 'unset']),
  'send-as': presence,
  'send-on-behalf': presence,
  'full-access': presence,
  'sent-copy': z.strictObject({ sentAs: flag, onBehalf: flag, smtpSubmission: flag }),
  imap: z.boolean(),
  'shared-mailbox': z.strictObject({ state: presence, id: Text, address: Text }),
  'security-group': z.strictObject({ state: presence, id: Text, address: Text }),
  'group-member': presence,
  'service-principal': presence,
  scope: z.strictObject({ state: presence, filter: z.string().max(20_000) }),
  'app-role': presence,
  'test-app': z.enum(['in-scope', 'out-of-scope']),
  customisation: z.enum(['customised', 'not-customised']),
  'access-policy': presence,
  /** `list` is null where there is none. */
  'ews-app': z.strictObject({ state: presence, list: z.array(Text).max(5000).nullable() }),
  'ews-organisation': z.enum(['on', 'off', 'unset']),
  'ews-mailbox': z.enum(['on', 'off', 'unset']),
} as const satisfies Record<ActionKind, z.ZodType>

export const outcomes = [
  /** Changed, and read back as wanted. */
  'done',
  /** Nothing was to be done. */
  'already',
  /** Preview: nothing was called. */
  'would-change',
  'failed',
  /** Not tried: something it needs failed, or the script was stopped. */
  'not-tried',
] as const
export type Outcome = (typeof outcomes)[number]

const acted = <K extends ActionKind>(kind: K) =>
  z.strictObject({
    kind: z.literal(kind),
    id: Text,
    outcome: z.enum(outcomes),
    before: states[kind].nullable(),
    after: states[kind].nullable(),
    /** true: an earlier run of the same plan was ended before it could say so, and had made this change. */
    earlier: z.boolean(),
    /** What puts it back, in the order to be carried out; empty: nothing to put back, or it cannot be. */
    undo: z.array(ActionSchema).max(10),
    /** The calls, as they were made or would be: cmdlet and parameters. */
    commands: z.array(z.string().max(10_000)).max(20),
    warnings: z.array(Text).max(50),
    trouble: TroubleSchema.nullable(),
    at: Moment,
  })

export const ActedSchema = z.discriminatedUnion('kind', [
  acted('mailbox-smtp-auth'),
  acted('tenant-smtp-auth'),
  acted('send-as'),
  acted('send-on-behalf'),
  acted('full-access'),
  acted('sent-copy'),
  acted('imap'),
  acted('shared-mailbox'),
  acted('security-group'),
  acted('group-member'),
  acted('service-principal'),
  acted('scope'),
  acted('app-role'),
  acted('test-app'),
  acted('customisation'),
  acted('access-policy'),
  acted('ews-app'),
  acted('ews-organisation'),
  acted('ews-mailbox'),
])
export type Acted = z.infer<typeof ActedSchema>

const head = {
  format: z.literal(exchangeResultFormat),
  version: z.literal(1),
  planId: z.guid(),
  /** SHA-256 of the plan's file, hexadecimal. */
  planDigest: z.string().regex(/^[0-9a-f]{64}$/),
  startedAt: Moment,
  finishedAt: Moment,
  /** `refused`: nothing was asked of the tenant's mailboxes. `stopped`: not all of the plan was reached. */
  ended: z.enum(['complete', 'stopped', 'refused']),
  host: Host,
  connected: Connected.nullable(),
  /** About the whole: what stopped it, and what a reader should know. */
  troubles: z.array(TroubleSchema).max(500),
}

export const ReadResultSchema = z.strictObject({
  ...head,
  kind: z.literal('read'),
  facts: ExchangeFactsSchema.nullable(),
})

export const SetResultSchema = z.strictObject({
  ...head,
  kind: z.literal('set'),
  preview: z.boolean(),
  /** In the order of the plan. */
  actions: z.array(ActedSchema).max(20_000),
})

export const ExchangeResultSchema = z.discriminatedUnion('kind', [ReadResultSchema, SetResultSchema])
export type ExchangeResult = z.infer<typeof ExchangeResultSchema>
