/** What is read from the store without asking the schema must be just what the schema would have let through. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPlainOutcome, isPlainProbe } from '../../../src/main/adapters/sqlite/plain-probe.ts'
import { ProbeSchema } from '../../../src/domain/run/run.ts'
import { aProbe } from '../../fakes/samples.ts'
import { anyText } from '../domain/any-text.ts'

const runId = '5f0c1b5e-3d0a-4c57-9f0e-0d7f3f6a1b2c'
const full = aProbe(runId, 3, {
  phase: 'done',
  outcome: 'accepted',
  receipt: 'received',
  receivedAt: '2026-11-21T09:00:00.000Z',
  startedAt: '2026-11-21T09:00:00.000Z',
  authentication: { spf: 'pass', dkim: null, dmarc: 'none' },
  returned: { at: '2026-11-21T09:00:00.000Z', status: '5.7.1', text: 'no' },
  tooEarly: {
    since: '2026-11-21T09:00:00.000Z',
    because: 'granted',
    until: '2026-11-21T10:00:00.000Z',
    nextAt: '2026-11-21T09:05:00.000Z',
  },
  ms: 12,
  tries: 1,
})
const odd = fc.oneof(
  anyText(20),
  fc.constantFrom<unknown>(
    ...[null, undefined, true, 0, 1, -1, 1.5, NaN, Infinity, 2 ** 60, {}, [], 'accepted', 'done', 'inbox'],
    ...['2026-02-30T09:00:00.000Z', '2026-13-01T09:00:00.000Z', '2026-11-21T25:00:00.000Z', '2026-11-21'],
    ...[runId.toUpperCase(), `${runId}\n`, runId.replace('4c57', '0c57'), { spf: 'pass' }],
    { spf: null, dkim: null, dmarc: null, more: null },
  ),
)

describe('a probe read from the store', () => {
  test('in order needs no schema', () => {
    expect(isPlainProbe(full)).toBe(true)
    expect(ProbeSchema.parse(full)).toEqual(full)
  })

  test('with anything in any member passes only if the schema lets it pass unchanged', () => {
    const names = Object.keys(full)
    fc.assert(
      fc.property(fc.constantFrom(...names, 'unknown'), odd, (name, value) => {
        const probe = { ...full, [name]: value }
        if (!isPlainProbe(probe)) return
        expect(ProbeSchema.parse(probe)).toEqual(probe)
      }),
      { numRuns: 2000 },
    )
  })

  test.each(Object.keys(full))('without %s is put to the schema', (name) => {
    const rest = Object.entries(full).filter(([member]) => member !== name)
    expect(isPlainProbe(Object.fromEntries(rest))).toBe(false)
  })

  test('is counted by its outcome only when that is one of the known words', () => {
    const { check, transport, expected, from, outcome, receipt } = full
    const counted = { check, transport, expected, from, outcome, receipt, tooEarly: null }
    expect(isPlainOutcome(counted)).toBe(true)
    expect(isPlainOutcome({ ...counted, outcome: 'delivered' })).toBe(false)
    expect(isPlainOutcome({ ...counted, receipt: null })).toBe(false)
  })
})
