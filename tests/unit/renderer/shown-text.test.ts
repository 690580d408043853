/** Ten thousand lines in a text area held the window up for a second: only their beginning stands in it. */
import { expect, test } from 'vitest'
import { shownText } from '../../../src/renderer/features/mailboxes/mailbox-state.ts'

const lines = (count: number) => Array.from({ length: count }, (_, index) => `sender${index}@contoso.example`)

test('what somebody types or pastes by hand is all there', () => {
  const text = lines(500).join('\r\n')
  expect(shownText(text)).toEqual({ text, more: 0 })
})

test('of a long list the beginning is shown, and how many lines follow', () => {
  const { text, more } = shownText(lines(10_000).join('\n'))
  expect(text).toBe(lines(200).join('\n'))
  expect(more).toBe(9_800)
})

test('one endless line is cut as well', () => {
  const { text, more } = shownText('x'.repeat(1_000_000))
  expect(text.length).toBeLessThan(100_000)
  expect(more).toBe(1)
})
