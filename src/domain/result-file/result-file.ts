/** What every result of a script has in common, whoever ran it: a text that PowerShell wrote, and a moment it is from. */
import { err, ok, type Result } from '../result.ts'

/** `damaged`: no whole JSON. `foreign`: JSON that no script of ours wrote. */
export type UnreadableFile = 'not-text' | 'damaged' | 'foreign'

/** `parse` answers null for what has another shape. */
export function readResultFile<T>(
  bytes: Uint8Array,
  parse: (value: unknown) => T | null,
): Result<T, UnreadableFile> {
  const text = decoded(bytes)
  if (text === null) return err('not-text')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return err('damaged')
  }
  const result = parse(value)
  return result === null ? err('foreign') : ok(result)
}

export interface KnownTime {
  /** When the newest that is known was finished or read; null: nothing is known. */
  readonly newest: string | null
  readonly now: string
}

/** Clocks of two PCs differ by less; a result from next week would keep every true one out until then. */
const clockSpareMs = 86_400_000

export type OutOfTime = { readonly why: 'from-future' } | { readonly why: 'older'; readonly newest: string }

/** Why a result of this moment is not taken in; null: it is. All times in ISO 8601. */
export function outOfTime(finishedAt: string, { newest, now }: KnownTime): OutOfTime | null {
  const at = Date.parse(finishedAt)
  if (at > Date.parse(now) + clockSpareMs) return { why: 'from-future' }
  return newest !== null && at < Date.parse(newest) ? { why: 'older', newest } : null
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
