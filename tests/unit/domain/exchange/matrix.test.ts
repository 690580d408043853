/** Ten thousand mailboxes at a glance: a cell says what Exchange has, and its colour what that does to the mail. */
import { describe, expect, it } from 'vitest'
import { askLayer } from '../../../../src/domain/exchange/ask-layer.ts'
import { layers } from '../../../../src/domain/exchange/finding.ts'
import type { ExchangeFacts, MailboxFacts } from '../../../../src/domain/exchange/facts.schema.ts'
import {
  layersAsked,
  matrix,
  type MatrixCell,
  type MatrixColumn,
} from '../../../../src/domain/exchange/matrix.ts'
import { verdicts } from '../../../../src/domain/exchange/verdict.ts'
import type { ExchangeWanted } from '../../../../src/domain/exchange/wanted.ts'
import {
  anna,
  appId,
  application,
  assignment,
  exchangeFacts,
  found,
  holder,
  mailboxFacts,
  noRole,
  read,
  sales,
  wantedOfEap,
  wantedOfEnate,
} from '../../../kit/exchange.ts'

const shared = { address: sales, kind: 'shared', signInAs: anna, rights: ['send-as'] } as const
const people = (own: Partial<MailboxFacts>, changes: Partial<ExchangeFacts> = {}) =>
  exchangeFacts({ mailboxes: [found(mailboxFacts(anna, own))], ...changes })
const ofShared = (own: Partial<MailboxFacts>) =>
  exchangeFacts({ mailboxes: [found(mailboxFacts(anna)), found(mailboxFacts(sales, own))] })

describe('A row of the table', () => {
  const asShared = wantedOfEap({ senders: [shared] })
  const outside = wantedOfEnate({ outside: [sales] })
  const open = { tests: [] }
  it.each<[string, ExchangeWanted, ExchangeFacts, MatrixColumn, number, MatrixCell]>([
    [
      'an own switch that is on',
      wantedOfEap(),
      people({ smtpAuth: read('on') }),
      'smtp',
      0,
      { is: 'on', by: 'mailbox', effect: null },
    ],
    [
      'an own switch that is off',
      wantedOfEap(),
      people({ smtpAuth: read('off') }),
      'smtp',
      0,
      { is: 'off', by: 'mailbox', effect: 'blocks' },
    ],
    [
      'no own switch',
      wantedOfEap(),
      people({ smtpAuth: read('inherit') }),
      'smtp',
      0,
      { is: 'off', by: 'organisation', effect: 'blocks' },
    ],
    [
      'no own switch where it is on for all',
      wantedOfEap(),
      people({ smtpAuth: read('inherit') }, { transport: read({ smtpAuthDisabled: false }) }),
      'smtp',
      0,
      { is: 'on', by: 'organisation', effect: null },
    ],
    [
      'a switch that could not be read',
      wantedOfEap(),
      people({ smtpAuth: noRole }),
      'smtp',
      0,
      { is: 'unknown', by: null, effect: 'unknown' },
    ],
    [
      'the switch of who signs in for a shared mailbox',
      asShared,
      ofShared({ smtpAuth: read('off') }),
      'smtp',
      0,
      { is: 'on', by: 'mailbox', effect: null },
    ],
    ['a right that is there', asShared, ofShared({}), 'sendAs', 0, { is: 'held', by: null, effect: null }],
    [
      'a right that is missing',
      asShared,
      ofShared({ sendAs: read([]) }),
      'sendAs',
      0,
      { is: 'absent', by: null, effect: 'blocks' },
    ],
    [
      'a right of a group nobody has read',
      asShared,
      ofShared({ sendAs: read([holder('staff@contoso.example')]) }),
      'sendAs',
      0,
      { is: 'perhaps', by: null, effect: 'unknown' },
    ],
    [
      'a right by habit',
      asShared,
      ofShared({ fullAccess: read([holder(anna)]) }),
      'fullAccess',
      0,
      { is: 'held', by: null, effect: 'note' },
    ],
    [
      'a right nobody needs',
      wantedOfEap(),
      people({}),
      'sendAs',
      0,
      { is: 'not-needed', by: null, effect: null },
    ],
    [
      'a mailbox out of reach',
      outside,
      exchangeFacts(open),
      'sendAs',
      1,
      { is: 'not-needed', by: null, effect: null },
    ],
    [
      'a role without a scope',
      wantedOfEnate(),
      exchangeFacts({ applications: application({ assignments: read([assignment({ scope: null })]) }) }),
      'scope',
      0,
      { is: 'unlimited', by: null, effect: 'note' },
    ],
  ])('shows %s', (_, wanted, facts, column, row, cell) => {
    expect(matrix(wanted, facts)[row]?.cells[column]).toEqual(cell)
  })

  it('carries the verdict itself, so that table and command line never differ', () => {
    const facts = ofShared({ sendAs: read([]) })
    expect(matrix(asShared, facts)).toMatchObject(
      verdicts(asShared, facts).map(({ address, purpose, state, layer }) => ({
        address,
        purpose,
        state,
        layer,
      })),
    )
  })
})

describe('A mailbox that is opened', () => {
  it('names every layer that has something to say, in the order in which Exchange comes to them', () => {
    for (const wanted of [
      wantedOfEap(),
      wantedOfEap({ senders: [shared] }),
      wantedOfEnate({ outside: [sales] }),
    ]) {
      const asked = layersAsked(wanted, wanted.senders[0]?.address ?? '')
      const order = asked.map((layer) => layers.indexOf(layer))
      expect(order.filter((place, index) => order.indexOf(place) !== index)).toEqual([])
      for (const { address, findings } of verdicts(wanted, exchangeFacts({ transport: noRole })))
        for (const { layer } of findings) expect(layersAsked(wanted, address)).toContain(layer)
    }
  })

  it('offers a command that a name cannot break out of, and none where Exchange does not know', () => {
    const hostile = "o'brien@contoso.example'; Remove-Mailbox x"
    expect(askLayer('mailbox-smtp-auth', hostile, null)).toBe(
      "Get-CASMailbox -Identity 'o''brien@contoso.example''; Remove-Mailbox x' | Format-List SmtpClientAuthenticationDisabled",
    )
    expect(layers.filter((layer) => askLayer(layer, anna, appId) === null)).toEqual([
      'security-defaults',
      'consent',
    ])
    expect(askLayer('scope', anna, null)).toBeNull()
  })
})
