/** One step of a recipe's plan, who does it, what moves it, and the remarks on the vendor's manual. */
import { z } from 'zod'
import { When } from './question.schema.ts'
import { Id, Line, Link, Template, Text } from './recipe-text.schema.ts'

export const roles = ['entra-admin', 'exchange-admin', 'product-consultant', 'mailbox-owner', 'you'] as const
export const stages = ['registration', 'exchange', 'mailboxes', 'product', 'verify'] as const

/** What moves a step besides a person: the app itself when it has seen the proof. */
export const automations = ['authorise', 'verify', 'refusal'] as const
/** What is run elsewhere for a step, and moves it when its result is imported. */
export const stepScripts = ['product-server'] as const
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

/** One act in a portal; some concern only some answers. */
const Click = z.union([Template, z.strictObject({ click: Template, when: When.optional() })])

export const RecipeStep = z.strictObject({
  id: Id,
  stage: z.enum(stages),
  title: Template,
  role: z.enum(roles),
  /** Minutes of work. */
  minutes: z.int().min(0).max(600),
  /** Minutes Microsoft may take to apply it; 0 = at once. */
  waitMinutes: z.int().min(0).max(1440).default(0),
  /** The goal, in a sentence or two; how, click by click, is `clicks`. */
  what: Text,
  /** In order, one act each, beginning inside the place that `portal` names. Left out where the way is not certain. */
  clicks: z.array(Click).max(12).default([]),
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
  script: z.enum(stepScripts).optional(),
  practice: z.array(z.enum(practiceActions)).max(7).default([]),
})

export type RecipeStep = z.infer<typeof RecipeStep>
export type ManualNote = z.infer<typeof ManualNote>
export type FollowingNote = z.infer<typeof FollowingNote>
export type StepNote = z.infer<typeof StepNote>
export type Role = (typeof roles)[number]
export type Stage = (typeof stages)[number]
export type PracticeAction = (typeof practiceActions)[number]
