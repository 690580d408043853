/** Fills the {placeholders} of a recipe's templates with answers and facts. */
import { appScope, authorityOf, graphScope, mailScope } from '../cloud/cloud.ts'
import { byPurpose, isDelegated } from '../mailbox/by-purpose.ts'
import type { Mailbox } from '../mailbox/mailbox.schema.ts'
import type { Setup } from '../setup/setup.schema.ts'
import { chosen, needed } from './conditions.ts'
import type { Question, Recipe } from './recipe.schema.ts'
import { powerShellText } from '../text/power-shell.ts'

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
  /** The one From address of a product that has a single field for it; of several “one of …”. */
  'oneSender',
  /** On a screen that exists once for each sender: whose it is. */
  'thisSender',
  /** The senders as a PowerShell list. */
  'senderList',
  /** Mailboxes whose calendar the product works with, comma separated, and as a PowerShell list. */
  'calendars',
  'calendarList',
  /** Addresses that sign in, comma separated. */
  'signIns',
  /** The one of them where a product has a single field; of several “one of …”. */
  'oneSignIn',
  /** The same as a PowerShell list: 'a@contoso.example', 'b@contoso.example'. */
  'signInList',
  /** Addresses that somebody else signs in for, comma separated. */
  'sharedMailboxes',
  /** The one that has a single field; groups, which hold no mail, are left out. And all of them as a PowerShell list. */
  'oneSharedMailbox',
  'sharedMailboxList',
  /** Who signs in for a shared mailbox, comma separated. */
  'delegates',
  /** One line of PowerShell for each shared mailbox and its delegate. */
  'sendAsCommands',
  /** The same for Full Access. */
  'fullAccessCommands',
  'recipient',
  'smtpHost',
  'smtpPort',
  /** Name of the registration. */
  'displayName',
  /** Sign-in address of the cloud, without a tenant. */
  'signInAddress',
  /** Where the tenant's tokens come from, and where people sign in. */
  'tokenEndpoint',
  'authoriseEndpoint',
  /** Where an administrator consents to an application of another organisation. */
  'adminConsentEndpoint',
  /** What a token for SMTP, for Graph and for Exchange as an application is asked for with in this cloud. */
  'smtpScope',
  'graphAppScope',
  'graphSendScope',
  'exchangeAppScope',
  /** Opens an Exchange Online PowerShell session in this cloud. */
  'connectExchange',
  /** One line of PowerShell for each role that holds the application to the group of the setup. */
  'roleCommands',
  /** The permissions those roles replace, comma separated. */
  'replacedPermissions',
] as const

/** Those that come from the list of mailboxes: without a value, somebody has to be named there. */
export const factsOfMailboxes: ReadonlySet<string> = new Set<(typeof factNames)[number]>([
  'mailboxes',
  'senders',
  'signInMailboxes',
  'oneSender',
  'thisSender',
  'senderList',
  'calendars',
  'calendarList',
  'signIns',
  'oneSignIn',
  'signInList',
  'sharedMailboxes',
  'oneSharedMailbox',
  'sharedMailboxList',
  'delegates',
  'sendAsCommands',
  'fullAccessCommands',
  'recipient',
])

/** Facts whose text holds placeholders itself: written here, never by a person. */
const composed: readonly string[] = ['roleCommands']

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
    if (known !== '' && composed.includes(name)) {
      const inner = fill(known, values)
      for (const one of inner.missing) missing.add(one)
      return inner.text
    }
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

  const { senders, calendars } = byPurpose(mailboxes)
  const delegated = senders.filter(isDelegated)
  const shared = delegated.filter(({ kind }) => kind !== 'group')
  const signIns = distinct(senders.map((mailbox) => mailbox.signInAs))
  put('tenantId', setup.tenantId)
  put('tenantName', setup.tenantName)
  put('clientId', setup.clientId)
  put('mailboxes', countOf(senders.length))
  put('senders', senders.map((mailbox) => mailbox.address).join(', '))
  put('oneSender', oneOf(distinct(senders.map((mailbox) => mailbox.address))))
  put('senderList', senders.map((mailbox) => powerShellText(mailbox.address)).join(', '))
  put('calendars', calendars.map((mailbox) => mailbox.address).join(', '))
  put('calendarList', calendars.map((mailbox) => powerShellText(mailbox.address)).join(', '))
  put('oneSignIn', oneOf(signIns))
  put('signInMailboxes', countOf(signIns.length))
  put('signIns', signIns.join(', '))
  put('signInList', signIns.map(powerShellText).join(', '))
  put('sharedMailboxes', delegated.map((mailbox) => mailbox.address).join(', '))
  put('delegates', distinct(delegated.map((mailbox) => mailbox.signInAs)).join(', '))
  put('sendAsCommands', delegated.map(sendAsCommand).join('\n'))
  put('oneSharedMailbox', oneOf(shared.map((mailbox) => mailbox.address)))
  put('sharedMailboxList', shared.map((mailbox) => powerShellText(mailbox.address)).join(', '))
  put('fullAccessCommands', shared.map(fullAccessCommand).join('\n'))
  put('recipient', setup.recipient)
  put('smtpHost', setup.cloud.smtp.host)
  put('smtpPort', String(setup.cloud.smtp.port))
  for (const [name, value] of Object.entries(cloudFacts(setup))) put(name, value)
  const roles = needed(recipe.scoping?.roles ?? [], setup.answers, recipe)
  const withinGroup = roles.filter(({ group }) => group === undefined)
  put('roleCommands', withinGroup.map(({ name }) => roleCommand(name)).join('\n'))
  put('replacedPermissions', withinGroup.map(({ replaces }) => replaces).join(', '))
  const displayName = fill(recipe.registration.displayName, values)
  if (displayName.missing.length === 0) put('displayName', displayName.text)
  return values
}

function cloudFacts({ cloud, tenantId }: Setup): Record<string, string> {
  const authority = tenantId === null ? null : authorityOf(cloud, tenantId)
  const environment = cloud.exchangeEnvironment ?? 'O365Default'
  return {
    ...(authority === null
      ? {}
      : {
          tokenEndpoint: `${authority}/oauth2/v2.0/token`,
          authoriseEndpoint: `${authority}/oauth2/v2.0/authorize`,
          adminConsentEndpoint: `${authority}/adminconsent`,
        }),
    // a practice tenant lives at an address of this PC, which no redirect URI should name
    signInAddress:
      cloud.kind === 'practice' ? 'https://login.microsoftonline.com' : new URL(cloud.authority).origin,
    smtpScope: mailScope(cloud, 'SMTP.Send'),
    graphAppScope: appScope(cloud, 'graph'),
    graphSendScope: graphScope(cloud, 'Mail.Send'),
    exchangeAppScope: appScope(cloud, 'exchange'),
    connectExchange:
      environment === 'O365Default'
        ? 'Connect-ExchangeOnline'
        : `Connect-ExchangeOnline -ExchangeEnvironmentName ${environment}`,
  }
}

function roleCommand(role: string): string {
  const short = role.replace(/^Application /, '')
  return `New-ManagementRoleAssignment -Name '{scope-group} ${short}' -Role '${role}' -App {enterprise-object-id} -CustomResourceScope '{scope-group} scope'`
}

function oneOf(addresses: readonly string[]): string {
  return addresses.length > 1 ? `one of ${addresses.join(', ')}` : (addresses[0] ?? '')
}

function sendAsCommand(mailbox: Mailbox): string {
  return `Add-RecipientPermission ${powerShellText(mailbox.address)} -Trustee ${powerShellText(mailbox.signInAs)} -AccessRights SendAs`
}

function fullAccessCommand(mailbox: Mailbox): string {
  return `Add-MailboxPermission ${powerShellText(mailbox.address)} -User ${powerShellText(mailbox.signInAs)} -AccessRights FullAccess -InheritanceType All`
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
