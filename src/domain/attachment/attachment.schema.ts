/** A file kept as evidence of a step: what is known about it. Its content lies under its own hash, never its name. */
import { z } from 'zod'
import { Id } from '../recipe/recipe-text.schema.ts'

export const largestAttachment = 10 * 1024 * 1024

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const AttachmentSchema = z.strictObject({
  step: Id,
  /** To read, never to build a path from. */
  name: z.string().min(1).max(200),
  size: z.int().min(0).max(largestAttachment),
  sha256: Sha256,
  who: z.string().max(200),
  at: z.iso.datetime(),
})
export type Attachment = z.infer<typeof AttachmentSchema>
