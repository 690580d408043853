/** Names and replies come from elsewhere; in a report or a spreadsheet they must stay text. */
import { expect, test } from 'vitest'
import fc from 'fast-check'
import { csvCell, escapeHtml, oneLine } from '../../../../src/domain/text/escape.ts'
import { anyText } from '../any-text.ts'

test('nothing in a text opens a tag or ends an attribute', () => {
  fc.assert(
    fc.property(anyText(), (text) => {
      expect(escapeHtml(text)).not.toMatch(/[<>"'`]|&(?!(?:amp|lt|gt|quot|#39|#96);)/)
    }),
  )
})

test('a name cannot turn the text around it', () => {
  expect(escapeHtml('fdp\u202eexe.\u0000x')).toBe('fdp\ufffdexe.\ufffdx')
  expect(oneLine('a\r\nBcc: b\u2028c')).toBe('a Bcc: b c')
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', '|calc', '%x'])(
  'a spreadsheet does not calculate %j',
  (text) => {
    expect(csvCell(text).replace(/^"/, '')).toMatch(/^'/)
  },
)

test('numbers stay numbers and quotation marks are doubled', () => {
  expect([csvCell(-5), csvCell(null), csvCell('a "b"; c')]).toEqual(['-5', '', '"a ""b""; c"'])
})

test('a cell holds nothing that a terminal obeys', () => {
  expect(csvCell('535 5.7.3 a\u0000b\u001b[2J')).toBe('535 5.7.3 a\ufffdb\ufffd[2J')
  expect(csvCell('\u0000=cmd')).toBe("'\ufffd=cmd")
})
