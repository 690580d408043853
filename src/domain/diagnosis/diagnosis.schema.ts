/** A diagnosis: an error text turned into causes a person can act on. @see assets/remedies */
import { z } from 'zod'

export const RemedySchema = z.strictObject({
  /** Who can do it. */
  role: z.enum([
    'entra-admin',
    'exchange-admin',
    'product-consultant',
    'mailbox-owner',
    'network-admin',
    'you',
  ]),
  text: z.string().max(1000),
  portal: z.array(z.string().max(200)).max(12).default([]),
  command: z.string().max(1000).optional(),
  /** How long it takes to act. */
  takes: z.string().max(200).optional(),
  /** How to see that it worked. */
  check: z.string().max(400).optional(),
})

export const CandidateSchema = z.strictObject({
  tag: z.string(),
  /** 0 to 1. */
  confidence: z.number().min(0).max(1),
  title: z.string(),
  explanation: z.string(),
  remedies: z.array(RemedySchema),
  /** The checklist step this belongs to. */
  step: z.string().optional(),
  links: z.array(z.string()).optional(),
  sources: z.array(z.string()).optional(),
})

/** A question that can be answered with a button. */
export const AskedQuestionSchema = z.strictObject({
  /** The cause whose question it is; the name under which an answer comes back. */
  id: z.string(),
  text: z.string(),
  choices: z.array(z.strictObject({ id: z.string(), says: z.string() })),
})

export const DiagnosisSchema = z.strictObject({
  candidates: z.array(CandidateSchema),
  /** What would separate the candidates. */
  questions: z.array(z.string()),
  /** The one question that separates most, while nobody can be sure; its text is one of `questions`. */
  asking: AskedQuestionSchema.optional(),
})

/** Something in the text that a cause can be told by. */
export const RecognisedSchema = z.strictObject({
  kind: z.enum(['entra', 'reply', 'status', 'http', 'port', 'vendor']),
  value: z.string(),
})

export type Remedy = z.infer<typeof RemedySchema>
export type Candidate = z.infer<typeof CandidateSchema>
export type AskedQuestion = z.infer<typeof AskedQuestionSchema>
export type Recognised = z.infer<typeof RecognisedSchema>
export type Diagnosis = z.infer<typeof DiagnosisSchema>
