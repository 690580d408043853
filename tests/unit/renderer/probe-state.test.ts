import { describe, expect, it } from 'vitest'
import type { Probe } from '../../../src/domain/run/run.schema.ts'
import { boardOf, orderLines } from '../../../src/renderer/features/verify/board-state.ts'
import { probeStates, stateOf } from '../../../src/domain/run/probe-state.ts'
import { looks, resultOf } from '../../../src/renderer/features/verify/probe-state.ts'
import { aProbe, aRun } from '../../kit/samples.ts'

const run = aRun('s')
const probe = (changes: Partial<Probe>) => aProbe(run.id, 1, changes)
const diagnosed = (tag: string, title: string): Probe['diagnosis'] => ({
  candidates: [{ tag, confidence: 1, title, explanation: '', remedies: [] }],
  questions: [],
})

describe('a probe in one word', () => {
  const done = { phase: 'done' } as const
  const cases: readonly [string, Partial<Probe>][] = [
    ['to-go', { phase: 'planned' }],
    ['sending', { phase: 'connecting' }],
    ['sending', { phase: 'handing-over' }],
    ['on-the-way', { ...done, outcome: 'accepted', receipt: 'waiting' }],
    ['received', { ...done, outcome: 'accepted', receipt: 'received' }],
    ['received', { ...done, outcome: 'accepted', receipt: 'confirmed' }],
    [
      'received-as-spam',
      { ...done, outcome: 'accepted', receipt: 'received', foundIn: 'junk', warning: true },
    ],
    ['missing', { ...done, outcome: 'accepted', receipt: 'missing' }],
    ['refused', { ...done, outcome: 'refused' }],
    ['failed', { ...done, outcome: 'failed' }],
    ['uncertain', { ...done, outcome: 'uncertain' }],
    ['on-the-way', { ...done, outcome: 'uncertain', receipt: 'waiting' }],
    ['refused-as-planned', { ...done, outcome: 'refused', expected: 'refused' }],
    ['accepted-unplanned', { ...done, outcome: 'accepted', expected: 'refused', receipt: 'received' }],
    ['read', { ...done, outcome: 'accepted', transport: 'graph-read' }],
    ['read-warning', { ...done, outcome: 'accepted', transport: 'graph-read', warning: true }],
    ['returned', { ...done, outcome: 'accepted', receipt: 'returned' }],
    [
      'too-early',
      {
        ...done,
        outcome: 'refused',
        tooEarly: {
          since: '2026-11-21T09:00:00.000Z',
          because: 'a right on a mailbox was granted',
          until: '2026-11-21T11:00:00.000Z',
          nextAt: '2026-11-21T09:05:00.000Z',
        },
      },
    ],
    [
      'too-early',
      {
        phase: 'connecting',
        tooEarly: {
          since: '2026-11-21T09:00:00.000Z',
          because: 'a right on a mailbox was granted',
          until: '2026-11-21T11:00:00.000Z',
          nextAt: '2026-11-21T09:05:00.000Z',
        },
      },
    ],
  ]
  it.each(cases)('is %s for %j', (state, changes) => {
    expect(stateOf(probe(changes))).toBe(state)
  })

  it('has a letter of its own for every state, so that a block of cells can be compared as text', () => {
    expect(new Set(probeStates.map((state) => looks[state].letter)).size).toBe(probeStates.length)
  })
})

describe('the board', () => {
  const received = probe({
    seq: 1,
    phase: 'done',
    outcome: 'accepted',
    receipt: 'received',
    receivedAt: '2026-11-21T09:00:10.000Z',
  })
  const waiting = probe({ seq: 2, phase: 'planned' })
  const refused = probe({
    seq: 3,
    phase: 'done',
    outcome: 'refused',
    diagnosis: diagnosed('send_as_denied', 'May not send'),
  })
  const { lines, counts } = boardOf([received, waiting, refused])

  it('puts what needs somebody first and leaves the rest in the planned order', () => {
    expect(orderLines(lines, 'all').map((line) => line.probe.seq)).toEqual([3, 1, 2])
  })

  it('counts every probe exactly once', () => {
    expect(counts).toEqual({ all: 3, received: 1, way: 0, bad: 1, wait: 0, 'to-go': 1 })
  })

  it('shows only the chosen kind', () => {
    expect(orderLines(lines, 'bad').map((line) => line.probe)).toEqual([refused])
  })

  it('names the cause of a refusal in the table, and the time of an arrival', () => {
    expect(resultOf(refused, 'refused')).toBe('Refused: May not send')
    expect(resultOf(received, 'received')).toMatch(/^Received \d\d:\d\d:10$/)
  })
})
