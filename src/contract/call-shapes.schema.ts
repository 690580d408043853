/** What the tables of calls are made of: the shape of a row, and the values that many of them carry. */
import { z } from 'zod'

export interface Call {
  /** What the page sends; strict, so that a field too many is refused. */
  readonly input: z.ZodType
  /** What it is answered with; strict, so that no secret can ride along. */
  readonly output: z.ZodType
}

/** A call without input, or one that only says whether it went well. */
export const nothing = z.null()

/** Id of a setup. */
export const setup = z.uuid()

/** A mail address as the page sends it; main checks what it is. */
export const address = z.string().min(3).max(254)

/** A file whose place a person chose in main; not saved when they cancelled. */
export const Saved = z.strictObject({ saved: z.boolean(), path: z.string().nullable() })
