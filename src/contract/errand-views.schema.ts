/** What is done with a registration that no recipe asks for: its credential replaced, the application taken out of the tenant. */
import { z } from 'zod'
import { CredentialSchema, credentialKinds } from '../domain/credential/credential.schema.ts'
import { UnreadSchema } from '../domain/entra/audit/check.schema.ts'
import { decommissionStages, decommissionSteps } from '../domain/entra/decommission/decommission.ts'
import { ChangeSchema } from '../domain/entra/plan/change.schema.ts'
import { rolloverStages } from '../domain/entra/rollover/rollover.ts'

const moment = z.iso.datetime()
const name = z.string().max(2_000)
const count = z.int().min(0)

/** Where a rollover stands, out of what is on this PC. */
export const RolloverView = z.strictObject({
  stage: z.enum(rolloverStages),
  added: z
    .strictObject({
      entry: z.uuid(),
      keyId: name,
      kind: z.enum(credentialKinds),
      at: moment,
      by: name,
      credential: CredentialSchema.nullable(),
    })
    .nullable(),
  places: z.array(
    z.strictObject({
      place: name,
      screen: name,
      menu: z.array(name),
      field: name,
      each: name.nullable(),
      entered: z.strictObject({ who: name, at: moment }).nullable(),
    }),
  ),
})

/** Whether the sign-in logs are read as well, which takes a right of its own. */
const logs = z.boolean()

/** What is to be previewed. `again`: another credential although a rollover is under way. */
export const ErrandView = z.discriminatedUnion('errand', [
  z.strictObject({ errand: z.literal('rollover-start'), again: z.boolean() }),
  z.strictObject({ errand: z.literal('rollover-finish'), logs }),
  z.strictObject({ errand: z.literal('decommission'), step: z.enum(decommissionSteps).nullable(), logs }),
  z.strictObject({ errand: z.literal('administration') }),
])

/** What the sign-in logs tell of the old credential. */
const CredentialUseView = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('used'), keyId: name, at: z.string().max(40) }),
  z.strictObject({ kind: z.literal('not-used'), signIns: count }),
  z.strictObject({ kind: z.literal('no-sign-ins') }),
  z.strictObject({ kind: z.literal('not-told'), signIns: count }),
  z.strictObject({ kind: z.literal('unread'), unread: UnreadSchema }),
  z.strictObject({ kind: z.literal('not-asked') }),
])

/** The same of a whole application. */
const ApplicationUseView = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('signed-in'),
    refused: z.boolean(),
    people: count,
    application: count,
    lastAt: z.string().max(40),
    since: z.string().max(40),
  }),
  z.strictObject({ kind: z.literal('none'), refused: z.boolean(), since: z.string().max(40) }),
  z.strictObject({ kind: z.literal('unread'), unread: UnreadSchema }),
  z.strictObject({ kind: z.literal('not-asked') }),
])

const LeftoverView = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('role-assignment'), role: name, group: name }),
  z.strictObject({ kind: z.literal('scope'), group: name }),
  z.strictObject({ kind: z.literal('access-policy'), appId: name }),
  z.strictObject({
    kind: z.literal('mailbox-right'),
    right: z.enum(['send-as', 'send-on-behalf', 'full-access']),
    mailbox: name,
    holder: name.nullable(),
  }),
  z.strictObject({ kind: z.literal('ews-list'), appId: name }),
  z.strictObject({ kind: z.literal('smtp-auth'), mailboxes: z.array(name).readonly() }),
  z.strictObject({ kind: z.literal('service-principal'), appId: name }),
  z.strictObject({ kind: z.literal('group'), name }),
])

/** What was found besides the changes, as the person is told it. */
const FoundView = z.discriminatedUnion('errand', [
  z.strictObject({
    errand: z.literal('rollover-start'),
    again: z.boolean(),
    /** What the registration has now; it stays. */
    there: z.array(
      z.strictObject({
        keyId: name,
        kind: z.enum(credentialKinds),
        displayName: name.nullable(),
        hint: name.nullable(),
        startsAt: moment.nullable(),
        endsAt: moment.nullable(),
      }),
    ),
  }),
  z.strictObject({ errand: z.literal('rollover-finish'), use: CredentialUseView }),
  z.strictObject({
    errand: z.literal('decommission'),
    /** Null: only looked at. */
    step: z.enum(decommissionSteps).nullable(),
    at: moment,
    stage: z.enum(decommissionStages),
    grants: count,
    roles: count,
    use: ApplicationUseView,
    leftovers: z.array(LeftoverView),
  }),
  z.strictObject({ errand: z.literal('administration') }),
])

/** What a preview found; carried out only as it stands here, under its id. */
export const PreparedView = z.strictObject({
  id: z.uuid(),
  tenant: z.strictObject({ id: z.string().max(64), name: z.string().max(256).nullable() }),
  object: z.strictObject({ name: z.string().max(256), clientId: z.string().max(64).nullable() }),
  changes: z.array(ChangeSchema),
  found: FoundView,
})

export type RolloverView = z.infer<typeof RolloverView>
export type ErrandView = z.infer<typeof ErrandView>
export type PreparedView = z.infer<typeof PreparedView>
