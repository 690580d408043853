/** A check as it is kept with a reading and crosses to the page: every fact by name, so that nothing else can ride along. */
import { z } from 'zod'
import { adminRights } from '../facts/rights.ts'
import { unreadReasons } from '../facts/reading.ts'
import { ImplicitSchema } from '../facts/shapes.schema.ts'
import { baselineSigns } from '../facts/baseline.ts'
import type { Check, CheckFacts } from './check.ts'
import type { CheckId } from './check-ids.ts'

const text = z.string().max(2_000)
const RedirectFactSchema = z.strictObject({ platform: z.enum(['web', 'publicClient', 'spa']), uri: text })
const PermissionFactSchema = z.strictObject({
  value: text,
  kind: z.enum(['delegated', 'application']),
  resource: text,
})
const kind = z.enum(['secret', 'certificate'])
const CredentialFactSchema = z.strictObject({ kind, name: text, endsAt: text.nullable() })

const facts = {
  registered: z.strictObject({
    name: text,
    clientId: text.nullable(),
    by: z.enum(['client-id', 'name']),
    others: z.int().nullable(),
  }),
  'only-one': z.strictObject({
    name: text,
    others: z.array(z.strictObject({ clientId: text, createdAt: text.nullable() })),
  }),
  deleted: z.strictObject({
    registrations: z.array(z.strictObject({ name: text, clientId: text, deletedAt: text.nullable() })),
    own: z.boolean(),
  }),
  enabled: z.strictObject({ enabled: z.boolean() }),
  'not-blocked-by-microsoft': z.strictObject({ status: text.nullable() }),
  audience: z.strictObject({ found: text, wanted: text }),
  redirects: z.strictObject({
    missing: z.array(RedirectFactSchema),
    surplus: z.array(RedirectFactSchema),
    nearly: z.array(
      z.strictObject({
        wanted: RedirectFactSchema,
        found: RedirectFactSchema,
        how: z.enum(['platform', 'slash', 'capitals', 'scheme']),
      }),
    ),
  }),
  'verification-redirect': z.strictObject({ uri: text, there: z.boolean() }),
  implicit: z.strictObject({ found: ImplicitSchema, wanted: ImplicitSchema }),
  'public-client': z.strictObject({ found: z.boolean() }),
  permissions: z.strictObject({ missing: z.array(PermissionFactSchema) }),
  'permissions-surplus': z.strictObject({ surplus: z.array(PermissionFactSchema) }),
  'service-principal': z.strictObject({ there: z.boolean(), objectId: text.nullable() }),
  'sign-in-enabled': z.strictObject({ enabled: z.boolean() }),
  assignment: z.strictObject({ required: z.boolean() }),
  consent: z.strictObject({
    missing: z.array(PermissionFactSchema),
    forSome: z.array(z.strictObject({ value: text, people: z.int() })),
    usersMay: z.boolean().nullable(),
    absentApi: text.nullable(),
  }),
  'consent-surplus': z.strictObject({
    surplus: z.array(PermissionFactSchema.extend({ for: z.enum(['everyone', 'some']) })),
  }),
  'consent-beside-limit': z.strictObject({ permissions: z.array(PermissionFactSchema), due: z.boolean() }),
  credential: z.strictObject({
    kinds: z.array(kind),
    valid: z.array(CredentialFactSchema),
    expired: z.array(CredentialFactSchema),
  }),
  'credential-expiry': z.strictObject({ last: CredentialFactSchema.nullable(), days: z.int().nullable() }),
  'credential-surplus': z.strictObject({ credentials: z.array(CredentialFactSchema) }),
  'credential-policy': z.strictObject({
    kind,
    forbidden: z.boolean(),
    maxDays: z.int().nullable(),
    wantedDays: z.int(),
    trustedOnly: z.boolean(),
    baseline: z.boolean(),
  }),
  owners: z.strictObject({ count: z.int() }),
  notes: z.strictObject({ found: text.nullable(), wanted: text }),
  publisher: z.strictObject({
    name: text.nullable(),
    usersMay: z.enum(['yes', 'perhaps', 'no']),
    granted: z.boolean().nullable(),
  }),
  'user-consent': z.strictObject({ policies: z.array(text) }),
  'security-defaults': z.strictObject({ on: z.boolean() }),
  'baseline-mode': z.strictObject({
    signs: z.array(z.enum(baselineSigns)),
    legacyPolicies: z.array(text),
  }),
  domains: z.strictObject({ missing: z.array(text) }),
  'tenant-wide-mail': z.strictObject({
    applications: z.array(
      z.strictObject({
        name: text,
        objectId: text,
        permissions: z.array(text),
        roles: z.array(z.strictObject({ role: text, scope: text.nullable() })).nullable(),
      }),
    ),
    rolesReadAt: z.iso.datetime().nullable(),
  }),
} as const satisfies { readonly [I in CheckId]: z.ZodType<CheckFacts[I]> }

const EvidenceSchema = z.strictObject({ who: text, at: z.iso.datetime(), requestIds: z.array(text) })
export const UnreadSchema = z.strictObject({
  why: z.enum(unreadReasons),
  right: z.enum(adminRights).nullable(),
  status: z.int().nullable(),
  requestId: text.nullable(),
  at: z.iso.datetime(),
})

const checkOf = (id: CheckId) => {
  const frame = {
    id: z.literal(id),
    severity: z.enum(['error', 'warning', 'note']),
    step: text.nullable(),
    settledBy: z.enum(['plan', 'person']),
  }
  return z.discriminatedUnion('state', [
    z.strictObject({
      ...frame,
      state: z.enum(['ok', 'differs']),
      facts: facts[id],
      evidence: EvidenceSchema.nullable(),
      unread: z.null(),
    }),
    z.strictObject({
      ...frame,
      state: z.literal('unknown'),
      facts: z.null(),
      evidence: z.null(),
      unread: UnreadSchema,
    }),
  ])
}

const [first, ...others] = (Object.keys(facts) as CheckId[]).map(checkOf)
if (first === undefined) throw new Error('there are no checks')

/** The facts above are held to the type of each id; the compiler does not see that through the union. */
export const CheckSchema = z.discriminatedUnion('id', [first, ...others]) as unknown as z.ZodType<Check>
