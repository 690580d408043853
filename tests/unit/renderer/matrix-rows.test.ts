import { describe, expect, it } from 'vitest'
import {
  columnsOf,
  groupsOf,
  needsMatrix,
  rowsOf,
} from '../../../src/renderer/features/verify/matrix-rows.ts'
import { aProbe, aRun } from '../../fakes/samples.ts'

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
