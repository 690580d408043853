/** Whether the end of a client secret can be right. @see reference 2.3 */
import type { Finding } from '../lint/finding.ts'

const mostMonths = 24
const monthMs = 30.5 * 86_400_000

export function lintEnd(expiresAt: string | null, now: string): Finding[] {
  const make = (id: string, severity: Finding['severity'], sentence: string, fix: string): Finding => ({
    id,
    severity,
    field: 'expires',
    sentence,
    fix,
  })
  if (expiresAt === null)
    return [
      make(
        'end-unknown',
        'note',
        'Without its end date nobody can be reminded in time.',
        'Copy the date from the column Expires.',
      ),
    ]
  const left = Date.parse(expiresAt) - Date.parse(now)
  if (left <= 0)
    return [
      make(
        'end-past',
        'error',
        `The secret ended on ${expiresAt.slice(0, 10)} (AADSTS7000222).`,
        'Create another secret and copy its Value.',
      ),
    ]
  return left > (mostMonths + 1) * monthMs
    ? [
        make(
          'end-far',
          'warning',
          'The portal gives a secret 24 months at most; this date is later.',
          'Look at the column Expires again.',
        ),
      ]
    : []
}
