/** Recipe schema v1: what one product needs, as data. One YAML file a product in assets/recipes. */
import { z } from 'zod'
import { readingKinds, sendingKinds, transportKinds } from '../transport/transports.ts'
import { Question, QuestionPart, When } from './question.schema.ts'
import { Id, Line, Link, Template, Text } from './recipe-text.schema.ts'

export { Condition, Question, When } from './question.schema.ts'

export const roles = ['entra-admin', 'exchange-admin', 'product-consultant', 'mailbox-owner', 'you'] as const
export const stages = ['registration', 'exchange', 'mailboxes', 'product', 'verify'] as const
export const transports = sendingKinds
/** Probes that only look: nothing is sent, moved or deleted. */
export const readProbes = readingKinds
export const probeKinds = transportKinds
/** What moves a step besides a person: the app itself when it has seen the proof. */
export const automations = ['authorise', 'verify', 'refusal'] as const
/** What is done in Exchange for applications, delegates, folders and EWS. @see reference 1.3, 4.6, 6.6 */
export const exchangeActions = [
  'create-scope',
  'register-service-principal',
  'assign-app-roles',
  'remove-app-consent',
  'grant-app-full-access',
  'grant-full-access',
  'create-reply-folder',
  'allow-ews',
  'create-group-scopes',
  'assign-group-roles',
  'remove-group-consent',
] as const
/** What the practice administrator can do in the practice tenant for a step. */
export const practiceActions = [
  'register-application',
  'set-redirects',
  'add-permissions',
  'grant-consent',
  'add-secret',
  'enable-smtp-auth',
  'grant-send-as',
  'add-certificate',
  ...exchangeActions,
] as const

/** "The manual says …, do … because …". */
export const ManualNote = z.strictObject({
  /** What follows is what the manual says, what it is silent about, or what stands in it without being said. */
  how: z.enum(['says', 'lacks', 'shows']).default('says'),
  says: Text,
  do: Text,
  because: Text,
  /** open: not confirmed anywhere; the user is told so and what to ask the vendor. */
  status: z.enum(['confirmed', 'open']).default('confirmed'),
  ask: Text.optional(),
})

const following = {
  because: ManualNote.shape.because,
  status: ManualNote.shape.status,
  ask: ManualNote.shape.ask,
}

/** A remark that follows from the recipe's data; worded in `src/words/en/steps.ts`. */
export const FollowingNote = z.discriminatedUnion('code', [
  z.strictObject({
    code: z.literal('surplus-permission'),
    kind: z.enum(['delegated', 'application']),
    value: z.string(),
    ...following,
  }),
  z.strictObject({
    code: z.literal('token-boxes'),
    boxes: z.array(z.enum(['accessTokens', 'idTokens'])),
    /** Whether they stay empty. */
    leave: z.boolean(),
    ...following,
  }),
  z.strictObject({
    code: z.literal('manual-redirect'),
    uri: z.string(),
    /** What to enter should the product insist. */
    instead: z.string().nullable(),
    ...following,
  }),
])
/** The recipe's own remark, which is text, or one that follows from its data. */
export const StepNote = z.union([ManualNote, FollowingNote])

/** A remark that may concern only some answers. */
const RecipeNote = ManualNote.extend({ when: When.optional() })

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
    .array(
      z.strictObject({
        label: Line,
        value: Template,
        secret: z.boolean().default(false),
        when: When.optional(),
      }),
    )
    .max(24)
    .default([]),
  /** What it looks like afterwards. */
  after: Text.optional(),
  manual: z.array(RecipeNote).max(12).default([]),
  needs: z.array(Id).max(12).default([]),
  when: When.optional(),
  /**
   * Needed only when somebody signs in for another address (a shared mailbox, a group). The mailboxes of the
   * setup decide; as long as none is listed, `when` does.
   */
  forDelegation: z.boolean().optional(),
  automation: z.enum(automations).optional(),
  practice: z.array(z.enum(practiceActions)).max(7).default([]),
})

/** One part of a product with the releases in which it can do this. */
const Part = z.strictObject({
  id: Id,
  name: Line,
  what: Text,
  versions: z
    .array(
      z.strictObject({
        release: Line,
        /** First build that can do it. */
        since: z.iso.date().optional(),
        note: Line.optional(),
      }),
    )
    .max(12)
    .default([]),
  /** How this part sends; none for a part that only reads. */
  transport: z.enum(transports).optional(),
  when: When.optional(),
})

/** One kind of attempt; a negative one passes when it is refused. */
export const PlannedCheck = z.strictObject({
  id: Id,
  kind: z.enum(probeKinds),
  /** Whose mailbox is tried. */
  mailbox: z.enum(['each-sender', 'delegate-for-shared', 'outside-scope', 'reply-folder', 'calendar']),
  expected: z.enum(['accepted', 'refused']),
  why: Text,
  when: When.optional(),
})

/** Roles of RBAC for Applications that concern mail. @see reference 6.6 */
export const rbacRoles = [
  'Application Mail.Read',
  'Application Mail.ReadBasic',
  'Application Mail.ReadWrite',
  'Application Mail.Send',
  'Application Calendars.Read',
  'Application Calendars.ReadWrite',
  'Application Mail Full Access',
  'Application Exchange Full Access',
  'Application EWS.AccessAsApp',
  'Application SMTP.SendAsApp',
] as const

const Redirect = z.strictObject({
  platform: z.enum(['web', 'publicClient']),
  /** The platform's name in the portal. */
  portalName: Line.optional(),
  uri: Template,
  purpose: z.enum(['product', 'verification']),
  why: Text,
  when: When.optional(),
})

const Implicit = z.strictObject({
  accessTokens: z.boolean(),
  idTokens: z.boolean(),
  why: Text,
  /** The boxes the manual asks for. */
  manual: z.strictObject({ accessTokens: z.boolean(), idTokens: z.boolean() }).optional(),
  /** Whether anything works because of them; open: nobody has confirmed it. */
  needed: z.enum(['yes', 'no', 'open']).default('yes'),
  ask: Text.optional(),
  when: When.optional(),
})

const RecipePermission = z.strictObject({
  /** Where the portal lists it. Names are resolved through one catalogue, never repeated as GUIDs here. */
  resource: z.enum(['graph', 'exchange']),
  value: z
    .string()
    .max(100)
    .regex(/^[A-Za-z_]+(\.[A-Za-z_][A-Za-z0-9_]*)*$/),
  kind: z.enum(['delegated', 'application']),
  /** surplus: the manual asks for it and nothing uses it. alternative: only for another way of doing it. */
  need: z.enum(['required', 'verification', 'surplus', 'alternative']),
  why: Text,
  /** Who wants it: the vendor's manual, Sendproof for its proof, or Microsoft's own rules. */
  askedBy: z.enum(['vendor', 'sendproof', 'microsoft']).default('vendor'),
  when: When.optional(),
})

const SmtpAuth = z.strictObject({
  needed: z.boolean(),
  why: Text,
  /** With `needed`: only under this condition. */
  when: When.optional(),
  /** Whether the manual asks for it. */
  manual: z.boolean().optional(),
})

/** How an application permission is held to the mailboxes it is meant for. @see reference 6.6 */
const Scoping = z.strictObject({
  needed: z.boolean(),
  why: Text,
  /** Roles of RBAC for Applications. */
  roles: z
    .array(
      z.strictObject({
        name: z.enum(rbacRoles),
        replaces: Line,
        /** Where this role is held to another group than the others. */
        group: Template.optional(),
        when: When.optional(),
      }),
    )
    .max(8)
    .default([]),
  group: Template.optional(),
  /** What happens to the consent in Entra once the roles are in place; the two add up. */
  entraConsent: z.enum(['remove', 'keep', 'open']),
  cautions: z.array(Text).max(8).default([]),
})

const Screen = z.strictObject({
  title: Line,
  /** The product has the screen once for each sender; {thisSender} is its address. */
  each: z.literal('sender').optional(),
  /** Id of the part the screen belongs to. */
  part: Id.optional(),
  when: When.optional(),
  menu: z.array(Line).min(1).max(10),
  fields: z
    .array(
      z.strictObject({
        name: Line,
        value: Template,
        note: Text.optional(),
        secret: z.boolean().default(false),
        when: When.optional(),
      }),
    )
    .min(1)
    .max(40),
})

const Verification = z.strictObject({
  transport: z.enum(transports),
  perMailbox: Text,
  receipt: Text,
  /** What is tried, the refusals that have to happen included. */
  probes: z.array(PlannedCheck).max(16).default([]),
})

const Caution = z.strictObject({
  title: Line,
  text: Text,
  severity: z.enum(['note', 'warning', 'danger']),
  /** Id of an entry of deadlines.yaml. */
  deadline: Id.optional(),
  when: When.optional(),
})

const Source = z.strictObject({ title: Line, link: Link.optional() })

/** What a recipe may take from assets/steps with `use`. @see ./shared.ts */
export const recipePieces = {
  questions: QuestionPart,
  steps: RecipeStep,
  permissions: RecipePermission,
  redirects: Redirect,
  screens: Screen,
  probes: PlannedCheck,
  cautions: Caution,
  sources: Source,
  smtpAuth: SmtpAuth,
  implicit: Implicit,
  scoping: Scoping,
  verification: Verification,
} as const

export const RecipeSchema = z.strictObject({
  schema: z.literal(1),
  id: Id,
  revision: z.int().min(1).max(9999),
  name: Line,
  vendor: Line,
  versions: z.array(Line).min(1).max(12),
  summary: Text,
  sending: z.strictObject({
    mode: z.enum(transports),
    why: Text,
    /** Ways that another answer leads to; the first whose condition holds replaces `mode`. */
    alternatives: z
      .array(z.strictObject({ mode: z.enum(transports), when: When, why: Text }))
      .max(6)
      .default([]),
  }),
  /** What the product consists of, when its parts send or read in different ways. */
  parts: z.array(Part).max(12).default([]),
  registration: z.strictObject({
    displayName: Template,
    audience: z.enum(['AzureADMyOrg', 'AzureADMultipleOrgs']),
    redirects: z.array(Redirect).max(12),
    /** Redirects the manual asks for and this recipe does not add. */
    manualRedirects: z
      .array(
        z.strictObject({
          platform: z.enum(['web', 'publicClient', 'spa']),
          uri: Template,
          need: z.enum(['surplus', 'open']),
          /** What to enter should the product insist. */
          instead: Template.optional(),
          why: Text,
          ask: Text.optional(),
        }),
      )
      .max(6)
      .default([]),
    implicit: Implicit,
  }),
  permissions: z.array(RecipePermission).min(1).max(30),
  credential: z.strictObject({
    kinds: z.array(z.enum(['secret', 'certificate'])).max(2),
    why: Text,
    /** Every place where the secret is typed in: all of them on the day it is renewed. */
    places: z
      .array(
        z.strictObject({
          screen: Line,
          menu: z.array(Line).min(1).max(10),
          field: Line,
          /** How often the place exists, for example “each user”. */
          each: Line.optional(),
          when: When.optional(),
        }),
      )
      .max(12)
      .default([]),
  }),
  smtpAuth: SmtpAuth,
  delegation: z.strictObject({
    own: Text,
    shared: Text,
    group: Text,
    /** The same as data: which rights each case needs. */
    cases: z
      .array(
        z.strictObject({
          case: z.enum(['own', 'shared', 'group']),
          rights: z.array(z.enum(['send-as', 'send-on-behalf', 'full-access'])).max(3),
          when: When.optional(),
        }),
      )
      .max(9)
      .default([]),
  }),
  scoping: Scoping.optional(),
  questions: z.array(Question).max(20),
  steps: z.array(RecipeStep).min(1).max(80),
  product: z.strictObject({
    screens: z.array(Screen).max(12),
    builtInTest: Text,
  }),
  verification: Verification,
  cautions: z.array(Caution).max(20).default([]),
  sources: z.array(Source).min(1).max(30),
})

export type Recipe = z.infer<typeof RecipeSchema>
export type RecipeStep = z.infer<typeof RecipeStep>
export type ManualNote = z.infer<typeof ManualNote>
export type FollowingNote = z.infer<typeof FollowingNote>
export type StepNote = z.infer<typeof StepNote>
export type Role = (typeof roles)[number]
export type Stage = (typeof stages)[number]
export type Transport = (typeof transports)[number]
export type ReadProbe = (typeof readProbes)[number]
export type ProbeKind = (typeof probeKinds)[number]
export type PlannedCheck = z.infer<typeof PlannedCheck>
export type PracticeAction = (typeof practiceActions)[number]
