/** An administrator answers the one question, and the causes are put in a new order by the answer alone. */
import { describe, expect, test } from 'vitest'
import { choicesOf } from '../../../../src/domain/diagnosis/answers.ts'
import { diagnose, examine } from '../../../../src/domain/diagnosis/diagnose.ts'
import { remedies } from '../../../kit/assets.ts'

const catalogue = remedies()
const words = catalogue.vocabulary.asking.answers
const criteria =
  '535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully'
const shared = '535 5.7.3 Authentication unsuccessful [X.PROD.OUTLOOK.COM]'
const first = (text: string, answers: Readonly<Record<string, string>>) =>
  diagnose(text, catalogue, { answers }).candidates[0]

test('every choice of every question names causes that exist, and makes a difference', () => {
  const tags = new Set(catalogue.causes.map((entry) => entry.tag))
  for (const entry of catalogue.causes) {
    const choices = choicesOf(entry, words)
    const named = choices.flatMap((choice) => [...(choice.likely ?? []), ...(choice.unlikely ?? [])])
    for (const tag of named) expect(tags, entry.tag).toContain(tag)
    if (choices.length === 0) continue
    expect(entry.ask, entry.tag).toBeDefined()
    expect(named, entry.tag).not.toEqual([])
    expect(new Set(choices.map((choice) => choice.id)).size, entry.tag).toBe(choices.length)
  }
})

test('two causes fit: one question is asked, and it can be answered with a button', () => {
  const { asking, questions } = diagnose(criteria, catalogue)
  expect(asking?.choices.length).toBeGreaterThanOrEqual(2)
  expect(questions).toContain(asking?.text)
})

test('a cause the text names outright is asked nothing about', () => {
  expect(diagnose('AADSTS7000222: expired', catalogue).asking).toBeUndefined()
})

describe('an answer', () => {
  test('brings the cause it speaks for to the front, surer than before', () => {
    const before = first(criteria, {})
    const after = first(criteria, { security_defaults: 'password' })
    expect(after?.tag).toBe('security_defaults')
    expect(after?.confidence).toBeGreaterThan(before?.confidence ?? 1)
  })
  test('against a cause takes it out of the way', () => {
    const tags = diagnose(criteria, catalogue, { answers: { conditional_access: 'no' } }).candidates.map(
      (one) => one.tag,
    )
    expect(tags).not.toContain('conditional_access')
  })
  test('is not asked for again', () => {
    const { asking } = diagnose(criteria, catalogue)
    const next = diagnose(criteria, catalogue, { answers: { [asking?.id ?? '']: 'unknown' } })
    expect(next.asking?.id).not.toBe(asking?.id)
    expect(next.questions).not.toContain(asking?.text)
    expect(next.candidates.map((one) => one.tag)).toEqual(
      diagnose(criteria, catalogue).candidates.map((one) => one.tag),
    )
  })
  test('can name a cause that the text alone did not', () => {
    const { candidates } = diagnose(shared, catalogue, { answers: { generic_auth_failure: 'password' } })
    expect(candidates.map((one) => one.tag)).toContain('bad_password')
  })
  test('to a question nobody knows changes nothing', () => {
    expect(
      diagnose(shared, catalogue, { answers: { no_such: 'yes', license_missing: 'perhaps' } }).candidates,
    ).toEqual(diagnose(shared, catalogue).candidates)
  })
  test('invents nothing where the text says nothing', () => {
    expect(diagnose('hello', catalogue, { answers: { license_missing: 'no' } }).candidates).toEqual([])
  })
})

test('what was recognised is listed, so that an administrator sees what the answer rests on', () => {
  const { recognised } = examine('AADSTS50126 and then 535 5.7.3 from smtp.office365.com:587', catalogue)
  expect(recognised).toEqual(
    expect.arrayContaining([
      { kind: 'entra', value: 'AADSTS50126' },
      { kind: 'status', value: '5.7.3' },
      { kind: 'port', value: '587' },
    ]),
  )
})
