/** Reads a file that a script has left, and refuses one that is damaged, of another tenant or older than what is known. */
import { err, ok, type Result } from '../result.ts'
import type { AppError } from '../problem/app-error.ts'
import { ExchangeResultSchema, type ExchangeResult } from './result.schema.ts'

export interface TakenFor {
  /** For the message. */
  readonly file: string
  readonly tenantId: string | null
  /** When the newest result that is known was finished; null: there is none. */
  readonly newest: string | null
}

/** A result whatever its tenant and age; `file` is for the message. */
export function readResult(bytes: Uint8Array, file: string): Result<ExchangeResult, AppError> {
  const text = decoded(bytes)
  if (text === null) return err({ code: 'exchange-result-not-text', file })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return err({ code: 'exchange-result-damaged', file })
  }
  const parsed = ExchangeResultSchema.safeParse(value)
  return parsed.success ? ok(parsed.data) : err({ code: 'exchange-result-foreign', file })
}

export function takeResult(
  bytes: Uint8Array,
  { file, tenantId, newest }: TakenFor,
): Result<ExchangeResult, AppError> {
  const read = readResult(bytes, file)
  if (!read.ok) return read
  const result = read.value
  const { connected, troubles, finishedAt } = result
  if (connected === null || result.ended === 'refused')
    return err({ code: 'exchange-result-refused', why: [...new Set(troubles.map(({ code }) => code))] })
  if (tenantId === null || connected.tenantId.toLowerCase() !== tenantId.toLowerCase())
    return err({ code: 'exchange-result-other-tenant', found: connected.tenantId, wanted: tenantId })
  if (newest !== null && Date.parse(finishedAt) < Date.parse(newest))
    return err({ code: 'exchange-result-older', finishedAt, newest })
  return ok(result)
}

/** Windows PowerShell redirects as UTF-16 with a mark; a file of bytes that are no text gives null. */
function decoded(bytes: Uint8Array): string | null {
  const [first, second] = bytes
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
