/** Somebody types back what stands in the product, and is told the first letter that is not as it should be. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkTyped } from '../../../../src/domain/field-sheet/check-typed.ts'
import { compareTyped, nearest } from '../../../../src/domain/field-sheet/compare-typed.ts'
import { en } from '../../../../src/words/en.ts'
import { anyText } from '../any-text.ts'

const exactly = { ignoreCase: false }

const say = en.fieldSheet.comparison

test.each([
  [
    'https://eap.contoso.example/wm',
    'http://eap.contoso.example/wm',
    { kind: 'differs', after: 4, pieces: { found: { text: 'http' }, wanted: { text: 'https' } } },
    'It differs at the 5th character: “http” instead of “https”.',
  ],
  [
    'smtp.office365.com:587',
    'smtp.office365.com:567',
    { kind: 'differs', after: 20, pieces: { found: { text: '567' }, wanted: { text: '587' } } },
    'It differs at the 21st character: “567” instead of “587”.',
  ],
  [
    '/wm/callback',
    '/WM/callback',
    { kind: 'differs', after: 1, pieces: { found: { text: 'WM' }, wanted: { text: 'wm' } } },
    'It differs at the 2nd character: “WM” instead of “wm”.',
  ],
  [
    'https://a/b',
    'https://a/b/',
    { kind: 'ends-late', after: 11, surplus: { text: '/' } },
    'It should end after 11 characters; “/” is too much.',
  ],
  [
    'https://a/b/',
    'https://a/b',
    { kind: 'ends-early', after: 11, missing: { text: '/' } },
    'It ends too early: after 11 characters, “/” is missing.',
  ],
  [
    'abc',
    'ab c',
    { kind: 'differs', after: 2, pieces: { found: { blank: 'space' }, wanted: { text: 'c' } } },
    'It differs at the 3rd character: a space instead of “c”.',
  ],
  [
    'a b',
    'a\u00a0b',
    { kind: 'differs', after: 1, pieces: { found: { blank: 'no-break-space' }, wanted: { blank: 'space' } } },
    'It differs at the 2nd character: a no-break space instead of a space.',
  ],
  [
    'abc',
    'abc\u200b',
    { kind: 'ends-late', after: 3, surplus: { blank: 'zero-width-space' } },
    'It should end after 3 characters; a zero-width space is too much.',
  ],
  ['abc', '', { kind: 'empty' }, 'Nothing is entered yet.'],
  [
    'x'.repeat(111),
    `${'x'.repeat(110)}-`,
    { kind: 'differs', after: 110, pieces: { found: { text: '-' }, wanted: { text: 'x' } } },
    'It differs at the 111th character: “-” instead of “x”.',
  ],
])('“%s” typed as “%s” is said to differ where it does', (wanted, typed, facts, sentence) => {
  const comparison = compareTyped(wanted, typed, exactly)
  expect(comparison).toEqual(facts)
  expect(say(comparison)).toBe(sentence)
})

test('capitals are called out only where they count', () => {
  expect(compareTyped('smtp.office365.com', 'SMTP.Office365.com', { ignoreCase: true })).toEqual({
    kind: 'same-but-case',
  })
  expect(compareTyped('/Synergy', '/synergy', exactly)).toMatchObject({
    kind: 'differs',
    after: 1,
  })
  expect(compareTyped('a', 'a', exactly)).toEqual({ kind: 'same' })
})

test('a secret that was mistyped is never repeated, only where it differs', () => {
  const said = compareTyped('abc~DEFsecret', 'abc~DEFsecreT', { ignoreCase: false, showPieces: false })
  expect(said).toEqual({ kind: 'differs', after: 12, pieces: null })
  expect(say(said)).toBe('It differs at the 13th character.')
})

test('of several senders the one that was meant is compared', () => {
  const senders = 'orders@contoso.example, invoices@contoso.example'
  expect(nearest(senders.split(', '), 'invoice')).toBe('invoices@contoso.example')
  const field = { kind: 'sender', wanted: senders } as const
  expect(checkTyped(field, 'invoices@contoso.example').comparison).toEqual({ kind: 'same' })
  expect(checkTyped(field, 'Invoices').findings.map(({ code }) => code)).toEqual(['address-name'])
})

test.each([
  ['smtp-host', 'smtp.office365.com:587', 'smtp.office365.com:567', 'port-567'],
  ['client-secret', null, '0f0e0d0c-0b0a-4908-8706-050403020100', 'secret-id'],
  ['client-id', 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee', 'aaaaaaaa-bbbb-4ccc-8ddd eeeeeeeeeeee', 'id-blank'],
  ['redirect', 'https://eap.contoso.example/wm', 'http://eap.contoso.example/wm', 'redirect-http'],
  ['smtp-tls', 'STARTTLS', 'SSL/TLS', 'tls-unclear'],
  [
    'scope',
    'https://graph.microsoft.com/.default',
    'Mail.Send https://outlook.office.com/SMTP.Send',
    'scope-two-resources',
  ],
] as const)('%s: “%s” typed as “%s” is explained', (kind, wanted, typed, id) => {
  const { findings } = checkTyped({ kind, wanted }, typed, {
    server: { host: 'smtp.office365.com', port: 587 },
  })
  expect(findings.map((finding) => finding.code)).toContain(id)
})

test('no text that somebody pastes makes it fall over, and equal texts never differ', () => {
  fc.assert(
    fc.property(anyText(), anyText(), fc.boolean(), (wanted, typed, ignoreCase) => {
      const { kind } = compareTyped(wanted, typed, { ignoreCase })
      if (wanted === typed) expect(kind).toBe('same')
      expect(compareTyped(wanted, wanted, { ignoreCase })).toEqual({ kind: 'same' })
    }),
  )
})
