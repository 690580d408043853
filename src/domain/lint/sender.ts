/** The sender as typed into a product. @see reference 4.8 */
import { shown, type Finding } from './finding.ts'

/** Sender or mailbox: an address, and not the name people see. @see reference 4.8 */
export function lintSender(value: string): Finding[] {
  const text = value.slice(0, 1000)
  const address =
    /<([^<>\s]+@[^<>\s]+)>/.exec(text)?.[1] ?? /[^\s<>"'(),;:]+@[^\s<>"'(),;:]+\.[A-Za-z]{2,}/.exec(text)?.[0]
  const make = (id: string, severity: Finding['severity'], sentence: string, fix: string): Finding => ({
    id,
    severity,
    field: 'sender',
    sentence,
    fix,
    ...(address === undefined ? {} : { suggestion: address }),
  })
  const trimmed = text.trim()
  if (trimmed === '')
    return [make('sender-missing', 'error', 'The sender is missing.', 'Enter its e-mail address.')]
  if ((trimmed.match(/@/g) ?? []).length > 1 && /[;,\s]/.test(trimmed))
    return [make('sender-several', 'error', 'There is more than one address in it.', 'Enter one address.')]
  if (!trimmed.includes('@'))
    return [
      make(
        'sender-display-name',
        'error',
        `“${shown(trimmed)}” is a name, not an address; Exchange refuses it (SendAsDenied).`,
        'Enter the e-mail address of the mailbox.',
      ),
    ]
  if (/[<>"]/.test(trimmed) || /\s/.test(trimmed))
    return [
      make(
        'sender-with-name',
        'error',
        'There is a name or a blank beside the address.',
        'Enter the address alone.',
      ),
    ]
  if (!/^[^\s@]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*$/i.test(trimmed))
    return [
      make(
        'sender-malformed',
        'error',
        `“${shown(trimmed)}” is not an e-mail address.`,
        'Write it like name@contoso.com.',
      ),
    ]
  const findings: Finding[] = []
  if (text !== trimmed)
    findings.push(make('sender-blank', 'warning', 'There is a blank around the address.', 'Remove it.'))
  if (/^(?:no-?reply|do-?not-?reply)@/i.test(trimmed))
    findings.push(
      make(
        'sender-no-reply',
        'note',
        'A no-reply address must exist as a mailbox or alias.',
        'Look it up in the Exchange admin center.',
      ),
    )
  if (/@(?:outlook|hotmail|live|gmail)\.com$/i.test(trimmed))
    findings.push(
      make(
        'sender-private',
        'error',
        'This is a private mailbox, not one of the organisation.',
        'Enter an address of your tenant.',
      ),
    )
  return findings
}
