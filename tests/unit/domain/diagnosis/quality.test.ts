/** How often the engine is right, measured over labelled texts; a change that makes it worse does not pass. */
import { describe, expect, test } from 'vitest'
import {
  calibrationOf,
  catalogue,
  collected,
  corpus,
  disturbances,
  falseAlarmsOf,
  judge,
  learningParts,
  scoreOf,
} from '../../../corpus/score.ts'

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
  expect(score.top1).toBeGreaterThanOrEqual(0.99)
  expect(score.wrongButConfident).toBeLessThanOrEqual(0.003)
})

test('the texts nobody looked at while the rules were written do as well', () => {
  const score = scoreOf(texts.filter((one) => one.held === true).map((one) => judge(one, known)))
  expect(score.top1).toBeGreaterThanOrEqual(0.97)
  expect(score.wrongButConfident).toBeLessThanOrEqual(0.01)
})

describe('the collected texts that rules may be written after', () => {
  const learned = learningParts.flatMap((part) => collected(part) ?? []).map((one) => judge(one, known))

  test('are there, and do not get worse', () => {
    expect(learned.length).toBeGreaterThanOrEqual(730)
    const score = scoreOf(learned)
    expect(score.top1).toBeGreaterThanOrEqual(0.98)
    expect(score.wrongButConfident).toBeLessThanOrEqual(0.003)
  })

  test('never raise a false alarm on what is none of our business', () => {
    const { foreign, guessed } = falseAlarmsOf(learned)
    expect(foreign).toBeGreaterThanOrEqual(370)
    expect(guessed).toBe(0)
  })

  test('hardly ever raise one where no list knows the other trade: what is missing is a word of ours', () => {
    const { vocabulary } = known
    const speakers = vocabulary.speakers.filter(({ kind }) => kind !== 'system' && kind !== 'web')
    const withoutLists = { ...known, vocabulary: { ...vocabulary, speakers } }
    const foreign = learned.filter(({ one }) => one.unknown === true)
    const { guessed } = falseAlarmsOf(foreign.map(({ one }) => judge(one, withoutLists)))
    expect(guessed).toBeLessThanOrEqual(0.025 * foreign.length)
  })

  test('are worth what is said of them: 0.7 is seven in ten, and 0.9 at least eight in ten', () => {
    const around7 = calibrationOf(learned, 0.6, 0.8)
    expect(Math.abs(around7.stated - around7.worth)).toBeLessThanOrEqual(0.1)
    const around9 = calibrationOf(learned, 0.8, 1.01)
    expect(around9.worth).toBeGreaterThanOrEqual(around9.stated - 0.1)
  })
})

test.each(Object.entries(disturbances))('the cause is still found: %s', (_, disturb) => {
  const score = scoreOf(texts.map((one) => judge(one, known, disturb(one.text))))
  expect(score.top1).toBeGreaterThanOrEqual(0.9)
  expect(score.wrongButConfident).toBeLessThanOrEqual(0.02)
})
