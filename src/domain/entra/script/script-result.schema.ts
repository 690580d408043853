/** What Set-Entra.ps1 leaves behind: who signed in to which tenant, what each change did, and what reverts it. */
import { z } from 'zod'
import { ImplicitSchema, RedirectsSchema } from '../facts/shapes.schema.ts'
import { ChangeSchema, type ChangeKind } from '../plan/change.schema.ts'
import { ScriptTroubleSchema } from './script-trouble.schema.ts'

export const scriptResultFormat = 'sendproof-entra-result'

const Text = z.string().max(4000)
const Moment = z.iso.datetime()
const id = z.string().max(200).nullable()

export const scriptOutcomes = [
  /** Changed, and read back as wanted. */
  'done',
  /** Nothing was to be done. */
  'already',
  /** Preview: nothing was sent. */
  'would-change',
  'failed',
  /** Something before it failed, or the script was stopped. */
  'not-tried',
  /** The script never does it: a person has to. */
  'left',
] as const
export type ScriptOutcome = (typeof scriptOutcomes)[number]

const presence = z.enum(['present', 'absent'])
const scopes = z.array(Text).max(500)
const access = z
  .array(z.strictObject({ resourceAppId: Text, id: Text, type: z.enum(['Scope', 'Role']) }))
  .max(500)
/** What is read before and after, by kind; null: it was not read, or is not there. */
const states = {
  'create-application': presence,
  'delete-application': presence,
  'restore-application': presence,
  'set-disabled': z.boolean(),
  'set-audience': Text,
  'set-redirects': RedirectsSchema,
  'set-implicit': ImplicitSchema,
  'set-public-client': z.boolean(),
  'set-permissions': access,
  'set-notes': Text,
  'add-owner': presence,
  'remove-owner': presence,
  'add-secret': presence,
  'remove-secret': presence,
  'add-certificate': presence,
  'remove-certificate': presence,
  'create-service-principal': presence,
  'delete-service-principal': presence,
  'restore-service-principal': presence,
  'set-sign-in': z.boolean(),
  'set-assignment-required': z.boolean(),
  'create-grant': scopes,
  'set-grant': scopes,
  'remove-grant': scopes,
  'add-role': presence,
  'remove-role': presence,
} as const satisfies Record<ChangeKind, z.ZodType>

const ScriptedSchema = z
  .strictObject({
    /** Place in the plan, from 1. */
    index: z.int().min(1).max(200),
    kind: z.enum(Object.keys(states) as [ChangeKind, ...ChangeKind[]]),
    /** Step of the checklist it belongs to, as the plan has it. */
    step: z.string().max(80).nullable(),
    outcome: z.enum(scriptOutcomes),
    before: z.unknown(),
    after: z.unknown(),
    /** true: an earlier run of the same plan was ended before it could say so, and had made this change. */
    earlier: z.boolean(),
    /** Ids known since it was made: of the change itself, and the object ids and client id of the registration. */
    made: z.strictObject({ id, application: id, client: id, appId: id }).nullable(),
    /** The change that takes it back; null where nothing was made, or nothing does. */
    revert: ChangeSchema.nullable(),
    /** Under which Microsoft's support finds the calls. */
    requestIds: z.array(z.string().max(100)).max(60),
    trouble: ScriptTroubleSchema.nullable(),
    at: Moment,
  })
  .refine(({ kind, before, after }) =>
    [before, after].every((state) => state === null || states[kind].safeParse(state).success),
  )
export type Scripted = z.infer<typeof ScriptedSchema>

const Host = z.strictObject({
  powershell: Text,
  edition: Text,
  system: Text,
  /** The version that was used; null: none. */
  module: Text.nullable(),
  modules: z.array(Text).max(100),
  languageMode: Text,
  executionPolicy: Text,
  culture: Text,
})

/** Fields are added, never renamed: other tools rely on them. */
export const ScriptResultSchema = z.strictObject({
  format: z.literal(scriptResultFormat),
  schema: z.literal(1),
  preview: z.boolean(),
  /** Of the setup and the tenant the plan is for. */
  setup: z.guid(),
  tenantId: z.guid(),
  /** SHA-256 of the plan's file, hexadecimal. */
  planDigest: z.string().regex(/^[0-9a-f]{64}$/),
  startedAt: Moment,
  finishedAt: Moment,
  /** refused: nothing was read. failed: it stopped at the first change that failed. stopped: somebody stopped it. */
  ended: z.enum(['complete', 'failed', 'stopped', 'refused']),
  host: Host.nullable(),
  connected: z
    .strictObject({
      account: z.string().max(256),
      tenantId: z.string().max(64),
      clientId: z.string().max(64),
      scopes: z.array(z.string().max(200)).max(500),
    })
    .nullable(),
  troubles: z.array(ScriptTroubleSchema).max(100),
  objects: z.strictObject({ application: id, client: id, appId: id }).nullable(),
  /** In the order of the plan. */
  changes: z.array(ScriptedSchema).max(200),
})
export type ScriptResult = z.infer<typeof ScriptResultSchema>
