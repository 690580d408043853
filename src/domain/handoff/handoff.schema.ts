/** What goes to the person who holds a missing role: the plan of their steps, and the form they send back. */
import { z } from 'zod'
import { WrittenStepSchema, type ChecklistStep } from '../checklist/checklist.schema.ts'
import { stepStates } from '../step/step-record.schema.ts'
import { Id } from '../recipe/recipe-text.schema.ts'
import { roles } from '../recipe/recipe.schema.ts'

export const planFormat = 'sendproof-plan'
export const answerFormat = 'sendproof-answer'

/** A step without its history: what others wrote about it is not for the next reader. */
const PlanStep = WrittenStepSchema.omit({ history: true, practice: true }).extend({
  /** What has to be done before, in words: it may be another role's. */
  first: z.array(z.strictObject({ title: z.string(), role: z.enum(roles) })),
  /** True where somebody else's step comes between it and the others: the page goes out a second time for it. */
  later: z.boolean(),
})

/** What the setup is warned of: the person who works on it should know it as well. */
export const WarnedSchema = z.strictObject({
  cautions: z.array(
    z.strictObject({
      title: z.string(),
      text: z.string(),
      severity: z.enum(['note', 'warning', 'danger']),
    }),
  ),
  deadlines: z.array(
    z.strictObject({
      title: z.string(),
      what: z.string(),
      from: z.iso.date().nullable(),
      to: z.iso.date().nullable(),
      announced: z.string(),
      sure: z.enum(['confirmed', 'announced', 'not-confirmed']),
      source: z.string(),
      checkedOn: z.iso.date(),
    }),
  ),
})
export type Warned = z.infer<typeof WarnedSchema>

export const HandoffPlanSchema = z.strictObject({
  format: z.literal(planFormat),
  version: z.literal(1),
  generatedAt: z.iso.datetime(),
  setup: z.strictObject({
    id: z.uuid(),
    name: z.string(),
    recipe: z.strictObject({ id: z.string(), name: z.string(), revision: z.int() }),
    tenantId: z.string().nullable(),
    tenantName: z.string().nullable(),
    clientId: z.string().nullable(),
    /** Left out where the product does not need it. */
    enterpriseObjectId: z.string().nullable().optional(),
    practice: z.boolean(),
  }),
  role: z.enum(roles),
  minutes: z.int(),
  warned: WarnedSchema,
  steps: z.array(PlanStep),
})
export type HandoffPlan = z.infer<typeof HandoffPlanSchema>

/** Puts what a step says in codes into the words of whoever reads the plan. */
export type SayStep = (
  step: Pick<ChecklistStep, 'portal' | 'manual'>,
) => Pick<HandoffPlan['steps'][number], 'portal' | 'manual'>

/** The ids a reply can bring; of these three the person with the role sees what others cannot. */
export const replyIds = ['tenantId', 'clientId', 'enterpriseObjectId'] as const
export type ReplyId = (typeof replyIds)[number]

const AnswerState = z.union([z.literal(''), z.enum(stepStates)])

export const AnswerSchema = z.strictObject({
  format: z.literal(answerFormat),
  version: z.literal(1),
  /** For the person who fills it in; not read. */
  how: z.string().max(2000).optional(),
  setup: z.uuid(),
  setupName: z.string().max(200).optional(),
  who: z.string().max(200),
  tenantId: z.string().max(300).default(''),
  clientId: z.string().max(300).default(''),
  /** Of the Enterprise application; asked for where the product needs it. */
  enterpriseObjectId: z.string().max(300).optional(),
  steps: z
    .array(
      z.strictObject({
        step: Id,
        title: z.string().max(1000).optional(),
        /** Empty: nothing to say about this step. */
        state: AnswerState,
        note: z.string().max(4000).default(''),
      }),
    )
    .max(500),
})
export type Answer = z.infer<typeof AnswerSchema>
