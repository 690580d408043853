/** Recipe schema v1: what one product needs, as data. One YAML file a product in assets/recipes. */
import { z } from 'zod'

const Id = z.string().regex(/^[a-z][a-z0-9-]{1,59}$/, 'use lower-case letters, digits and hyphens')
const Line = z.string().min(1).max(300)
const Text = z.string().min(1).max(2000)
/** Text that may hold {placeholders} of answers and facts, for example https://{hostname}/wm. */
const Template = z.string().min(1).max(500)
const Link = z.url({ protocol: /^https$/, error: 'must be an https address' }).max(500)

export const roles = ['entra-admin', 'exchange-admin', 'product-consultant', 'mailbox-owner', 'you'] as const
export const stages = ['registration', 'exchange', 'mailboxes', 'product', 'verify'] as const
export const transports = ['smtp-delegated', 'smtp-app', 'graph-delegated', 'graph-app'] as const
/** What moves a step besides a person: the app itself when it has seen the proof. */
export const automations = ['authorise', 'verify'] as const
/** What the practice administrator can do in the practice tenant for a step. */
export const practiceActions = [
  'register-application',
  'set-redirects',
  'add-permissions',
  'grant-consent',
  'add-secret',
  'enable-smtp-auth',
  'grant-send-as',
] as const

/** "The manual says …, do … because …". */
export const ManualNote = z.strictObject({
  says: Text,
  do: Text,
  because: Text,
  /** open: not confirmed anywhere; the user is told so and what to ask the vendor. */
  status: z.enum(['confirmed', 'open']).default('confirmed'),
  ask: Text.optional(),
})

/** A step or value is needed only when an answer has this value. */
export const Condition = z.strictObject({ answer: Id, is: z.union([z.string().max(200), z.boolean()]) })

export const Question = z.discriminatedUnion('type', [
  z.strictObject({
    id: Id,
    type: z.literal('text'),
    label: Line,
    help: Text.optional(),
    placeholder: Line.optional(),
    default: z.string().max(200).optional(),
    /** Checked against the whole answer; a catalogue of named shapes, so that a recipe cannot bring a regular expression of its own. */
    shape: z.enum(['host-name', 'address', 'any']).default('any'),
    required: z.boolean().default(true),
  }),
  z.strictObject({
    id: Id,
    type: z.literal('choice'),
    label: Line,
    help: Text.optional(),
    options: z
      .array(z.strictObject({ value: Id, label: Line }))
      .min(2)
      .max(12),
    default: Id,
  }),
  z.strictObject({
    id: Id,
    type: z.literal('flag'),
    label: Line,
    help: Text.optional(),
    default: z.boolean(),
  }),
])

export const RecipeStep = z.strictObject({
  id: Id,
  stage: z.enum(stages),
  title: Template,
  role: z.enum(roles),
  /** Minutes of work. */
  minutes: z.int().min(0).max(600),
  /** Minutes Microsoft may take to apply it; 0 = at once. */
  waitMinutes: z.int().min(0).max(1440).default(0),
  what: Text,
  why: Text,
  /** Portal path, outermost first. */
  portal: z.array(Line).max(12).default([]),
  link: Link.optional(),
  values: z
    .array(z.strictObject({ label: Line, value: Template, secret: z.boolean().default(false) }))
    .max(20)
    .default([]),
  /** What it looks like afterwards. */
  after: Text.optional(),
  manual: z.array(ManualNote).max(12).default([]),
  needs: z.array(Id).max(12).default([]),
  when: Condition.optional(),
  /**
   * Needed only when somebody signs in for another address (a shared mailbox, a group). The mailboxes of the
   * setup decide; as long as none is listed, `when` does.
   */
  forDelegation: z.boolean().optional(),
  automation: z.enum(automations).optional(),
  practice: z.array(z.enum(practiceActions)).max(7).default([]),
})

export const RecipeSchema = z.strictObject({
  schema: z.literal(1),
  id: Id,
  revision: z.int().min(1).max(9999),
  name: Line,
  vendor: Line,
  versions: z.array(Line).min(1).max(12),
  summary: Text,
  sending: z.strictObject({ mode: z.enum(transports), why: Text }),
  registration: z.strictObject({
    displayName: Template,
    audience: z.enum(['AzureADMyOrg', 'AzureADMultipleOrgs']),
    redirects: z
      .array(
        z.strictObject({
          platform: z.enum(['web', 'publicClient']),
          uri: Template,
          purpose: z.enum(['product', 'verification']),
          why: Text,
        }),
      )
      .max(12),
    implicit: z.strictObject({ accessTokens: z.boolean(), idTokens: z.boolean(), why: Text }),
  }),
  permissions: z
    .array(
      z.strictObject({
        /** Where the portal lists it. Names are resolved through one catalogue, never repeated as GUIDs here. */
        resource: z.enum(['graph', 'exchange']),
        value: z.string().regex(/^[A-Za-z_]+(\.[A-Za-z_]+)*$/),
        kind: z.enum(['delegated', 'application']),
        need: z.enum(['required', 'verification', 'surplus']),
        why: Text,
      }),
    )
    .min(1)
    .max(30),
  credential: z.strictObject({ kinds: z.array(z.enum(['secret', 'certificate'])).max(2), why: Text }),
  smtpAuth: z.strictObject({ needed: z.boolean(), why: Text }),
  delegation: z.strictObject({ own: Text, shared: Text, group: Text }),
  questions: z.array(Question).max(20),
  steps: z.array(RecipeStep).min(1).max(80),
  product: z.strictObject({
    screens: z
      .array(
        z.strictObject({
          title: Line,
          menu: z.array(Line).min(1).max(10),
          fields: z
            .array(
              z.strictObject({
                name: Line,
                value: Template,
                note: Text.optional(),
                secret: z.boolean().default(false),
              }),
            )
            .min(1)
            .max(40),
        }),
      )
      .max(12),
    builtInTest: Text,
  }),
  verification: z.strictObject({ transport: z.enum(transports), perMailbox: Text, receipt: Text }),
  cautions: z
    .array(z.strictObject({ title: Line, text: Text, severity: z.enum(['note', 'warning', 'danger']) }))
    .max(20)
    .default([]),
  sources: z
    .array(z.strictObject({ title: Line, link: Link.optional() }))
    .min(1)
    .max(30),
})

export type Recipe = z.infer<typeof RecipeSchema>
export type RecipeStep = z.infer<typeof RecipeStep>
export type Question = z.infer<typeof Question>
export type Condition = z.infer<typeof Condition>
export type ManualNote = z.infer<typeof ManualNote>
export type Role = (typeof roles)[number]
export type Stage = (typeof stages)[number]
export type Transport = (typeof transports)[number]
export type PracticeAction = (typeof practiceActions)[number]
