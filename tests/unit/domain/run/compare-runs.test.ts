/** After a change the administrator asks one thing: what broke, and what was put right? */
import { expect, test } from 'vitest'
import { RunsCompared } from '../../../../src/domain/run/compare-runs.ts'
import { RunComparisonSchema, type RunComparison } from '../../../../src/domain/run/compare-runs.schema.ts'
import type { Probe } from '../../../../src/domain/run/run.schema.ts'
import { aProbe } from '../../../kit/samples.ts'

function compareRuns(before: readonly Probe[], after: readonly Probe[]): RunComparison {
  const compared = new RunsCompared()
  for (const probe of before) compared.earlier(probe)
  for (const probe of after) compared.later(probe)
  return compared.result()
}

const run = '11111111-2222-4333-8444-555555555555'
const good = { phase: 'done', outcome: 'accepted', receipt: 'received' } as const
const bad = { phase: 'done', outcome: 'refused' } as const

test('names what fails now and did not, what was put right, and counts the rest', () => {
  const before = [
    aProbe(run, 1, good),
    aProbe(run, 2, bad),
    aProbe(run, 3, good),
    aProbe(run, 4, bad),
    aProbe(run, 9, good),
  ]
  const after = [
    aProbe(run, 1, bad),
    aProbe(run, 2, good),
    aProbe(run, 3, good),
    aProbe(run, 4, bad),
    aProbe(run, 5, good),
  ]
  const compared = compareRuns(before, after)
  expect(RunComparisonSchema.safeParse(compared).success).toBe(true)
  expect({
    failing: compared.newlyFailing.map((one) => one.from),
    fixed: compared.fixed.map((one) => one.from),
  }).toEqual({ failing: ['sender1@contoso.example'], fixed: ['sender2@contoso.example'] })
  expect(compared).toMatchObject({ same: { good: 1, bad: 1 }, added: 1, missing: 1 })
})

test('the same mailbox that must be refused is another attempt than the one that must be let in', () => {
  const sent = aProbe(run, 1, good)
  const refused = aProbe(run, 1, { ...bad, expected: 'refused' })
  expect(compareRuns([sent], [refused])).toMatchObject({ newlyFailing: [], fixed: [], added: 1, missing: 1 })
})
