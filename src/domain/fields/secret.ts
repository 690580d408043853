/** The Value of a client secret. It is never part of a finding. @see reference 2.3 */
import type { IdContext } from './id.ts'
import { found, type Finding } from '../problem/finding.ts'
import { checked, type Checked } from './checked.ts'

const longest = 1_000
/** Entra makes 40 characters; other makers of the same shape never fewer than this. */
const shortest = 30

/** The value without the blanks around it, which no secret of Entra has. */
export function checkSecret(value: string, context: IdContext = {}): Checked<string> {
  return checked('client-secret', value.trim(), secretFindings(value, context))
}

export function secretFindings(value: string, context: IdContext = {}): Finding[] {
  const text = value.trim()
  if (text === '') return [found('secret-missing', {})]
  if (value.length > longest) return [found('secret-long', {})]
  const bare = text.replace(/^["'{]+|["'}]+$/g, '').toLowerCase()
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(bare)) {
    const is =
      bare === context.clientId?.toLowerCase()
        ? 'client-id'
        : bare === context.tenantId?.toLowerCase()
          ? 'tenant-id'
          : 'secret-id'
    return [found('secret-id', { is })]
  }
  if (/-----BEGIN/.test(text)) return [found('secret-key', {})]
  if (/^[^~]{0,4}\*{3,}|\*{6,}|…|\.{3}$|•{3}/.test(text)) return [found('secret-hidden', {})]
  if (/^https?:\/\//i.test(text) || /^[^\s@]+@[^\s@]+\.[a-z]+$/i.test(text))
    return [found('secret-other', {})]
  const findings: Finding[] = []
  if (text !== value || /[\s\p{Cc}\p{Cf}]/u.test(text)) findings.push(found('secret-blank', {}))
  if (/^["'“].*["'”]$/su.test(text)) findings.push(found('secret-quotes', {}))
  else if (text.length < shortest && findings.length === 0) findings.push(found('secret-short', {}))
  return findings
}
