/** Reads a result that came back from the product's server: nothing in it is trusted before it has this very shape. */
import type { AppError } from '../problem/app-error.ts'
import { err, ok, type Result } from '../result.ts'
import { outOfTime, readResultFile, type KnownTime } from '../result-file/result-file.ts'
import { PreflightResultSchema, type PreflightResult } from './preflight.schema.ts'

export interface PreflightFor extends KnownTime {
  /** For the message. */
  readonly file: string
  readonly setup: { readonly id: string; readonly name: string }
}

export function takePreflight(
  bytes: Uint8Array,
  { file, setup, ...known }: PreflightFor,
): Result<PreflightResult, AppError> {
  const read = readResultFile(bytes, (value) => PreflightResultSchema.safeParse(value).data ?? null)
  if (!read.ok) return err({ code: 'preflight-result-damaged', file })
  const { finishedAt, setup: of } = read.value
  if (of.toLowerCase() !== setup.id.toLowerCase())
    return err({ code: 'preflight-result-other-setup', setup: setup.name })
  const wrong = outOfTime(finishedAt, known)
  if (wrong?.why === 'from-future') return err({ code: 'preflight-result-from-future', finishedAt })
  if (wrong?.why === 'older') return err({ code: 'preflight-result-older', finishedAt, newest: wrong.newest })
  return ok(read.value)
}
