/** A run of thousands is drawn while it moves: what is kept of each probe must never differ from what the probe says. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stateOf } from '../../../src/domain/run/probe-state.ts'
import type { Probe } from '../../../src/domain/run/run.schema.ts'
import { boardOf, orderLines } from '../../../src/renderer/features/verify/board-state.ts'
import { groupOf, needsAttention, probeFilters } from '../../../src/renderer/features/verify/probe-state.ts'
import { aProbe, aRun } from '../../kit/samples.ts'

const run = aRun('s')
const later = {
  since: '2026-11-21T09:00:00.000Z',
  because: 'a right on a mailbox was granted',
  until: '2026-11-21T11:00:00.000Z',
}

const change: fc.Arbitrary<Partial<Probe>> = fc.record(
  {
    phase: fc.constantFrom<Probe['phase']>('planned', 'connecting', 'handing-over', 'done'),
    outcome: fc.constantFrom<Probe['outcome']>('accepted', 'refused', 'failed', 'uncertain', null),
    receipt: fc.constantFrom<Probe['receipt']>(
      'none',
      'waiting',
      'received',
      'confirmed',
      'missing',
      'returned',
    ),
    expected: fc.constantFrom<Probe['expected']>('accepted', 'refused'),
    warning: fc.boolean(),
    tooEarly: fc.constantFrom<Probe['tooEarly']>(
      null,
      { ...later, nextAt: '2026-11-21T09:05:00.000Z' },
      { ...later, nextAt: '2026-11-21T09:03:00.000Z' },
    ),
  },
  { requiredKeys: [] },
)

/** The same said the long way, looking at each probe anew. */
function fromScratch(probes: readonly Probe[]) {
  const states = probes.map(stateOf)
  const early = probes.flatMap(({ tooEarly }) => (tooEarly === null ? [] : [tooEarly.nextAt]))
  return {
    states,
    counts: Object.fromEntries(
      probeFilters.map((filter) => [
        filter,
        filter === 'all' ? probes.length : states.filter((state) => groupOf[state] === filter).length,
      ]),
    ),
    letIn: probes.filter((_, at) => states[at] === 'accepted-unplanned'),
    done: probes.filter(({ phase }) => phase === 'done').length,
    tooEarly: { count: early.length, nextAt: early.toSorted()[0] ?? null },
    onlyWaits: probes.every(({ phase, tooEarly }) => phase === 'done' || tooEarly !== null),
    provable: probes.some(({ receipt }) => receipt === 'waiting' || receipt === 'missing'),
    mixed:
      probes.some(({ expected }) => expected === 'refused') ||
      new Set(probes.map(({ from }) => from)).size < probes.length,
  }
}

describe('whatever moves in a run', () => {
  test('the board says the same as somebody who goes through all the probes again', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.tuple(fc.nat(11), change), { maxLength: 5 }), { maxLength: 8 }),
        (pushes) => {
          let probes: readonly Probe[] = Array.from({ length: 12 }, (_, at) =>
            aProbe(run.id, at + 1, { from: `mailbox${at}@contoso.example` }),
          )
          for (const push of pushes) {
            probes = push.reduce(
              (now, [at, moved]) => now.map((probe, here) => (here === at ? { ...probe, ...moved } : probe)),
              probes,
            )
            const { lines, first, ...said } = boardOf(probes)
            const { states, ...wanted } = fromScratch(probes)
            expect(said).toEqual(wanted)
            expect(lines.map(({ state }) => state)).toEqual(states)
            expect(lines.map(({ probe }) => probe)).toEqual(probes)
            const [top] = orderLines(lines, 'all')
            expect(first).toBe(top !== undefined && needsAttention(top.state) ? top.probe : null)
          }
        },
      ),
    )
  })

  test('what did not move keeps its line, so that its row is not drawn again', () => {
    const probes = [1, 2, 3].map((seq) => aProbe(run.id, seq))
    const before = boardOf(probes).lines
    const moved = probes.map((probe) =>
      probe.seq === 2 ? { ...probe, phase: 'connecting' as const } : probe,
    )
    const after = boardOf(moved).lines
    expect(after.map((line, at) => line === before[at])).toEqual([true, false, true])
    expect(after[1]?.state).toBe('sending')
  })

  test('every line of the table is there once, and what needs somebody is on top', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
        const { lines } = boardOf(changes.map((moved, at) => aProbe(run.id, at + 1, moved)))
        const ordered = orderLines(lines, 'all')
        expect(ordered.toSorted((a, b) => a.probe.seq - b.probe.seq)).toEqual(lines)
        const quiet = ordered.findIndex(({ state }) => !needsAttention(state))
        expect(
          ordered.slice(quiet === -1 ? ordered.length : quiet).some(({ state }) => needsAttention(state)),
        ).toBe(false)
      }),
    )
  })
})
