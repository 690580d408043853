/** How often the engine is right, measured over labelled texts; a change that makes it worse does not pass. */
import { expect, test } from 'vitest'
import { catalogue, corpus, disturbances, judge, scoreOf } from '../../../corpus/score.ts'

const known = catalogue()
const texts = corpus()

test('the corpus is large enough to mean something', () => {
  expect(texts.length).toBeGreaterThanOrEqual(300)
  expect(texts.filter((one) => one.unknown === true || one.ask === true).length).toBeGreaterThanOrEqual(60)
  expect(new Set(texts.map((one) => one.text)).size).toBe(texts.length)
  expect(new Set(texts.map((one) => one.surface))).toEqual(
    new Set(['entra', 'smtp', 'graph', 'ews', 'imap', 'powershell', 'network', 'ndr', 'machine']),
  )
  const tags = known.causes.map((entry) => entry.tag)
  for (const one of texts) for (const tag of one.expect ?? []) expect(tags).toContain(tag)
})

test('an administrator gets the right cause first, and is hardly ever sent the wrong way', () => {
  const score = scoreOf(texts.map((one) => judge(one, known)))
  expect(score.top1).toBeGreaterThanOrEqual(0.95)
  expect(score.wrongButConfident).toBeLessThanOrEqual(0.01)
})

test('the texts nobody looked at while the rules were written do as well', () => {
  const score = scoreOf(texts.filter((one) => one.held === true).map((one) => judge(one, known)))
  expect(score.top1).toBeGreaterThanOrEqual(0.9)
  expect(score.wrongButConfident).toBeLessThanOrEqual(0.02)
}, 60_000)

test.each(Object.entries(disturbances))(
  'the cause is still found: %s',
  (_, disturb) => {
    const score = scoreOf(texts.map((one) => judge(one, known, disturb(one.text))))
    expect(score.top1).toBeGreaterThanOrEqual(0.9)
    expect(score.wrongButConfident).toBeLessThanOrEqual(0.02)
  },
  60_000,
)
