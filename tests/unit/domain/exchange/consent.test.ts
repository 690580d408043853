/**
 * An administrator limits an application to a group and is told “out of scope”, while its consent of last year still
 * opens every mailbox: she has to hear of it before somebody else does.
 */
import { expect, it, test } from 'vitest'
import { grantedValues } from '../../../../src/domain/entra/audit/consents.ts'
import type { EntraFacts } from '../../../../src/domain/entra/facts/entra-facts.ts'
import type { EntraSide } from '../../../../src/domain/exchange/entra-side.schema.ts'
import type { ExchangeFacts } from '../../../../src/domain/exchange/facts.schema.ts'
import type { FindingCode, Layer } from '../../../../src/domain/exchange/finding.ts'
import { matrix } from '../../../../src/domain/exchange/matrix.ts'
import { verdicts, type Verdict } from '../../../../src/domain/exchange/verdict.ts'
import { en } from '../../../../src/words/en.ts'
import {
  anna,
  appId,
  application,
  exchangeFacts,
  found,
  groupFacts,
  noRole,
  read,
  sales,
  wantedOfEnate,
} from '../../../kit/exchange.ts'

const side = (consents: EntraSide['consents']): EntraSide => ({
  at: '2026-11-27T09:00:00.000Z',
  securityDefaults: false,
  application: null,
  consents,
})
const outOfScope: Partial<ExchangeFacts> = {
  tests: [
    {
      appId,
      mailbox: anna,
      roles: read([{ role: 'Application Mail.Send', scope: 'Senders scope', inScope: false }]),
    },
  ],
}
const policy = (right: string) => ({
  applications: application({
    accessPolicies: read([
      {
        identity: 'p',
        appIds: [appId],
        right,
        scopeName: 'Senders',
        scopeIdentity: 'Senders',
        description: '',
        isValid: true,
      },
    ]),
  }),
})
/** The group of the access policy holds another mailbox. */
const elsewhere = {
  groups: [
    found(
      groupFacts('senders@contoso.example', {
        members: read([{ address: sales, id: '', type: 'UserMailbox' }]),
      }),
    ),
  ],
}
const unreadPolicies = { applications: application({ accessPolicies: noRole }) }

type Row = [
  string,
  EntraSide | null,
  Partial<ExchangeFacts>,
  Verdict['state'],
  Layer | null,
  ...(readonly FindingCode[]),
]

const outside: Row[] = [
  ['the consent is gone', side([]), {}, 'good', null],
  ['the consent stands', side(['Mail.Send']), {}, 'blocked', 'consent', 'consent-reaches-outside'],
  ['another one opens it', side(['Contacts.Read']), {}, 'blocked', 'consent', 'consent-reaches-outside'],
  ['EWS opens it', side(['full_access_as_app']), {}, 'blocked', 'consent', 'consent-reaches-outside'],
  [
    'what stands no role can limit',
    side(['MailboxFolder.ReadWrite.All']),
    {},
    'good',
    null,
    'consent-without-role',
  ],
  [
    'beside one that has to go',
    side(['MailboxFolder.ReadWrite.All', 'Mail.Send']),
    {},
    'blocked',
    'consent',
    'consent-reaches-outside',
    'consent-without-role',
  ],
  ['SMTP alone opens no mailbox', side(['SMTP.SendAsApp', 'User.Read.All']), {}, 'good', null],
  ['nobody has read it', null, {}, 'good', null, 'consent-elsewhere'],
  ['it could not be read', side(null), {}, 'good', null, 'consent-elsewhere'],
  ['a policy denies the mailbox', side(['Mail.Send']), policy('DenyAccess'), 'good', null],
  [
    'a policy allows another one',
    side(['Mail.Send']),
    { ...policy('RestrictAccess'), ...elsewhere },
    'good',
    null,
  ],
  ['policies are not known', side(['Mail.Send']), unreadPolicies, 'unknown', null, 'unread'],
]
test.each(outside)('a mailbox outside the scope: %s', (_, entra, facts, state, layer, ...codes) => {
  const wanted = wantedOfEnate({ senders: [], outside: [anna] })
  const [verdict] = verdicts(wanted, exchangeFacts({ ...outOfScope, ...facts }), entra)
  expect(verdict).toMatchObject({ state, layer, address: anna })
  expect(verdict?.findings.map(({ code }) => code)).toEqual(codes)
})

const senders: Row[] = [
  ['the consent is gone', side([]), {}, 'blocked', 'scope', 'out-of-scope'],
  ['the consent stands', side(['Mail.Send']), {}, 'good', null, 'out-of-scope', 'consent-instead'],
  ['a consent to something else', side(['Mail.Read']), {}, 'blocked', 'scope', 'out-of-scope'],
  ['nobody has read it', null, {}, 'blocked', 'scope', 'out-of-scope'],
  [
    'a policy denies the mailbox',
    side(['Mail.Send']),
    policy('DenyAccess'),
    'blocked',
    'scope',
    'out-of-scope',
    'policy-denies',
  ],
]
test.each(senders)('a sender its roles leave out: %s', (_, entra, facts, state, layer, ...codes) => {
  const wanted = wantedOfEnate()
  const all = exchangeFacts({ ...outOfScope, ...facts })
  const found = verdicts(wanted, all, entra)
  expect(found[0]).toMatchObject({ state, layer })
  expect(found[0]?.findings.map(({ code }) => code)).toEqual(codes)
  // that it sends does not bring it into the scope
  expect(matrix(wanted, all, found)[0]?.cells.scope.is).toBe('outside')
})

it('is said with the permission, when it was read, and the command that ends it', () => {
  const wanted = wantedOfEnate({ senders: [], outside: [anna] })
  const [verdict] = verdicts(wanted, exchangeFacts(outOfScope), side(['Mail.Send', 'User.Read.All']))
  const [first] = verdict?.findings ?? []
  if (first === undefined) throw new Error('nothing was said')
  const said = en.exchange.sayFinding(first, 'cli')
  for (const part of [anna, 'Mail.Send', '27 November 2026', 'apply']) expect(said).toContain(part)
  expect(said).not.toContain('User.Read.All')
})

it('what a consent grants is told by name, and not at all where anything of it was not read', () => {
  const why = { read: false as const, unread: { why: 'refused' as const, right: null, said: null } }
  const api = (id: string, value: string) => ({
    read: true as const,
    value: { id, appId: id, displayName: id, scopes: [], roles: [{ id: `${id}-1`, value }] },
  })
  const facts = {
    roles: {
      read: true,
      value: [
        { id: '1', resourceId: 'graph', roleId: 'graph-1' },
        { id: '2', resourceId: 'exchange', roleId: 'exchange-1' },
      ],
    },
    graph: api('graph', 'Mail.Send'),
    exchange: api('exchange', 'full_access_as_app'),
  } as unknown as EntraFacts
  expect(grantedValues(facts)).toEqual(['Mail.Send', 'full_access_as_app'])
  for (const part of ['roles', 'graph', 'exchange'])
    expect(grantedValues({ ...facts, [part]: why })).toBe(null)
})
