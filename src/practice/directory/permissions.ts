/**
 * The permissions this tenant knows and how a scope string names one.
 * @see reference 3.1, 3.3, 3.4
 */
import { graphApplicationFamilies } from './graph-application-names.ts'
import { graphDelegatedFamilies } from './graph-delegated-names.ts'

/** `self`: the application's own token, which is what it hands in to act on behalf of the person. */
export type ResourceId = 'graph' | 'exchange' | 'openid' | 'self'
export interface Permission {
  resource: ResourceId
  value: string
  /** what the consent page says */
  title: string
  /** an ordinary user may agree even under the Microsoft-managed policy (reference 1.6) */
  harmless: boolean
}

const row = (resource: ResourceId, value: string, title: string, harmless = false): Permission => ({
  resource,
  value,
  title,
  harmless,
})

/** Those whose words on the consent page matter here. */
const worded: readonly Permission[] = [
  row('openid', 'openid', 'Sign you in', true),
  row('openid', 'profile', 'View your basic profile', true),
  row('openid', 'email', 'View your email address', true),
  row('openid', 'offline_access', 'Maintain access to data you have given it access to', true),
  row('graph', 'User.Read', 'Sign you in and read your profile', true),
  row('graph', 'User.ReadBasic.All', "Read all users' basic profiles"),
  row('graph', 'Mail.Send', 'Send mail as you'),
  row('graph', 'Mail.Send.Shared', 'Send mail on behalf of others or yourself'),
  row('graph', 'Mail.Read', 'Read your mail'),
  row('graph', 'Mail.Read.Shared', 'Read mail you can access'),
  row('graph', 'Mail.ReadWrite', 'Read and write access to your mail'),
  row('graph', 'Mail.ReadWrite.Shared', 'Read and write mail you can access'),
  row('graph', 'MailboxFolder.ReadWrite', 'Read and write your mailbox folders'),
  row('graph', 'ExchangeMessageTrace.Read.All', 'Read Exchange message traces'),
  ...(['graph', 'exchange'] as const).flatMap((resource) => [
    row(resource, 'SMTP.Send', 'Send emails from your mailbox using SMTP AUTH'),
    row(resource, 'IMAP.AccessAsUser.All', 'Read and write access to your mail by IMAP'),
    row(resource, 'POP.AccessAsUser.All', 'Read and write access to your mail by POP'),
    row(resource, 'EWS.AccessAsUser.All', 'Access your mailboxes by Exchange Web Services'),
  ]),
  row('exchange', 'Mail.Send', 'Send mail as you'),
]

/** Office 365 Exchange Online, whose list nobody has published: from community dumps. @see reference 3.3 */
const exchangeDelegated =
  'Calendars.Read Calendars.ReadWrite Contacts.Read Contacts.ReadWrite Exchange.AdminAPI.Manage Exchange.Manage Exchange.ManageV2 Group.Read.All Group.ReadWrite.All Mail.Read Mail.ReadWrite MailboxSettings.Read MailboxSettings.ReadWrite Tasks.Read Tasks.ReadWrite User.Read User.ReadBasic.All'.split(
    ' ',
  )
const exchangeApplication =
  'Calendars.Read Calendars.ReadWrite.All Contacts.Read Contacts.ReadWrite Exchange.AdminAPI.ManageAsApp Exchange.ManageAsApp Exchange.ManageAsAppV2 IMAP.AccessAsApp Mail.Read Mail.ReadWrite Mail.Send MailboxSettings.Read MailboxSettings.ReadWrite POP.AccessAsApp SMTP.SendAsApp Tasks.Read Tasks.ReadWrite full_access_as_app'.split(
    ' ',
  )

/** 'Mail: Read Send;' → Mail.Read, Mail.Send */
function namesOf(families: string): string[] {
  return families.split(';').flatMap((line) => {
    const [family = '', rest = ''] = line.trim().split(/:\s+/)
    return rest
      .split(/\s+/)
      .flatMap((more) => (more === '' ? [] : more === '-' ? family : `${family}.${more}`))
  })
}

/** Every delegated permission there is: one that exists may be asked for, whether anything here uses it or not. */
export const delegatedPermissions: readonly Permission[] = [
  ...worded,
  ...[...namesOf(graphDelegatedFamilies), 'openid', 'profile', 'email', 'offline_access']
    .filter((value) => !worded.some((known) => known.resource !== 'exchange' && known.value === value))
    .map((value) => row('graph', value, value)),
  ...exchangeDelegated.map((value) => row('exchange', value, value)),
]

/** Names of application permissions an administrator may put on a registration. @see reference 3.2, 3.3 */
export const applicationPermissions: Readonly<Record<'graph' | 'exchange', readonly string[]>> = {
  graph: namesOf(graphApplicationFamilies),
  exchange: exchangeApplication,
}

export const openIdScopes: readonly string[] = ['openid', 'profile', 'email', 'offline_access']

/** Listed under Microsoft Graph in the portal, yet issued for the Outlook resource. @see reference 3.4 */
const sharedValues = new Set([
  'SMTP.Send',
  'IMAP.AccessAsUser.All',
  'POP.AccessAsUser.All',
  'EWS.AccessAsUser.All',
])

export const resourceAppIds = {
  graph: '00000003-0000-0000-c000-000000000000',
  exchange: '00000002-0000-0ff1-ce00-000000000000',
} as const
const resources: readonly { id: 'graph' | 'exchange'; uri: string }[] = [
  { id: 'graph', uri: 'https://graph.microsoft.com' },
  { id: 'graph', uri: resourceAppIds.graph },
  { id: 'exchange', uri: 'https://outlook.office.com' },
  { id: 'exchange', uri: 'https://outlook.office365.com' },
  // the name under which consent to POP and IMAP for applications is asked for (reference 2.5)
  { id: 'exchange', uri: 'https://ps.outlook.com' },
  { id: 'exchange', uri: resourceAppIds.exchange },
]
export const graphAudiences: readonly string[] = resources.filter((r) => r.id === 'graph').map((r) => r.uri)
export const exchangeAudiences: readonly string[] = resources
  .filter((r) => r.id === 'exchange')
  .map((r) => r.uri)

/** The resource an address or id names; a slash at its end makes no difference. */
export function parseResource(uri: string): { id: 'graph' | 'exchange'; uri: string } | undefined {
  const wanted = uri.replace(/\/$/, '').toLowerCase()
  return resources.find((known) => known.uri === wanted)
}

export interface Scope {
  /** as the client wrote it */
  text: string
  resource: ResourceId
  /** what becomes `aud`; undefined for openid and its companions */
  audience: string | undefined
  /** '.default' or the name of a permission */
  value: string
}
export type ScopeProblem =
  | { kind: 'malformed'; text: string }
  | { kind: 'default-and-named'; text: string }
  | { kind: 'unknown-resource'; text: string; resource: string }
  | { kind: 'unknown-permission'; text: string; value: string; resource: 'graph' | 'exchange' }
export type ParsedScopes = { ok: true; scopes: Scope[] } | { ok: false; problem: ScopeProblem }

/** @param self the client's own id, under which it may ask for a token for itself */
export function parseScopes(text: string, self?: string): ParsedScopes {
  const scopes: Scope[] = []
  for (const item of text.split(' ').filter((part) => part !== '')) {
    const parsed = parseScope(item, self)
    if ('kind' in parsed) return { ok: false, problem: parsed }
    if (!scopes.some((scope) => scope.text === parsed.text)) scopes.push(parsed)
  }
  const named = scopes.filter(({ audience }) => audience !== undefined)
  const all = named.filter(({ value }) => value === '.default')
  if (all.length > 0 && all.length < named.length)
    return { ok: false, problem: { kind: 'default-and-named', text: text.trim() } }
  return { ok: true, scopes }
}

function parseScope(text: string, self: string | undefined): Scope | ScopeProblem {
  if (/[^\x21\x23-\x5b\x5d-\x7e]/.test(text) || text.includes(',')) return { kind: 'malformed', text }
  const openid = openIdScopes.find((name) => name === text.toLowerCase())
  if (openid !== undefined) return { text, resource: 'openid', audience: undefined, value: openid }
  const slash = text.lastIndexOf('/')
  // a name without a resource means Microsoft Graph
  const uri = slash < 0 ? 'https://graph.microsoft.com' : text.slice(0, slash).replace(/\/$/, '')
  const value = text.slice(slash + 1)
  if (slash >= 0 && !/^https?:\/\/[^/]+|^[0-9a-f-]{36}$/i.test(uri)) return { kind: 'malformed', text }
  // an application may name itself by its GUID and by nothing else (AADSTS90009)
  if (self !== undefined && uri.toLowerCase() === self && value === '.default')
    return { text, resource: 'self', audience: self, value }
  const resource = parseResource(uri)
  if (resource === undefined) return { kind: 'unknown-resource', text, resource: uri }
  if (value === '.default') return { text, resource: resource.id, audience: resource.uri, value }
  const permission = findDelegated(resource.id, value)
  if (permission === undefined) return { kind: 'unknown-permission', text, value, resource: resource.id }
  return { text, resource: resource.id, audience: resource.uri, value: permission.value }
}

const delegatedByName = new Map(
  delegatedPermissions.map((permission) => [
    `${permission.resource} ${permission.value.toLowerCase()}`,
    permission,
  ]),
)

export function findDelegated(resource: ResourceId, value: string): Permission | undefined {
  return delegatedByName.get(`${resource} ${value.toLowerCase()}`)
}

export interface GrantedPermission {
  resource: string
  value: string
}

/** Does an agreed permission cover the one that is asked for? SMTP.Send of Graph covers Exchange's and back. */
export function covers(granted: GrantedPermission, asked: GrantedPermission): boolean {
  if (granted.value !== asked.value) return false
  return granted.resource === asked.resource || sharedValues.has(asked.value)
}
