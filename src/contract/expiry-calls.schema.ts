/** Calls of the page Expiries, and of what its list holds. */
import { z } from 'zod'
import { credentialKinds } from '../domain/credential/credential.schema.ts'
import { PeopleSchema } from '../domain/expiry/people.schema.ts'
import { AdminWishView } from './registration-views.schema.ts'

const setup = z.uuid()
const nothing = z.null()
const listed = {
  id: z.string().max(400),
  setups: z.array(z.string()).readonly(),
  day: z.iso.date().nullable(),
  daysLeft: z.int().nullable(),
}

const TenantExpiryView = z.strictObject({
  ...listed,
  kind: z.literal('tenant'),
  application: z.string(),
  appId: z.string(),
  credential: z.enum([...credentialKinds, 'saml-signing']),
  keyId: z.string(),
  name: z.string().nullable(),
  readBy: z.string(),
  readAt: z.iso.datetime(),
})

const ExpiryItemView = z.discriminatedUnion('kind', [
  z.strictObject({
    ...listed,
    kind: z.enum(credentialKinds),
    hint: z.string(),
    current: z.boolean(),
    product: z.string(),
    source: z.enum(['person', 'certificate', 'creation', 'practice']),
  }),
  z.strictObject({
    ...listed,
    kind: z.literal('sign-in'),
    day: z.iso.date(),
    daysLeft: z.int(),
    product: z.string(),
    mailboxes: z
      .array(z.strictObject({ id: z.uuid(), address: z.string() }))
      .min(1)
      .readonly(),
  }),
  z.strictObject({
    ...listed,
    kind: z.literal('deadline'),
    title: z.string(),
    what: z.string(),
    from: z.iso.date().nullable(),
    to: z.iso.date().nullable(),
    announced: z.string(),
    sure: z.enum(['confirmed', 'announced', 'not-confirmed']),
    state: z.enum(['ahead', 'now', 'past', 'undated']),
    source: z.string(),
  }),
  TenantExpiryView,
])

const ExpiryListView = z.strictObject({
  /** The soonest first; what has no date last. */
  items: z.array(ExpiryItemView).readonly(),
  /** Names of setups that a disk has damaged: nothing is known of what expires there. */
  damaged: z.array(z.string()).readonly(),
  /** Who is responsible, by the name of each setup that has somebody. */
  people: z.record(z.string(), PeopleSchema),
})
export const TenantExpiriesView = z.array(TenantExpiryView)
export type ExpiryListView = z.infer<typeof ExpiryListView>

export const expiryCalls = {
  'expiry.list': { input: nothing, output: ExpiryListView },
  /** Signs an administrator in and reads: of the setup's registration, or of every application of its tenant. */
  'expiry.readTenant': {
    input: z.strictObject({ setup, wish: AdminWishView, every: z.boolean() }),
    output: z.strictObject({ count: z.int() }),
  },
  /** Who is responsible for what expires in a setup: one a line; empty takes all away. */
  'expiry.setPeople': { input: z.strictObject({ setup, text: z.string().max(4_000) }), output: nothing },
  'expiry.stopReading': { input: z.strictObject({ setup }), output: nothing },
  /** A calendar file of these items of the list, to a place chosen in main. */
  'expiry.saveCalendar': {
    input: z.strictObject({ items: z.array(z.string().max(400)).max(50_000) }),
    output: z.strictObject({ saved: z.boolean(), path: z.string().nullable() }),
  },
} as const
