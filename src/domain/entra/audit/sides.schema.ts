/** What stands on either side of a check, value by value: what the recipe wants, and what was found in the tenant. */
import { z } from 'zod'

/** missing: wanted and not found. surplus: found and not wanted. wrong: there, but not as it has to be. */
export const marks = ['missing', 'surplus', 'wrong'] as const
export type Mark = (typeof marks)[number]

/** What is no data of the tenant's, by name. */
export const sideWords = [
  'absent',
  'active',
  'admin-consent',
  'allowed',
  'any',
  'at-least-one',
  'baseline-ews',
  'baseline-legacy-authentication',
  'baseline-new-secrets',
  'baseline-user-consent',
  'deactivated',
  'forbidden',
  'known',
  'none',
  'not-blocked',
  'not-required',
  'nothing-else',
  'off',
  'on',
  'only-one',
  'own-authorities',
  'required',
  'several',
  'there',
  'unverified',
  'verified',
] as const
export type SideWord = (typeof sideWords)[number]

const text = z.string().max(2_000)
const mark = z.enum(marks).nullable()

export const SideValueSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('word'), word: z.enum(sideWords) }),
  /** Words of the tenant or the recipe, shown as they are. */
  z.strictObject({ kind: z.literal('text'), text, mark }),
  /** To be copied, and read letter by letter. */
  z.strictObject({ kind: z.literal('id'), id: text, mark }),
  z.strictObject({ kind: z.literal('audience'), audience: text }),
  z.strictObject({
    kind: z.literal('redirect'),
    platform: z.enum(['web', 'publicClient', 'spa']),
    uri: text,
    mark,
  }),
  z.strictObject({
    kind: z.literal('permission'),
    value: text,
    type: z.enum(['delegated', 'application']),
    resource: text,
    /** Consented to by single people only. */
    some: z.boolean(),
    mark,
  }),
  z.strictObject({ kind: z.literal('boxes'), accessTokens: z.boolean(), idTokens: z.boolean() }),
  z.strictObject({ kind: z.literal('credential-kinds'), kinds: z.array(z.enum(['secret', 'certificate'])) }),
  z.strictObject({
    kind: z.literal('credential'),
    credential: z.enum(['secret', 'certificate']),
    name: text,
    endsAt: z.iso.datetime().nullable(),
    mark,
  }),
  /** more-than: so many days left. valid-for, at-most: how long a credential lives. */
  z.strictObject({
    kind: z.literal('days'),
    how: z.enum(['more-than', 'valid-for', 'at-most']),
    days: z.int(),
  }),
])
export type SideValue = z.infer<typeof SideValueSchema>

export const SidesSchema = z.strictObject({
  wanted: z.array(SideValueSchema),
  /** Empty where it could not be read. */
  found: z.array(SideValueSchema),
})
export type Sides = z.infer<typeof SidesSchema>
