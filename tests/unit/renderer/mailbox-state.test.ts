import { describe, expect, it } from 'vitest'
import type { AuthQueueView } from '../../../src/contract/views.schema.ts'
import type { Mailbox } from '../../../src/domain/mailbox/mailbox.schema.ts'
import {
  countLines,
  filterLines,
  linesOf,
  nextOrder,
  practiceRows,
  sortLines,
} from '../../../src/renderer/features/mailboxes/mailbox-state.ts'
import { aMailbox } from '../../kit/samples.ts'

const signedIn: Mailbox['authorisation'] = {
  username: 'orders@contoso.example',
  objectId: 'o',
  tenantId: 't',
  at: '2026-11-21T09:00:00.000Z',
  scopes: [],
}
const wrongAccount = { code: 'wrong-account', what: 'Somebody else signed in.' } as const

function queueOf(
  state: AuthQueueView['state'],
  ...items: readonly [Mailbox, AuthQueueView['items'][number]['state']][]
): AuthQueueView {
  return {
    setupId: 's',
    state,
    items: items.map(([mailbox, itemState]) => ({
      mailboxId: mailbox.id,
      address: mailbox.address,
      signInAs: mailbox.signInAs,
      state: itemState,
      error: null,
    })),
  }
}

describe('the list of mailboxes', () => {
  it('says whose turn it is while the queue runs', () => {
    const [first, second, third] = [aMailbox('a@x.example'), aMailbox('b@x.example'), aMailbox('c@x.example')]
    const lines = linesOf(
      [first, second, third],
      queueOf('running', [first, 'authorised'], [second, 'signing-in'], [third, 'waiting']),
    )
    expect(lines.map((line) => line.state)).toEqual(['authorised', 'signing-in', 'queued'])
  })

  it('believes the mailbox’s own record once the queue has ended', () => {
    const cancelled = aMailbox('a@x.example')
    const failed = aMailbox('b@x.example', { problem: wrongAccount })
    const lines = linesOf([cancelled, failed], queueOf('idle', [cancelled, 'cancelled'], [failed, 'failed']))
    expect(lines.map((line) => line.state)).toEqual(['open', 'problem'])
  })

  it('shows a mailbox whose earlier sign-in is kept as a problem when the new attempt failed', () => {
    const [line] = linesOf(
      [aMailbox('a@x.example', { authorisation: signedIn, problem: wrongAccount })],
      undefined,
    )
    expect(line?.state).toBe('problem')
  })

  it('leaves the recipient out: it sends nothing', () => {
    expect(linesOf([aMailbox('verify@x.example', { purpose: 'recipient' })], undefined)).toEqual([])
  })

  it('counts what is in the queue as still to authorise, so that the chips always add up', () => {
    const queued = aMailbox('a@x.example')
    const lines = linesOf(
      [
        queued,
        aMailbox('b@x.example', { authorisation: signedIn }),
        aMailbox('c@x.example', { problem: wrongAccount }),
      ],
      queueOf('running', [queued, 'waiting']),
    )
    expect(countLines(lines)).toEqual({ all: 3, open: 1, authorised: 1, problem: 1 })
  })

  it('finds a mailbox by its address, its name or who signs in for it', () => {
    const shared = aMailbox('sales@x.example', { displayName: 'Vertrieb', signInAs: 'orders@x.example' })
    const lines = linesOf([shared, aMailbox('hr@x.example')], undefined)
    for (const words of ['SALES', 'vertrieb', ' orders@ '])
      expect(filterLines(lines, 'all', words).map((line) => line.mailbox)).toEqual([shared])
  })

  it('offers only practice mailboxes that are not in the list, and never the recipient', () => {
    const offered = ['orders', 'hr', 'verify'].map((name) => ({
      address: `${name}@x.example`,
      kind: 'user',
      displayName: name,
      signInAs: `${name}@x.example`,
    }))
    const rows = practiceRows(
      {
        practice: { running: true, faults: [], mailboxes: offered, outside: null, calendar: null },
        recipient: 'Verify@x.example',
      },
      [aMailbox('ORDERS@x.example')],
    )
    expect(rows.map((row) => row.address)).toEqual(['hr@x.example'])
  })

  it('is sorted by a column, up, down and as it came, with what needs somebody first', () => {
    const lines = linesOf(
      [
        aMailbox('b10@x.example', { authorisation: signedIn }),
        aMailbox('b2@x.example', { problem: wrongAccount }),
        aMailbox('a@x.example'),
      ],
      undefined,
    )
    const sorted = (...presses: ('address' | 'state')[]) => {
      let order: ReturnType<typeof nextOrder> = null
      for (const column of presses) order = nextOrder(order, column)
      return sortLines(lines, order).map(({ mailbox }) => mailbox.address.split('@')[0])
    }
    expect(sorted('address')).toEqual(['a', 'b2', 'b10'])
    expect(sorted('address', 'address')).toEqual(['b10', 'b2', 'a'])
    expect(sorted('address', 'address', 'address')).toEqual(['b10', 'b2', 'a'])
    expect(sorted('address', 'state')).toEqual(['b2', 'a', 'b10'])
  })
})
