/** Reads a file that a script has left, and refuses one that is damaged, of another tenant, or of another time than now. */
import { err, ok, type Result } from '../result.ts'
import type { AppError } from '../problem/app-error.ts'
import { outOfTime, readResultFile, type KnownTime } from '../result-file/result-file.ts'
import { ExchangeResultSchema, type ExchangeResult } from './result.schema.ts'

export interface TakenFor extends KnownTime {
  /** For the message. */
  readonly file: string
  readonly tenantId: string | null
}

/** A result whatever its tenant and age; `file` is for the message. */
export function readResult(bytes: Uint8Array, file: string): Result<ExchangeResult, AppError> {
  const read = readResultFile(bytes, (value) => ExchangeResultSchema.safeParse(value).data ?? null)
  return read.ok ? read : err({ code: `exchange-result-${read.error}`, file })
}

export function takeResult(
  bytes: Uint8Array,
  { file, tenantId, ...known }: TakenFor,
): Result<ExchangeResult, AppError> {
  const read = readResult(bytes, file)
  if (!read.ok) return read
  const result = read.value
  const { connected, troubles, finishedAt } = result
  if (connected === null || result.ended === 'refused')
    return err({ code: 'exchange-result-refused', why: [...new Set(troubles.map(({ code }) => code))] })
  if (tenantId === null || connected.tenantId.toLowerCase() !== tenantId.toLowerCase())
    return err({ code: 'exchange-result-other-tenant', found: connected.tenantId, wanted: tenantId })
  const wrong = outOfTime(finishedAt, known)
  if (wrong?.why === 'from-future') return err({ code: 'exchange-result-from-future', finishedAt })
  if (wrong?.why === 'older') return err({ code: 'exchange-result-older', finishedAt, newest: wrong.newest })
  return ok(result)
}
