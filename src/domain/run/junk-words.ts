/** What is worth telling of a message that arrived, but where nobody may look. A warning, never a failure. */
import type { Probe } from './run.ts'

/** Found in the recipient's Junk Email folder. */
export function inJunkWords({ to }: Pick<Probe, 'to'>, authentication: Probe['authentication']): string {
  const failed = failedChecks(authentication)
  const next =
    failed.length === 0
      ? 'Ask the Exchange admin which anti-spam rule put it there.'
      : `${failed.join(' and ')} did not pass: put that right for the sender’s domain.`
  return `It arrived, but in Junk Email of ${to}, where nobody may look. ${next}`
}

/** The message trace tells that much and no more: not which folder it is in. @see reference 5.4 */
export const filteredAsSpamWords =
  'The message trace says that it was filtered as spam. Look into Junk Email of the recipient, and ask the Exchange admin which anti-spam rule it met.'

function failedChecks(authentication: Probe['authentication']): string[] {
  if (authentication === null) return []
  const { spf, dkim, dmarc } = authentication
  return (
    [
      ['SPF', spf],
      ['DKIM', dkim],
      ['DMARC', dmarc],
    ] as const
  ).flatMap(([name, result]) => (result === null || !/fail|error/i.test(result) ? [] : [name]))
}
