/** A person knows a code, a few words or the tag of a report, and finds the cause; the closest ones stand first. */
import { expect, test } from 'vitest'
import { causeLines } from '../../../src/domain/diagnosis/cause-page.ts'
import { bySurface, causesFor } from '../../../src/renderer/features/diagnose/cause-list.ts'
import { remedies } from '../../kit/assets.ts'

const lines = causeLines(remedies())

test.each([
  ['AADSTS7000222', 'secret_expired'],
  ['limit_not_effective', 'limit_not_effective'],
  ['SMTP tenant off', 'tenant_smtp_auth_disabled'],
  ['  token EXPIRED ', 'token_expired'],
])('%s finds %s', (wanted, tag) => {
  expect(causesFor(lines, wanted).map((line) => line.tag)).toContain(tag)
})

test('a word of the title comes before a word of the explanation', () => {
  const found = causesFor(lines, 'consent').map((line) => line.title.toLowerCase().includes('consent'))
  expect(found[0]).toBe(true)
  expect(found).toContain(false)
  expect(found.lastIndexOf(true)).toBeLessThan(found.length - 1)
})

test('words that no cause has find nothing, and no words find all, each in one group', () => {
  expect(causesFor(lines, 'consent zebra')).toEqual([])
  expect(
    bySurface(causesFor(lines, ' '))
      .flatMap((group) => group.lines.map((line) => line.tag))
      .sort(),
  ).toEqual(lines.map((line) => line.tag).sort())
})
