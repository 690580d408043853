/** What the page is told of files that came from somebody else: a setup that was imported, a reply to a hand-over. */
import { z } from 'zod'
import { AppErrorSchema } from '../domain/problem/app-error.schema.ts'
import { replyIds } from '../domain/step/handoff-roles.ts'
import { StepStateSchema } from '../domain/step/step-record.schema.ts'

/** What taking a setup file in has changed. */
export const ImportedView = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  /** False: it was joined with the setup that was here. */
  created: z.boolean(),
  steps: z.array(
    z.strictObject({
      step: z.string(),
      /** Moves that were not known here. */
      moves: z.int(),
      from: StepStateSchema,
      to: StepStateSchema,
      /** Both sides moved it apart from each other. */
      both: z.boolean(),
    }),
  ),
  mailboxes: z.int(),
  runs: z.int(),
  attachments: z.int(),
  /** Facts that were open here and came with the file. */
  filled: z.array(z.string()),
  /** Facts that differ; those here were kept. */
  differences: z.array(z.strictObject({ what: z.string(), here: z.string(), file: z.string() })),
})

/** A file was chosen, and one thing more has to be known: `file` stands for it, so that nobody chooses it twice. */
export const ImportReplyView = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('asks'),
    for: z.enum(['passphrase', 'name']),
    file: z.uuid(),
    /** Why what was given does not do; null when nothing was given yet. */
    problem: AppErrorSchema.nullable(),
  }),
  z.strictObject({ kind: z.literal('imported'), imported: ImportedView }),
])

/** What an answer to a hand-over has changed. */
export const AcceptedView = z.strictObject({
  who: z.string(),
  ids: z.array(z.enum(replyIds)),
  steps: z.array(
    z.strictObject({
      step: z.string(),
      title: z.string(),
      from: StepStateSchema,
      to: StepStateSchema,
      note: z.string().nullable(),
    }),
  ),
})

export type ImportedView = z.infer<typeof ImportedView>
export type AcceptedView = z.infer<typeof AcceptedView>
