/**
 * What the receiving server found out about a message: SPF, DKIM and DMARC, from its Authentication-Results header
 * (RFC 8601). Tolerant: what cannot be read is null, never an error, and never a pass.
 */

export interface AuthenticationResults {
  /** The receiver's words in small letters: pass, fail, softfail, none … Null when it did not look. */
  readonly spf: string | null
  readonly dkim: string | null
  readonly dmarc: string | null
}

interface HeaderLike {
  readonly name: string
  readonly value: string
}

const longestHeader = 8_000
const methods = ['spf', 'dkim', 'dmarc'] as const

/**
 * From all headers of a message, topmost first. Only the topmost Authentication-Results counts: each server adds its
 * own above what came with the message, and whatever stands below may have been written by the sender.
 * ARC-Authentication-Results repeats what servers on the way saw and is not looked at.
 */
export function authenticationOf(headers: readonly HeaderLike[]): AuthenticationResults | null {
  const top = headers.find((header) => header.name.trim().toLowerCase() === 'authentication-results')
  return top === undefined ? null : parseAuthenticationResults(top.value)
}

/**
 * Which of the three the receiving side says failed; `softfail` counts. `none`, `neutral` and a passing trouble of its
 * own (`temperror`) do not.
 */
export function failedChecks(results: AuthenticationResults | null): (typeof methods)[number][] {
  if (results === null) return []
  return methods.filter((method) => /^(?:fail|softfail|permerror)$/.test(results[method] ?? ''))
}

/** Null when the header names none of the three methods. */
export function parseAuthenticationResults(value: string): AuthenticationResults | null {
  const found: Record<(typeof methods)[number], string[]> = { spf: [], dkim: [], dmarc: [] }
  for (const part of bare(value.slice(0, longestHeader)).split(';')) {
    const [, method, result] = /^\s*([a-z][a-z0-9-]*)(?:\s*\/\s*\d+)?\s*=\s*([a-z]+)\b/i.exec(part) ?? []
    const known = methods.find((one) => one === method?.toLowerCase())
    if (known !== undefined && result !== undefined) found[known].push(result.toLowerCase())
  }
  if (methods.every((method) => found[method].length === 0)) return null
  return { spf: found.spf[0] ?? null, dkim: best(found.dkim), dmarc: found.dmarc[0] ?? null }
}

/** One signature that holds is enough: a message may carry several. */
function best(results: readonly string[]): string | null {
  return results.includes('pass') ? 'pass' : (results[0] ?? null)
}

/** Without comments, which nest, and without quoted text: either may hold a semicolon or look like a result. */
function bare(text: string): string {
  let result = ''
  let depth = 0
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? ''
    if (character === '\\' && (depth > 0 || quoted)) at += 1
    else if (character === '"' && depth === 0) {
      quoted = !quoted
      result += ' '
    } else if (quoted) continue
    else if (character === '(') depth += 1
    else if (character === ')' && depth > 0) depth -= 1
    else if (depth === 0) result += /[\r\n\t]/.test(character) ? ' ' : character
  }
  return result
}
