/** A person drops a log of megabytes: no secret in it is shown because it happened to stand where a slice ended. */
import { expect, test } from 'vitest'
import { redactSlices } from '../../../../src/domain/text/redact-slices.ts'

const filler = (lines: number) => '2026-11-20 09:00:00 INFO sent to c@x.example 250 2.0.0 OK\n'.repeat(lines)
const inSlices = (text: string, length = 1_000) => [...redactSlices(text, length)]

test('a text without secrets comes out as it went in, whatever the slices', () => {
  const text = filler(200)
  for (const length of [100, 999, 4_000, 1_000_000]) expect(inSlices(text, length).join('')).toBe(text)
})

test.each([
  [
    'a private key',
    `-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n'.repeat(40)}-----END PRIVATE KEY-----\n`,
    'MIIEvQIBADAN',
  ],
  ['the answer to a challenge', '334 VXNlcm5hbWU6\nbWFkZS11cC1wYXNzd29yZA==\n', 'bWFkZS11cC1wYXNzd29yZA'],
  [
    'a folded token',
    `AUTH XOAUTH2\n${(btoa(`user=a@x.example\u0001auth=Bearer ${'made-up-'.repeat(60)}\u0001\u0001`).match(/.{1,76}/g) ?? []).join('\n')}\n`,
    btoa('made-up-made-up-made-up-').slice(0, 20),
  ],
  ['a member of JSON', '{"refresh_token":"made-up-value-1"}\n', 'made-up-value-1'],
])('%s is masked wherever in the text it stands', (_, secret, tell) => {
  for (let before = 0; before < 40; before += 1) {
    const masked = inSlices(filler(before) + 'x'.repeat(before) + '\n' + secret + filler(60)).join('')
    expect(masked).not.toContain(tell)
  }
})

test('a slice stays small, so that the window can draw in between', () => {
  const sizes = inSlices(filler(20_000), 50_000).map((slice) => slice.length)
  expect(sizes.length).toBeGreaterThan(15)
  expect(Math.max(...sizes)).toBeLessThanOrEqual(80_000)
})

test('one line of megabytes is cut between its members, not inside one', () => {
  const member = '"name":"value","client_secret":"made-up-value-2"'
  const masked = inSlices(`{${Array.from({ length: 5_000 }, () => member).join(',')}}`, 1_000).join('')
  expect(masked).not.toContain('made-up-value-2')
})
