/** Hostile text does not slow the window down: what is read slowly is bounded, counted in letters and not by the clock. */
import { describe, expect, test } from 'vitest'
import { condensed } from '../../../../src/domain/diagnosis/condense.ts'
import { piecesOf } from '../../../../src/domain/diagnosis/facts.ts'
import { unwrapped } from '../../../../src/domain/diagnosis/unwrap.ts'
import { hostileTexts } from '../../../bench/hostile-texts.ts'

const length = 800_000
/** 200,000 letters, and the neighbours of the last line that was chosen. */
const mostKept = 230_000

describe.each(Object.entries(hostileTexts))('%s', (_, made) => {
  test('is read slowly for a bounded length, in pieces of a bounded size', () => {
    const plain = unwrapped(condensed(made(length)))
    expect(plain.length).toBeLessThanOrEqual(mostKept)
    const pieces = [...piecesOf(plain)]
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(32_000)
    expect(pieces.length).toBeLessThanOrEqual(20)
  })
})

test('a report in base64 is read although an attachment of megabytes hangs on the mail', () => {
  const part = (type: string, body: string) =>
    `--b\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\n\r\n${(body.match(/.{1,76}/g) ?? []).join('\r\n')}\r\n`
  const mail =
    part('text/plain', btoa('Diagnostic information: 550 5.1.10 RESOLVER.ADR.RecipientNotFound')) +
    part('application/pdf', 'JVBERi0xLjcKJeLjz9MK'.repeat(60_000))
  expect(condensed(mail)).toContain('RESOLVER.ADR.RecipientNotFound')
})
