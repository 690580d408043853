/** A failure as an older version stored it: a sentence. For tests that only need some failure of a kind. */
import type { ErrorCode, Said } from '../../src/domain/problem/app-error.ts'

export function said(code: ErrorCode, what: string, extra: Omit<Said, 'code' | 'what'> = {}): Said {
  return { code, what, ...extra }
}
