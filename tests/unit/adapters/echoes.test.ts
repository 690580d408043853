/** A server that was handed a token says it back in its reply; no spelling of it may reach a transcript or a report. */
import { expect, test } from 'vitest'
import { Echoes } from '../../../src/main/adapters/network/echoes.ts'

const token =
  'eyJ0eXAiOiJKV1QifQ.eyJhdWQiOiJodHRwczovL291dGxvb2sub2ZmaWNlLmNvbSIsImNhbmFyeSI6Ijc3MzEifQ.c2lnbmF0dXJlLWNhbmFyeQ'
const bytes = [...Buffer.from(token)].map((byte) => byte.toString(16).padStart(2, '0'))

test.each([
  ['as it is', token],
  ['within a longer word', `token=${token}/`],
  ['in the middle of it alone', token.slice(30, 80)],
  ['in pieces', `${token.slice(0, 40)} ${token.slice(40, 80)} ${token.slice(80)}`],
  ['as hex', bytes.join('')],
  ['as hex in capitals', bytes.join('').toUpperCase()],
  ['as hex with blanks', bytes.join(' ')],
  ['as hex with colons', bytes.join(':')],
  ['as an escaped string', `\\x${bytes.join('\\x')}`],
  ['as a part in hex', bytes.slice(20, 60).join('')],
  ['as base64', Buffer.from(token).toString('base64')],
  ['as base64 for addresses', Buffer.from(token).toString('base64url')],
])('%s', (_, said) => {
  const masked = new Echoes([token]).mask(`535 5.7.3 no: ${said} .`)
  expect(masked).toContain('[removed]')
  expect(masked.startsWith('535 5.7.3 no: ')).toBe(true)
  for (let at = 0; at + 24 <= token.length; at += 1) {
    expect(masked).not.toContain(token.slice(at, at + 24))
    expect(masked.replace(/[^0-9a-f]/gi, '').toLowerCase()).not.toContain(bytes.slice(at, at + 24).join(''))
  }
})

test('what is no part of the token stays, ids and digests included', () => {
  const reply =
    '535 5.7.3 Authentication unsuccessful [AM0PR04CA0016.eurprd04.prod.outlook.com 2026-11-27T11:25:21.972Z 08DD66EDEFB0DFDF] 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'
  expect(new Echoes([token]).mask(reply)).toBe(reply)
})
