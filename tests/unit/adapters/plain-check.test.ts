/** What is read from the store without asking the schema must be just what the schema would have let through. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { plainCheck } from '../../../src/main/adapters/sqlite/plain-check.ts'
import { ProbeSchema } from '../../../src/domain/run/run.schema.ts'
import { aProbe } from '../../kit/samples.ts'
import { anyText } from '../domain/any-text.ts'

const isPlainProbe = plainCheck(ProbeSchema)

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
  reason: { code: 'no-answer', server: 'smtp.example:587', seconds: null },
  notes: [{ code: 'in-junk', to: 'a@b.example', failed: ['SPF'] }],
  diagnosis: {
    candidates: [
      {
        tag: 'x',
        confidence: 0.5,
        title: 'x',
        explanation: 'x',
        remedies: [{ role: 'you', text: 'x', portal: [] }],
      },
    ],
    questions: [],
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

  test('with odd values deep inside passes only if the schema lets it pass unchanged', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('reason', 'notes', 'diagnosis', 'authentication', 'tooEarly'),
        odd,
        (name, value) => {
          for (const probe of deepChanges(full, name, value)) {
            if (!isPlainProbe(probe)) continue
            expect(ProbeSchema.parse(probe)).toEqual(probe)
          }
        },
      ),
      { numRuns: 500 },
    )
  })

  test('is put to the schema where the schema asks for what is not understood here', () => {
    expect(plainCheck(z.string().regex(/^a/))('abc')).toBe(false)
    expect(plainCheck(z.url())('https://a.example')).toBe(false)
    expect(plainCheck(z.string().transform((text) => text.trim()))('a')).toBe(false)
    expect(plainCheck(z.string().max(2))('abc')).toBe(false)
    expect(plainCheck(z.string().max(3))('abc')).toBe(true)
    expect(plainCheck(z.strictObject({ a: z.string().optional() }))({ b: 'x' })).toBe(false)
    expect(plainCheck(z.strictObject({ a: z.string().optional() }))({})).toBe(true)
    expect(plainCheck(z.object({ a: z.literal('x') }).catchall(z.number()))({ a: 'x', b: 1 })).toBe(true)
    expect(plainCheck(z.object({ a: z.literal('x') }).catchall(z.number()))({ a: 'x', b: 'y' })).toBe(false)
  })
})

/** `probe` with `value` in place of each member of one of its trees. */
function* deepChanges(probe: object, name: string, value: unknown): Generator<unknown> {
  const tree = structuredClone((probe as Record<string, unknown>)[name])
  for (const [holder, key] of placesIn(tree)) {
    const before = holder[key]
    holder[key] = value
    yield { ...probe, [name]: tree }
    holder[key] = before
  }
}

function* placesIn(tree: unknown): Generator<[Record<string, unknown>, string]> {
  if (typeof tree !== 'object' || tree === null) return
  const holder = tree as Record<string, unknown>
  for (const key of Object.keys(holder)) {
    yield [holder, key]
    yield* placesIn(holder[key])
  }
}
