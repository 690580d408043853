/**
 * One change of the tenant: one write to Microsoft Graph, what stands there before it and after it, and what takes it
 * back. A plan file holds a list of these in the order in which they are made. Never a secret: a credential is made when
 * the change is carried out, and only its public facts are ever written down.
 */
import { z } from 'zod'
import { checkIds } from '../audit/check-ids.ts'
import { AccessSchema, ImplicitSchema, RedirectsSchema } from '../facts/shapes.schema.ts'

const text = (most: number) => z.string().max(most)
const objectId = z.guid()
/** Object id of what is there already; null where an earlier change of the same plan makes it. */
const known = objectId.nullable()
/** Ids of grants and assignments are no GUIDs. */
const linkId = text(200).nullable()

/** What a registration is made with. */
export const ApplicationSchema = z.strictObject({
  displayName: text(120),
  audience: text(60),
  redirects: RedirectsSchema,
  implicit: ImplicitSchema,
  publicClient: z.boolean(),
  access: z.array(AccessSchema),
  notes: text(1024).nullable(),
})

/** Delegated permissions for one API: for everybody, or for the one person whose object id is given. */
export const GrantSchema = z.strictObject({
  /** Object id of the API's service principal in this tenant. */
  resourceId: objectId,
  resourceName: text(200),
  /** Object id of the person; null: for the whole organisation. */
  principalId: objectId.nullable(),
  /** Names, sorted, each once. */
  scopes: z.array(text(200)),
})

/** One application permission of one API. */
export const RoleSchema = z.strictObject({
  resourceId: objectId,
  resourceName: text(200),
  roleId: z.guid(),
  value: text(200).nullable(),
})

/** A credential without its secret part. */
export const CredentialFactsSchema = z.strictObject({
  /** Null before it was made. */
  keyId: z.guid().nullable(),
  displayName: text(120).nullable(),
  /** Null where Entra decides, or nobody has said. */
  endsAt: z.iso.datetime().nullable(),
  /** The public part, where its key was made on another PC than the one that carries the plan out. */
  certificate: z
    .strictObject({ der: z.base64().max(8000), startsAt: z.iso.datetime(), endsAt: z.iso.datetime() })
    .optional(),
})

const OwnerSchema = z.strictObject({ id: objectId, name: text(200) })
const application = z.strictObject({ object: z.literal('application'), id: known })
const servicePrincipal = z.strictObject({ object: z.literal('service-principal'), id: known })
const grant = z.strictObject({ object: z.literal('grant'), id: linkId })
const role = z.strictObject({ object: z.literal('role-assignment'), id: linkId })

const common = {
  /** What it settles. */
  checks: z.array(z.enum(checkIds)),
  /** Step of the checklist it belongs to. */
  step: text(80).nullable(),
}
const change = <K extends string, T extends z.ZodType, B extends z.ZodType, A extends z.ZodType>(
  kind: K,
  target: T,
  before: B,
  after: A,
) => z.strictObject({ kind: z.literal(kind), target, before, after, ...common })
const none = z.null()

export const ChangeSchema = z.discriminatedUnion('kind', [
  change('create-application', application, none, ApplicationSchema),
  /** To deleted items: 30 days. */
  change('delete-application', application, ApplicationSchema, none),
  /** Out of deleted items, with its credentials; its service principal stays there. */
  change('restore-application', application, none, ApplicationSchema),
  /** true = deactivated: no new tokens, everything is kept. @see setup-automation 1.3 */
  change('set-disabled', application, z.boolean(), z.boolean()),
  change('set-audience', application, text(60), text(60)),
  change('set-redirects', application, RedirectsSchema, RedirectsSchema),
  change('set-implicit', application, ImplicitSchema, ImplicitSchema),
  /** “Allow public client flows”. */
  change('set-public-client', application, z.boolean(), z.boolean()),
  change('set-permissions', application, z.array(AccessSchema), z.array(AccessSchema)),
  change('set-notes', application, text(1024).nullable(), text(1024).nullable()),
  change('add-owner', application, none, OwnerSchema),
  change('remove-owner', application, OwnerSchema, none),

  /** Its id and secret are known only to whoever carries the change out. */
  change('add-secret', application, none, CredentialFactsSchema),
  change('remove-secret', application, CredentialFactsSchema, none),
  change('add-certificate', application, none, CredentialFactsSchema),
  change('remove-certificate', application, CredentialFactsSchema, none),

  /** `appId` null: of the registration that an earlier change makes. */
  change(
    'create-service-principal',
    servicePrincipal,
    none,
    z.strictObject({ appId: z.guid().nullable(), displayName: text(120) }),
  ),
  change(
    'delete-service-principal',
    servicePrincipal,
    z.strictObject({ appId: z.guid().nullable(), displayName: text(120) }),
    none,
  ),
  change(
    'restore-service-principal',
    servicePrincipal,
    none,
    z.strictObject({ appId: z.guid().nullable(), displayName: text(120) }),
  ),
  change('set-sign-in', servicePrincipal, z.boolean(), z.boolean()),
  change('set-assignment-required', servicePrincipal, z.boolean(), z.boolean()),

  /** `client`: object id of the application's own service principal, null where the plan makes it. */
  change('create-grant', grant, none, GrantSchema.extend({ client: known })),
  change('set-grant', grant, GrantSchema.extend({ client: known }), GrantSchema.extend({ client: known })),
  change('remove-grant', grant, GrantSchema.extend({ client: known }), none),
  change('add-role', role, none, RoleSchema.extend({ client: known })),
  change('remove-role', role, RoleSchema.extend({ client: known }), none),
])

export type Change = z.infer<typeof ChangeSchema>
export type ChangeKind = Change['kind']
export type ChangeOf<K extends ChangeKind> = Extract<Change, { kind: K }>
