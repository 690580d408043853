/** A PC whose clock ran ahead for an afternoon: the runs since are the newer ones, whatever they are dated. */
import { expect, test } from 'vitest'
import { datedLaterBefore } from '../../../../src/domain/run/clock-order.ts'

const run = (id: string, startedAt: string, importedAt: string | null = null) => ({
  id,
  startedAt,
  importedAt,
})
const ahead = '2036-01-01T08:00:00.000Z'
const today = '2026-11-27T08:00:00.000Z'
const yesterday = '2026-11-26T08:00:00.000Z'

test.each([
  ['in order, nothing is said', [run('b', today), run('a', yesterday)], 'b', null],
  ['the run before is dated later', [run('b', today), run('a', ahead)], 'b', ahead],
  ['the run from ahead itself is in order', [run('b', today), run('a', ahead)], 'a', null],
  ['every run since is told', [run('c', today), run('b', yesterday), run('a', ahead)], 'c', ahead],
  ['a date out of a file says nothing of this clock', [run('b', today), run('a', ahead, today)], 'b', null],
  ['an imported run has no clock here', [run('b', yesterday, today), run('a', ahead)], 'b', null],
  ['a run nobody knows', [run('b', today)], 'x', null],
] as const)('%s', (_, runs, id, said) => {
  expect(datedLaterBefore(runs, id)).toBe(said)
})
