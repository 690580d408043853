/** What a person had begun in the window: where they were, a form half filled in, notes not yet in any history. */
import { z } from 'zod'
import { AnswersSchema } from '../domain/setup/setup.schema.ts'

const pages = [
  'plan',
  'registration',
  'exchange',
  'mailboxes',
  'credential',
  'product',
  'verify',
  'report',
] as const

export const PlaceView = z.discriminatedUnion('at', [
  z.strictObject({ at: z.literal('setups') }),
  z.strictObject({ at: z.literal('new-setup') }),
  z.strictObject({ at: z.literal('diagnose') }),
  z.strictObject({ at: z.literal('causes'), tag: z.string().max(61).nullable() }),
  z.strictObject({ at: z.literal('expiries') }),
  z.strictObject({ at: z.literal('settings') }),
  z.strictObject({ at: z.literal('help'), part: z.enum(['guide', 'changes', 'about']) }),
  z.strictObject({
    at: z.literal('setup'),
    setup: z.uuid(),
    page: z.enum(pages),
    /** The step that was open on the plan. */
    step: z.string().max(60).nullable(),
  }),
])
export type PlaceView = z.infer<typeof PlaceView>

/** The form as it stands: nothing in it has been checked yet. */
export const NewSetupDraft = z.strictObject({
  step: z.enum(['product', 'tenant', 'questions']),
  recipe: z.string().max(60).nullable(),
  where: z.enum(['practice', 'tenant']),
  /** As it was typed: perhaps no number. */
  mailboxes: z.string().max(20),
  prepared: z.boolean(),
  /** Left out by an earlier version. */
  fault: z.string().max(120).default(''),
  cloud: z.string().max(40),
  tenantId: z.string().max(200),
  clientId: z.string().max(100),
  name: z.string().max(80).nullable(),
  answers: AnswersSchema,
})
export type NewSetupDraft = z.infer<typeof NewSetupDraft>

export const NoteDraftView = z.strictObject({
  setup: z.uuid(),
  step: z.string().max(60),
  text: z.string().max(4000),
  /** When it was saved. */
  at: z.iso.datetime(),
})
export type NoteDraftView = z.infer<typeof NoteDraftView>

export const DraftsView = z.strictObject({
  place: PlaceView.nullable(),
  newSetup: NewSetupDraft.nullable(),
  notes: z.array(NoteDraftView),
})
export type DraftsView = z.infer<typeof DraftsView>
