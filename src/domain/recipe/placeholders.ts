/** Fills the {placeholders} of a recipe's templates with answers and facts. */
import { byPurpose } from '../mailbox/by-purpose.ts'
import type { Mailbox } from '../mailbox/mailbox.ts'
import type { Setup } from '../setup/setup.ts'
import { chosen } from './conditions.ts'
import type { Question, Recipe } from './recipe.ts'

/** What a template may name besides the recipe's own questions. */
export const factNames = [
  'tenantId',
  'tenantName',
  'clientId',
  /** How many mailboxes send, in words: “3 mailboxes”. */
  'mailboxes',
  /** From addresses, comma separated. */
  'senders',
  /** How many mailboxes sign in, in words: a delegate counts once. */
  'signInMailboxes',
  /** Addresses that sign in, comma separated. */
  'signIns',
  /** The same as a PowerShell list: 'a@contoso.example', 'b@contoso.example'. */
  'signInList',
  /** Addresses that somebody else signs in for, comma separated. */
  'sharedMailboxes',
  /** Who signs in for a shared mailbox, comma separated. */
  'delegates',
  /** One line of PowerShell for each shared mailbox and its delegate. */
  'sendAsCommands',
  'recipient',
  'smtpHost',
  'smtpPort',
  /** Name of the registration. */
  'displayName',
] as const

const placeholder = /\{([A-Za-z][A-Za-z0-9-]{0,59})\}/g
/** The same with a quotation mark on each side, as commands have it. */
const place = /'\{([A-Za-z][A-Za-z0-9-]{0,59})\}'|\{([A-Za-z][A-Za-z0-9-]{0,59})\}/g

/** Names of the placeholders in a template, each once. */
export function placeholdersOf(template: string): string[] {
  return [...new Set([...template.matchAll(placeholder)].map((match) => match[1] ?? ''))]
}

/**
 * The template with its placeholders filled in. What nobody has answered yet stays visible as ‹name› and is listed
 * in `missing`. Values are put in as they are: braces in a value are text, not placeholders. Between two apostrophes
 * a template is a PowerShell literal, and an apostrophe in the value must not end it.
 */
export function fill(
  template: string,
  values: Readonly<Record<string, string>>,
): { text: string; missing: string[] } {
  const missing = new Set<string>()
  const text = template.replace(place, (_, quoted: string | undefined, bare: string | undefined) => {
    const name = quoted ?? bare ?? ''
    const known = Object.hasOwn(values, name) ? (values[name] ?? '') : ''
    if (known === '') missing.add(name)
    const value = known === '' ? `‹${name}›` : known
    return quoted === undefined ? value : powerShellText(value)
  })
  return { text, missing: [...missing] }
}

/**
 * Values for every placeholder that has one. A choice is filled in as its label, a flag as yes or no.
 * In a practice setup a text question nobody answered takes its example: nothing there is real, and the rehearsal
 * should not stop for a host name.
 */
export function placeholderValues(
  setup: Setup,
  recipe: Recipe,
  mailboxes: readonly Mailbox[],
): Record<string, string> {
  const values: Record<string, string> = {}
  const put = (name: string, value: string | null | undefined) => {
    if (value !== null && value !== undefined && value !== '') values[name] = value
  }
  for (const question of recipe.questions) put(question.id, answerText(question, setup))

  const { senders } = byPurpose(mailboxes)
  const delegated = senders.filter(isDelegated)
  const signIns = distinct(senders.map((mailbox) => mailbox.signInAs))
  put('tenantId', setup.tenantId)
  put('tenantName', setup.tenantName)
  put('clientId', setup.clientId)
  put('mailboxes', countOf(senders.length))
  put('senders', senders.map((mailbox) => mailbox.address).join(', '))
  put('signInMailboxes', countOf(signIns.length))
  put('signIns', signIns.join(', '))
  put('signInList', signIns.map(powerShellText).join(', '))
  put('sharedMailboxes', delegated.map((mailbox) => mailbox.address).join(', '))
  put('delegates', distinct(delegated.map((mailbox) => mailbox.signInAs)).join(', '))
  put('sendAsCommands', delegated.map(sendAsCommand).join('\n'))
  put('recipient', setup.recipient)
  put('smtpHost', setup.cloud.smtp.host)
  put('smtpPort', String(setup.cloud.smtp.port))
  const displayName = fill(recipe.registration.displayName, values)
  if (displayName.missing.length === 0) put('displayName', displayName.text)
  return values
}

/** True when somebody else signs in for this address, so that Send As is needed. @see reference 4.7 */
export function isDelegated(mailbox: Pick<Mailbox, 'address' | 'signInAs' | 'kind'>): boolean {
  return mailbox.kind !== 'user' || mailbox.address.toLowerCase() !== mailbox.signInAs.toLowerCase()
}

/** Text as a PowerShell literal; an apostrophe and its typographic sisters all end one, so all are doubled. */
export function powerShellText(text: string): string {
  return `'${text.replace(/['\u2018\u2019\u201a\u201b]/g, '$&$&')}'`
}

function sendAsCommand(mailbox: Mailbox): string {
  return `Add-RecipientPermission ${powerShellText(mailbox.address)} -Trustee ${powerShellText(mailbox.signInAs)} -AccessRights SendAs`
}

function answerText(question: Question, setup: Setup): string | null {
  const answer = Object.hasOwn(setup.answers, question.id) ? setup.answers[question.id] : undefined
  switch (question.type) {
    case 'text': {
      const given = typeof answer === 'string' && answer !== '' ? answer : question.default
      return given ?? (setup.practice === null ? null : (question.placeholder ?? null))
    }
    case 'choice': {
      const value = typeof answer === 'string' ? answer : question.default
      return question.options.find((option) => option.value === value)?.label ?? null
    }
    case 'choices': {
      const values = chosen(typeof answer === 'string' ? answer : question.default)
      const labels = question.options.filter(({ value }) => values.includes(value)).map(({ label }) => label)
      return labels.length === 0 ? null : labels.join(', ')
    }
    case 'flag':
      return (typeof answer === 'boolean' ? answer : question.default) ? 'yes' : 'no'
  }
}

function distinct(addresses: readonly string[]): string[] {
  const seen = new Map(addresses.map((address) => [address.toLowerCase(), address]))
  return [...seen.values()].filter((address) => address !== '')
}

function countOf(count: number): string {
  if (count === 0) return 'each mailbox'
  return count === 1 ? '1 mailbox' : `${count} mailboxes`
}
