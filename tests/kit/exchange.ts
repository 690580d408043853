/** Exchange as Read-Exchange.ps1 found it at Contoso: everything right, if nothing else is said. */
import type {
  ExchangeFacts,
  GroupFacts,
  Holder,
  MailboxFacts,
} from '../../src/domain/exchange/facts.schema.ts'
import type { ExchangeWanted } from '../../src/domain/exchange/wanted.ts'

export const sales = 'sales@contoso.example'
export const anna = 'anna@contoso.example'
export const appId = '11111111-2222-4333-8444-555555555555'
export const objectId = '99999999-2222-4333-8444-555555555555'
export const groupDn = 'CN=Senders,OU=contoso.example,DC=example'

export const read = <T>(value: T) => ({ state: 'read' as const, value })
export const notAsked = { state: 'not-asked' as const }
export const noRole = {
  state: 'unreadable' as const,
  trouble: { code: 'cmdlet-missing' as const, facts: { role: 'Organization Management' }, error: null },
}

export function holder(address: string, changes: Partial<Holder> = {}): Holder {
  return { shown: address, kind: 'recipient', address, id: null, ...changes }
}

export const sid = 'S-1-5-21-1111111111-2222222222-3333333333-1001'
export const gone = holder(sid, { kind: 'unresolved', address: null })

export function mailboxFacts(address: string, changes: Partial<MailboxFacts> = {}): MailboxFacts {
  return {
    id: '',
    guid: '',
    distinguishedName: `CN=${address}`,
    address,
    userPrincipalName: address,
    displayName: address,
    type: 'UserMailbox',
    addresses: [`SMTP:${address}`],
    hidden: false,
    isDirSynced: false,
    accountDisabled: false,
    sendOnBehalf: [],
    sentCopy: { sentAs: false, onBehalf: false, smtpSubmission: null },
    smtpAuth: read('on'),
    imap: read(true),
    ews: read(true),
    user: read({ licensed: true, usageLocation: 'DE', authenticationPolicy: null }),
    sendAs: read([holder(anna)]),
    fullAccess: read([]),
    ...changes,
  }
}

export function groupFacts(address: string, changes: Partial<GroupFacts> = {}): GroupFacts {
  return {
    id: '',
    address,
    displayName: 'Senders',
    kind: 'security',
    distinguishedName: groupDn,
    hidden: false,
    isDirSynced: false,
    sendOnBehalf: [],
    sendAs: read([holder(anna)]),
    members: read([{ address: anna, id: '', type: 'UserMailbox' }]),
    ...changes,
  }
}

export const found = <T>(facts: T) => ({ asked: null, found: 'found' as const, facts, trouble: null })

type Organisation = Extract<ExchangeFacts['organisation'], { state: 'read' }>['value']
export function organisation(changes: Partial<Organisation> = {}) {
  return read<Organisation>({
    name: 'Contoso',
    isDehydrated: false,
    ewsEnabled: true,
    ewsAllowedAppIds: read(null),
    ewsApplicationAccessPolicy: null,
    ewsAllowList: [],
    ewsBlockList: [],
    defaultAuthenticationPolicy: null,
    sendFromAlias: false,
    rejectDirectSend: false,
    ...changes,
  })
}

export function application(
  changes: Partial<ExchangeFacts['applications']> = {},
): ExchangeFacts['applications'] {
  return {
    servicePrincipals: read([{ appId, objectId, name: 'Product', sid: '' }]),
    scopes: read([{ name: 'Senders scope', filter: `MemberOfGroup -eq '${groupDn}'`, exclusive: false }]),
    assignments: read([assignment()]),
    accessPolicies: read([]),
    ...changes,
  }
}

export const assignment = (changes: { scope?: string | null; enabled?: boolean; role?: string } = {}) => ({
  name: 'May send',
  role: 'Application Mail.Send',
  objectId,
  scope: 'Senders scope' as string | null,
  scopeType: 'CustomRecipientScope',
  enabled: true,
  ...changes,
})

export function exchangeFacts(changes: Partial<ExchangeFacts> = {}): ExchangeFacts {
  return {
    organisation: organisation(),
    transport: read({ smtpAuthDisabled: true }),
    domains: notAsked,
    authenticationPolicies: read([]),
    mailboxes: [
      found(mailboxFacts(anna)),
      found(mailboxFacts(sales, { type: 'SharedMailbox', accountDisabled: true })),
    ],
    groups: [found(groupFacts('senders@contoso.example'))],
    applications: application(),
    tests: [],
    connectors: notAsked,
    hve: notAsked,
    cutShort: [],
    ...changes,
  }
}

/** EAP: Anna signs in and sends as herself. */
export function wantedOfEap(changes: Partial<ExchangeWanted> = {}): ExchangeWanted {
  return {
    transport: 'smtp-delegated',
    byApplication: false,
    smtpAuth: true,
    ews: false,
    senders: [{ address: anna, kind: 'user', signInAs: anna, rights: [] }],
    outside: [],
    clientId: appId,
    app: null,
    roles: [],
    appFullAccess: false,
    ...changes,
  }
}

/** Enate: the product sends by itself through Graph, within a group. */
export function wantedOfEnate(changes: Partial<ExchangeWanted> = {}): ExchangeWanted {
  return wantedOfEap({
    transport: 'graph-app',
    byApplication: true,
    smtpAuth: false,
    app: { appId, objectId, name: 'Product' },
    roles: [{ role: 'Application Mail.Send', group: 'Senders' }],
    ...changes,
  })
}
