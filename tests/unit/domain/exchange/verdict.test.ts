/** An administrator reads which layer keeps a mailbox from sending: a wrong name sends her to the wrong switch. */
import { describe, expect, it, test } from 'vitest'
import { readEntraSide } from '../../../../src/domain/exchange/entra-side.schema.ts'
import type { ExchangeFacts, MailboxFacts } from '../../../../src/domain/exchange/facts.schema.ts'
import type { FindingCode, Layer } from '../../../../src/domain/exchange/finding.ts'
import { verdicts, type Verdict } from '../../../../src/domain/exchange/verdict.ts'
import type { ExchangeWanted, Right } from '../../../../src/domain/exchange/wanted.ts'
import { en } from '../../../../src/words/en.ts'
import {
  anna,
  appId,
  application,
  assignment,
  exchangeFacts,
  found,
  gone,
  groupFacts,
  holder,
  mailboxFacts,
  noRole,
  notAsked,
  organisation,
  read,
  sales,
  wantedOfEap,
  wantedOfEnate,
} from '../../../kit/exchange.ts'

type Expected = readonly [state: Verdict['state'], layer: Layer | null, ...codes: FindingCode[]]

function first(wanted: ExchangeWanted, facts: ExchangeFacts): Verdict {
  const [one] = verdicts(wanted, facts)
  if (one === undefined) throw new Error('one verdict a mailbox')
  return one
}

function proves(wanted: ExchangeWanted, facts: ExchangeFacts, [state, layer, ...codes]: Expected) {
  const verdict = first(wanted, facts)
  expect({ state: verdict.state, layer: verdict.layer }, JSON.stringify(verdict.findings)).toEqual({
    state,
    layer,
  })
  expect(verdict.findings.map(({ code }) => code)).toEqual(expect.arrayContaining(codes))
  for (const one of verdict.findings) expect(en.exchange.sayFinding(one, 'cli')).toMatch(/^[^{}]{20,}\.$/)
}

describe('Authenticated SMTP: the tenant’s switch, the mailbox’s own, and what could not be read', () => {
  const off = { smtpAuthDisabled: true }
  const on = { smtpAuthDisabled: false }
  const rows: [string, ExchangeFacts['transport'], MailboxFacts['smtpAuth'], Expected][] = [
    ['off, on', read(off), read('on'), ['good', null]],
    ['off, off', read(off), read('off'), ['blocked', 'mailbox-smtp-auth', 'smtp-off-by-mailbox']],
    ['off, inherits', read(off), read('inherit'), ['blocked', 'tenant-smtp-auth', 'smtp-off-by-tenant']],
    ['on, on', read(on), read('on'), ['good', null]],
    ['on, off', read(on), read('off'), ['blocked', 'mailbox-smtp-auth', 'smtp-off-by-mailbox']],
    ['on, inherits', read(on), read('inherit'), ['good', null]],
    ['unreadable, on', noRole, read('on'), ['good', null]],
    ['unreadable, off', noRole, read('off'), ['blocked', 'mailbox-smtp-auth']],
    ['unreadable, inherits', noRole, read('inherit'), ['unknown', null, 'unread']],
    ['empty, inherits', read({ smtpAuthDisabled: null }), read('inherit'), ['unknown', null, 'unread']],
    ['off, unreadable', read(off), noRole, ['unknown', null, 'unread']],
    ['on, not asked', read(on), notAsked, ['unknown', null, 'unread']],
  ]
  test.each(rows)('tenant and mailbox: %s', (_, transport, smtpAuth, expected) => {
    const mailboxes = [found(mailboxFacts(anna, { smtpAuth }))]
    proves(wantedOfEap(), exchangeFacts({ transport, mailboxes }), expected)
  })
})

describe('the account that signs in', () => {
  const user = (changes: object) =>
    read({ licensed: true, usageLocation: 'DE', authenticationPolicy: null, ...changes })
  const policy = { name: 'No legacy', distinguishedName: 'CN=No legacy', allowBasicAuthSmtp: false }
  const rows: [string, Partial<MailboxFacts>, Partial<ExchangeFacts>, Expected][] = [
    ['no licence', { user: user({ licensed: false }) }, {}, ['blocked', 'licence', 'unlicensed']],
    ['licence unreadable', { user: noRole }, {}, ['unknown', null, 'unread']],
    ['licence empty', { user: user({ licensed: null }) }, {}, ['unknown', null, 'unread']],
    [
      'a shared mailbox without a licence',
      { type: 'SharedMailbox', user: user({ licensed: false }) },
      {},
      ['good', null],
    ],
    ['sign-in blocked', { accountDisabled: true }, {}, ['blocked', 'mailbox', 'account-disabled']],
    ['sign-in unknown', { accountDisabled: null }, {}, ['good', null]],
    ['hidden', { hidden: true }, {}, ['good', null]],
    [
      'own policy against passwords',
      { user: user({ authenticationPolicy: 'No legacy' }) },
      { authenticationPolicies: read([policy]) },
      ['good', null, 'policy-blocks-passwords'],
    ],
    [
      'the organisation’s policy against passwords',
      {},
      {
        authenticationPolicies: read([policy]),
        organisation: organisation({ defaultAuthenticationPolicy: 'CN=No legacy' }),
      },
      ['good', null, 'policy-blocks-passwords', 'security-defaults-elsewhere'],
    ],
    [
      'a policy that allows passwords',
      { user: user({ authenticationPolicy: 'No legacy' }) },
      { authenticationPolicies: read([{ ...policy, allowBasicAuthSmtp: true }]) },
      ['good', null],
    ],
    [
      'licence and switch off: the licence comes first',
      { user: user({ licensed: false }), smtpAuth: read('off') },
      {},
      ['blocked', 'licence', 'unlicensed', 'smtp-off-by-mailbox'],
    ],
  ]
  test.each(rows)('%s', (_, mailbox, facts, expected) => {
    const mailboxes = [found(mailboxFacts(anna, mailbox))]
    proves(wantedOfEap(), exchangeFacts({ mailboxes, ...facts }), expected)
  })

  it('is told what audit has read of security defaults, which stop passwords and not OAuth', () => {
    const say = (entra: Parameters<typeof verdicts>[2]) => {
      const [verdict] = verdicts(wantedOfEap(), exchangeFacts(), entra)
      const one = verdict?.findings.find(({ layer }) => layer === 'security-defaults')
      return [verdict?.state, one?.code, one === undefined ? '' : en.exchange.sayFinding(one, 'window')]
    }
    const at = '2026-11-27T09:00:00.000Z'
    expect(say(null)).toEqual([
      'good',
      'security-defaults-elsewhere',
      expect.stringContaining('cannot be told from here') as string,
    ])
    expect(say({ at, securityDefaults: true, application: null, consents: null })).toEqual([
      'good',
      'security-defaults-on',
      expect.stringMatching(/were on when the registration was read on .*2026.*test one mailbox/) as string,
    ])
    expect(say({ at, securityDefaults: false, application: null, consents: null })[1]).toBe(
      'security-defaults-off',
    )
    // kept as text: what an older or damaged store holds is not known
    for (const text of [null, '', '{', '{"at":"soon","securityDefaults":true}'])
      expect(readEntraSide(text)).toBe(null)
    // of an audit before consents were kept
    expect(readEntraSide(JSON.stringify({ at, securityDefaults: true, application: null }))).toEqual({
      at,
      securityDefaults: true,
      application: null,
      consents: null,
    })
  })

  const missing = (state: 'missing' | 'ambiguous' | 'unreadable') => ({
    asked: { address: anna, id: null },
    found: state,
    facts: null,
    trouble: null,
  })
  const absent: [string, ExchangeFacts['mailboxes'], Expected][] = [
    ['does not exist', [missing('missing')], ['blocked', 'mailbox', 'mailbox-missing']],
    ['is there twice', [missing('ambiguous')], ['blocked', 'mailbox', 'mailbox-ambiguous']],
    ['could not be read', [missing('unreadable')], ['unknown', null, 'unread']],
    ['was never asked for', [], ['unknown', null, 'unread']],
  ]
  test.each(absent)('a mailbox that %s', (_, mailboxes, expected) => {
    proves(wantedOfEap(), exchangeFacts({ mailboxes }), expected)
  })

  it('is not called missing where Exchange cut its lists short', () => {
    const facts = exchangeFacts({ mailboxes: [missing('missing')], cutShort: ['Get-Mailbox'] })
    proves(wantedOfEap(), facts, ['unknown', null, 'mailbox-missing'])
  })
})

describe('Anna sends for the shared mailbox', () => {
  const other = holder('boss@contoso.example')
  const holding = holder('senders@contoso.example')
  const strangers = holder('strangers@contoso.example')
  const nested = holder('all-teams@contoso.example')
  const smtp = 'smtp-delegated' as const
  const graph = 'graph-delegated' as const
  const as: Right[] = ['send-as']
  const both: Right[] = ['send-as', 'full-access']
  const rows: [string, ExchangeWanted['transport'], Right[], Partial<MailboxFacts>, Expected][] = [
    ['Send As', smtp, as, {}, ['good', null]],
    ['Send As in capitals', smtp, as, { sendAs: read([holder(anna.toUpperCase())]) }, ['good', null]],
    ['nothing', smtp, as, { sendAs: read([]) }, ['blocked', 'send-as', 'send-as-missing']],
    [
      'Send on Behalf alone, over SMTP',
      smtp,
      as,
      { sendAs: read([]), sendOnBehalf: [holder(anna)] },
      ['blocked', 'send-as', 'send-as-missing'],
    ],
    [
      'Full Access alone, over SMTP',
      smtp,
      as,
      { sendAs: read([]), fullAccess: read([holder(anna)]) },
      ['blocked', 'send-as', 'send-as-missing', 'full-access-not-needed'],
    ],
    ['both rights', smtp, as, { sendOnBehalf: [holder(anna)] }, ['good', null, 'both-rights']],
    [
      'Send As and Full Access by habit',
      smtp,
      as,
      { fullAccess: read([holder(anna)]) },
      ['good', null, 'full-access-not-needed'],
    ],
    ['Send As through a group', smtp, as, { sendAs: read([holding]) }, ['good', null]],
    [
      'Send As of a group nobody read',
      smtp,
      as,
      { sendAs: read([strangers]) },
      ['unknown', null, 'right-perhaps'],
    ],
    [
      'Send As of an ambiguous name',
      smtp,
      as,
      { sendAs: read([{ ...other, kind: 'ambiguous', address: null }]) },
      ['unknown', null, 'right-perhaps'],
    ],
    [
      'Send As of a group in which there is another group',
      smtp,
      as,
      { sendAs: read([nested]) },
      ['unknown', null, 'right-perhaps'],
    ],
    ['Send As of nobody', smtp, as, { sendAs: read([gone]) }, ['blocked', 'send-as', 'orphaned-right']],
    [
      'Send As beside a SID of nobody',
      smtp,
      as,
      { sendAs: read([holder(anna), gone]) },
      ['good', null, 'orphaned-right'],
    ],
    ['Send As unreadable', smtp, as, { sendAs: noRole }, ['unknown', null, 'unread']],
    ['hidden from lists', smtp, as, { hidden: true }, ['good', null, 'hidden-from-lists']],
    [
      'Send on Behalf alone, over Graph',
      graph,
      as,
      { sendAs: read([]), sendOnBehalf: [holder(anna)] },
      ['good', null, 'send-on-behalf-only'],
    ],
    ['nothing, over Graph', graph, as, { sendAs: read([]) }, ['blocked', 'send-as', 'no-sending-right']],
    [
      'Send As unreadable, Send on Behalf there, over Graph',
      graph,
      as,
      { sendAs: noRole, sendOnBehalf: [holder(anna)] },
      ['good', null],
    ],
    [
      'an unknown delegate, over Graph',
      graph,
      as,
      { sendAs: read([]), sendOnBehalf: [strangers] },
      ['unknown', null, 'right-perhaps'],
    ],
    [
      'replies to be read, no Full Access',
      graph,
      both,
      {},
      ['blocked', 'full-access', 'full-access-missing'],
    ],
    ['replies to be read, Full Access', graph, both, { fullAccess: read([holder(anna)]) }, ['good', null]],
    [
      'replies to be read, Full Access unreadable',
      graph,
      both,
      { fullAccess: noRole },
      ['unknown', null, 'unread'],
    ],
  ]
  test.each(rows)('%s', (_, transport, rights, shared, expected) => {
    const wanted = wantedOfEap({
      transport,
      smtpAuth: transport === smtp,
      senders: [{ address: sales, kind: 'shared', signInAs: anna, rights }],
    })
    const mailboxes = [
      found(mailboxFacts(anna)),
      found(mailboxFacts(sales, { type: 'SharedMailbox', accountDisabled: true, ...shared })),
    ]
    const inside = read([{ address: 'team@contoso.example', id: '', type: 'MailUniversalSecurityGroup' }])
    const groups = [
      ...exchangeFacts().groups,
      found(groupFacts('all-teams@contoso.example', { members: inside })),
    ]
    proves(wanted, exchangeFacts({ mailboxes, groups }), expected)
  })

  const group = (changes: object, expected: Expected) => {
    const address = 'team@contoso.example'
    proves(
      wantedOfEap({ senders: [{ address, kind: 'group', signInAs: anna, rights: as }] }),
      exchangeFacts({ groups: [found(groupFacts(address, changes))] }),
      expected,
    )
  }
  it('or for a group, which cannot be opened and needs Send As all the same', () => {
    group({}, ['good', null])
    group({ sendAs: read([]) }, ['blocked', 'send-as', 'send-as-missing'])
    group({ sendAs: noRole }, ['unknown', null, 'unread'])
  })
})

describe('a product that sends by itself: roles and access policies are two layers of one answer', () => {
  const out = read([{ address: sales, id: '', type: 'UserMailbox' }])
  const elsewhere = [found(groupFacts('senders@contoso.example', { members: out }))]
  const tested = (inScope: boolean | null) => [
    {
      appId,
      mailbox: anna,
      roles: read([{ role: 'Application Mail.Send', scope: 'Senders scope', inScope }]),
    },
  ]
  const policy = (right: string, scopeName = 'Senders') =>
    read([
      {
        identity: 'p',
        appIds: [appId],
        right,
        scopeName,
        scopeIdentity: scopeName,
        description: '',
        isValid: true,
      },
    ])
  const apps = (changes: Partial<ExchangeFacts['applications']>) => ({ applications: application(changes) })
  const rows: [string, Partial<ExchangeWanted>, Partial<ExchangeFacts>, Expected][] = [
    ['a role within the scope', {}, {}, ['good', null]],
    [
      'not registered',
      {},
      apps({ servicePrincipals: read([]) }),
      ['blocked', 'service-principal', 'not-registered'],
    ],
    ['registration unreadable', {}, apps({ servicePrincipals: noRole }), ['unknown', null, 'unread']],
    [
      'the registration’s object ID instead of the Enterprise application’s',
      { app: { appId, objectId: appId, name: 'Product' } },
      {},
      ['blocked', 'service-principal', 'other-object-id'],
    ],
    ['client ID not known', { clientId: null }, {}, ['unknown', null, 'application-unknown']],
    ['no role', {}, apps({ assignments: read([]) }), ['blocked', 'role', 'role-missing']],
    [
      'another role',
      {},
      apps({ assignments: read([assignment({ role: 'Application Mail.Read' })]) }),
      ['blocked', 'role', 'role-missing'],
    ],
    [
      'role disabled',
      {},
      apps({ assignments: read([assignment({ enabled: false })]) }),
      ['blocked', 'role', 'role-off'],
    ],
    [
      'role without a scope',
      {},
      apps({ assignments: read([assignment({ scope: null })]) }),
      ['good', null, 'role-unlimited'],
    ],
    ['roles unreadable', {}, apps({ assignments: noRole }), ['unknown', null, 'unread']],
    ['not in the group', {}, { groups: elsewhere }, ['blocked', 'scope', 'out-of-scope']],
    [
      'Exchange’s own test says yes, whatever the group',
      {},
      { groups: elsewhere, tests: tested(true) },
      ['good', null],
    ],
    [
      'Exchange’s own test says no, whatever the group',
      {},
      { tests: tested(false) },
      ['blocked', 'scope', 'out-of-scope'],
    ],
    ['the test did not run', {}, { tests: tested(null) }, ['good', null]],
    [
      'members unreadable',
      {},
      { groups: [found(groupFacts('senders@contoso.example', { members: noRole }))] },
      ['unknown', null, 'unread'],
    ],
    ['a scope of another kind', {}, { groups: [] }, ['unknown', null, 'unread']],
    ['scopes unreadable', {}, apps({ scopes: noRole }), ['unknown', null, 'unread']],
    [
      'a role in scope, and a policy that leaves the mailbox out',
      {},
      { tests: tested(true), groups: elsewhere, ...apps({ accessPolicies: policy('RestrictAccess') }) },
      ['good', null, 'policy-leaves-out'],
    ],
    [
      'a role in scope, and a policy that denies',
      {},
      apps({ accessPolicies: policy('DenyAccess') }),
      ['good', null, 'policy-denies'],
    ],
    ['no limit wanted, no policy', { roles: [] }, {}, ['good', null, 'consent-elsewhere']],
    [
      'no limit wanted, a policy that allows',
      { roles: [] },
      apps({ accessPolicies: policy('RestrictAccess') }),
      ['good', null],
    ],
    [
      'no limit wanted, a policy that leaves out',
      { roles: [] },
      { groups: elsewhere, ...apps({ accessPolicies: policy('RestrictAccess') }) },
      ['blocked', 'access-policy', 'policy-leaves-out'],
    ],
    [
      'no limit wanted, a policy that denies',
      { roles: [] },
      apps({ accessPolicies: policy('DenyAccess') }),
      ['blocked', 'access-policy', 'policy-denies'],
    ],
    [
      'no limit wanted, a policy of a group nobody read',
      { roles: [] },
      apps({ accessPolicies: policy('RestrictAccess', 'Others') }),
      ['unknown', null, 'unread'],
    ],
    [
      'no limit wanted, policies unreadable',
      { roles: [] },
      apps({ accessPolicies: noRole }),
      ['unknown', null, 'unread'],
    ],
    [
      'SMTP without a role, no Full Access',
      { roles: [], appFullAccess: true, transport: 'smtp-app' },
      {},
      ['blocked', 'full-access', 'full-access-missing'],
    ],
    [
      'SMTP, mailbox switch off',
      { smtpAuth: true, transport: 'smtp-app' },
      { mailboxes: [found(mailboxFacts(anna, { smtpAuth: read('off') }))] },
      ['blocked', 'mailbox-smtp-auth'],
    ],
    [
      'a person’s mailbox without a licence',
      {},
      {
        mailboxes: [
          found(
            mailboxFacts(anna, {
              user: read({ licensed: false, usageLocation: null, authenticationPolicy: null }),
            }),
          ),
        ],
      },
      ['blocked', 'licence', 'unlicensed'],
    ],
    [
      'SMTP without a role, Full Access missing, and a policy of no concern to SMTP',
      { roles: [], appFullAccess: true, transport: 'smtp-app' },
      { groups: elsewhere, ...apps({ accessPolicies: policy('RestrictAccess') }) },
      ['blocked', 'full-access', 'full-access-missing'],
    ],
    [
      'EWS off for the organisation, and a policy that denies: EWS is asked first',
      { ews: true, roles: [] },
      {
        organisation: organisation({ ewsEnabled: false }),
        ...apps({ accessPolicies: policy('DenyAccess') }),
      },
      ['blocked', 'ews-organisation', 'ews-off', 'policy-denies'],
    ],
    [
      'EWS off for the organisation',
      { ews: true },
      { organisation: organisation({ ewsEnabled: false }) },
      ['blocked', 'ews-organisation', 'ews-off'],
    ],
    [
      'EWS not decided',
      { ews: true },
      { organisation: organisation({ ewsEnabled: null }) },
      ['unknown', null, 'ews-undecided'],
    ],
    [
      'EWS list without it',
      { ews: true },
      { organisation: organisation({ ewsAllowedAppIds: read(['other']) }) },
      ['blocked', 'ews-list', 'ews-not-listed'],
    ],
    [
      'EWS list with it',
      { ews: true },
      { organisation: organisation({ ewsAllowedAppIds: read([appId.toUpperCase()]) }) },
      ['good', null],
    ],
    [
      'EWS list unreadable',
      { ews: true },
      { organisation: organisation({ ewsAllowedAppIds: noRole }) },
      ['unknown', null, 'unread'],
    ],
    [
      'EWS off for the mailbox',
      { ews: true },
      { mailboxes: [found(mailboxFacts(anna, { ews: read(false) }))] },
      ['blocked', 'ews-mailbox', 'ews-off-by-mailbox'],
    ],
  ]
  test.each(rows)('%s', (_, wanted, facts, expected) => {
    proves(wantedOfEnate(wanted), exchangeFacts(facts), expected)
  })

  it('and a mailbox it must not reach is bad news exactly when it is within reach', () => {
    const wanted = wantedOfEnate({ senders: [], outside: [anna] })
    proves(wanted, exchangeFacts({ tests: tested(true) }), ['blocked', 'scope', 'reaches-outside'])
    proves(wanted, exchangeFacts({ tests: tested(false) }), ['good', null])
    proves(wanted, exchangeFacts(), ['unknown', null, 'unread'])
  })
})
