import { describe, expect, it } from 'vitest'
import {
  columnsOf,
  groupsOf,
  needsMatrix,
  placeAfter,
  rowsOf,
  squareNear,
} from '../../../src/renderer/features/verify/matrix-rows.ts'
import { aProbe, aRun } from '../../kit/samples.ts'

const run = aRun('s')
const send = aProbe(run.id, 1, { from: 'anna@contoso.example', check: 'send', transport: 'graph-app' })
const read = aProbe(run.id, 2, { from: 'anna@contoso.example', check: 'read', transport: 'graph-read' })
const kept = aProbe(run.id, 3, {
  from: 'payroll@contoso.example',
  check: 'outside',
  transport: 'graph-app',
  expected: 'refused',
})

describe('an administrator finds in the matrix', () => {
  it('who must be kept out apart from those who send, and above them', () => {
    const { outside, senders } = groupsOf(rowsOf([send, read, kept], 200))
    expect(outside.map(({ mailbox }) => mailbox)).toEqual(['payroll@contoso.example'])
    expect(senders.map(({ mailbox, cells }) => [mailbox, cells.size])).toEqual([['anna@contoso.example', 2]])
  })

  it('a sender that must also be refused in one way among the senders', () => {
    const other = aProbe(run.id, 4, { from: send.from, check: 'outside', expected: 'refused' })
    expect(groupsOf(rowsOf([send, other], 200))).toMatchObject({
      outside: [],
      senders: [{ mailbox: send.from }],
    })
  })

  it('a column for each attempt, in the order of the plan', () => {
    expect(columnsOf([send, read, kept]).map(({ check, expected }) => `${check} ${expected}`)).toEqual([
      'send accepted',
      'read accepted',
      'outside refused',
    ])
  })

  it('no matrix where one message a mailbox says it all', () => {
    expect(needsMatrix([send])).toBe(false)
    expect(needsMatrix([send, read])).toBe(true)
    expect(needsMatrix([kept])).toBe(true)
  })
})

describe('with the keyboard alone', () => {
  const rows = rowsOf([kept, send, read], 200)
  const columns = columnsOf([kept, send, read])
  const from = (row: number, column: number) => ({ row, column })
  const after = (key: string, at: { readonly row: number; readonly column: number }) =>
    placeAfter(key, at, rows, columns, 10)

  it.each([
    ['the next attempt of a mailbox', 'ArrowRight', from(1, 1), from(1, 2)],
    ['the attempt before', 'ArrowLeft', from(1, 2), from(1, 1)],
    ['no further than the last attempt', 'ArrowRight', from(1, 2), from(1, 2)],
    ['the mailbox below, past the attempt it has not', 'ArrowDown', from(0, 0), from(1, 1)],
    ['the mailbox above, at the one attempt it has', 'ArrowUp', from(1, 2), from(0, 0)],
    ['the last mailbox', 'End', from(0, 0), from(1, 1)],
    ['the first mailbox', 'Home', from(1, 2), from(0, 0)],
    ['no further than the last page', 'PageDown', from(0, 0), from(1, 1)],
  ])('one reaches %s', (_what, key, at, to) => {
    expect(after(key, at)).toEqual(to)
  })

  it('other keys keep their meaning', () => {
    expect(after('Enter', from(0, 0))).toBeNull()
    expect(after('Tab', from(0, 0))).toBeNull()
  })

  it('a square is reached also after the plan lost the one that was', () => {
    expect(squareNear(from(7, 0), rows, columns)).toEqual(from(1, 1))
    expect(squareNear(from(0, 0), [], columns)).toEqual(from(0, 0))
  })
})
