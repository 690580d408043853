/** A file of assets/steps: pieces that recipes share, each under its name. */
import { z } from 'zod'
import { Id } from './recipe-text.schema.ts'
import { recipePieces } from './recipe.schema.ts'

export type ShareKind = keyof typeof recipePieces

const pieces = recipePieces

/** Each entry is a part of a piece: a recipe adds what is missing, and is checked as a whole. */
export const SharedSchema = z.strictObject({
  questions: z.record(Id, pieces.questions.partial()).optional(),
  steps: z.record(Id, pieces.steps.partial()).optional(),
  permissions: z.record(Id, pieces.permissions.partial()).optional(),
  redirects: z.record(Id, pieces.redirects.partial()).optional(),
  screens: z.record(Id, pieces.screens.partial()).optional(),
  probes: z.record(Id, pieces.probes.partial()).optional(),
  cautions: z.record(Id, pieces.cautions.partial()).optional(),
  sources: z.record(Id, pieces.sources.partial()).optional(),
  smtpAuth: z.record(Id, pieces.smtpAuth.partial()).optional(),
  implicit: z.record(Id, pieces.implicit.partial()).optional(),
  scoping: z.record(Id, pieces.scoping.partial()).optional(),
  // the probes of a shared verification are shared themselves
  verification: z
    .record(
      Id,
      pieces.verification.partial().extend({ probes: z.array(z.looseObject({ use: Id })).optional() }),
    )
    .optional(),
} satisfies Record<ShareKind, z.ZodType>)
