/** What the page is told about an error text: causes, what was recognised, and the steps of the setup they belong to. */
import { z } from 'zod'
import { DiagnosisSchema, RecognisedSchema } from '../domain/diagnosis/diagnosis.schema.ts'
import { largestText } from '../domain/diagnosis/largest-text.ts'

export const DiagnoseInput = z.strictObject({
  text: z.string().max(largestText),
  /** Fills in tenant, application and mailbox, and says which steps there are. */
  setup: z.uuid().nullable(),
  /** The mailbox it happened to, where that is known. */
  mailbox: z.uuid().nullable(),
  surface: z.string().max(20).nullable(),
  stage: z.string().max(20).nullable(),
  flow: z.string().max(40).nullable(),
  /** A question's id to the id of the choice. */
  answers: z.record(z.string().max(60), z.string().max(60)),
})

export const DiagnosedView = z.strictObject({
  diagnosis: DiagnosisSchema,
  recognised: z.array(RecognisedSchema),
  /** Steps of this setup's plan that the causes name. */
  steps: z.array(z.strictObject({ id: z.string(), title: z.string() })),
})

export type DiagnoseInput = z.infer<typeof DiagnoseInput>
export type DiagnosedView = z.infer<typeof DiagnosedView>
