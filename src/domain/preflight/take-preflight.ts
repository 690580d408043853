/** Reads a result that came back from the product's server: nothing in it is trusted before it has this very shape. */
import type { AppError } from '../problem/app-error.ts'
import { err, ok, type Result } from '../result.ts'
import { PreflightResultSchema, type PreflightResult } from './preflight.schema.ts'

export interface PreflightFor {
  /** For the message. */
  readonly file: string
  readonly setup: { readonly id: string; readonly name: string }
  /** When the newest result that is known was finished; null: there is none. */
  readonly newest: string | null
}

export function takePreflight(
  text: string,
  { file, setup, newest }: PreflightFor,
): Result<PreflightResult, AppError> {
  let value: unknown
  try {
    // Windows PowerShell begins a file with a mark.
    value = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return err({ code: 'preflight-result-damaged', file })
  }
  const parsed = PreflightResultSchema.safeParse(value)
  if (!parsed.success) return err({ code: 'preflight-result-damaged', file })
  const { finishedAt, setup: of } = parsed.data
  if (of.toLowerCase() !== setup.id.toLowerCase())
    return err({ code: 'preflight-result-other-setup', setup: setup.name })
  if (newest !== null && Date.parse(finishedAt) < Date.parse(newest))
    return err({ code: 'preflight-result-older', finishedAt, newest })
  return ok(parsed.data)
}
