/** Somebody types back what stands in the product, and is told the first letter that is not as it should be. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkTyped } from '../../../../src/domain/field-sheet/check-typed.ts'
import { compareTyped, nearest } from '../../../../src/domain/field-sheet/compare-typed.ts'
import { anyText } from '../any-text.ts'

const exactly = { ignoreCase: false }

test.each([
  [
    'https://eap.contoso.example/wm',
    'http://eap.contoso.example/wm',
    5,
    'It differs at the 5th character: “http” instead of “https”.',
  ],
  [
    'smtp.office365.com:587',
    'smtp.office365.com:567',
    21,
    'It differs at the 21st character: “567” instead of “587”.',
  ],
  ['/wm/callback', '/WM/callback', 2, 'It differs at the 2nd character: “WM” instead of “wm”.'],
  ['https://a/b', 'https://a/b/', 12, 'It should end after 11 characters; “/” is too much.'],
  ['https://a/b/', 'https://a/b', 12, 'It ends too early: after 11 characters “/” is missing.'],
  ['abc', 'ab c', 3, 'It differs at the 3rd character: a blank instead of “c”.'],
  ['a b', 'a\u00a0b', 2, 'It differs at the 2nd character: a no-break space instead of a blank.'],
  ['abc', 'abc\u200b', 4, 'It should end after 3 characters; a zero-width space is too much.'],
  ['abc', '', 1, 'Nothing is typed in yet.'],
  ['x'.repeat(111), `${'x'.repeat(110)}-`, 111, 'It differs at the 111th character: “-” instead of “x”.'],
])('“%s” typed as “%s” differs at character %d', (wanted, typed, at, sentence) => {
  expect(compareTyped(wanted, typed, exactly)).toEqual({ kind: 'different', at, sentence })
})

test('capitals are called out only where they count', () => {
  expect(compareTyped('smtp.office365.com', 'SMTP.Office365.com', { ignoreCase: true })).toEqual({
    kind: 'same-but-case',
  })
  expect(compareTyped('/Synergy', '/synergy', exactly)).toMatchObject({ kind: 'different', at: 2 })
  expect(compareTyped('a', 'a', exactly)).toEqual({ kind: 'same' })
})

test('a secret that was mistyped is never repeated, only where it differs', () => {
  const said = compareTyped('abc~DEFsecret', 'abc~DEFsecreT', { ignoreCase: false, showPieces: false })
  expect(said).toEqual({ kind: 'different', at: 13, sentence: 'It differs at the 13th character.' })
})

test('of several senders the one that was meant is compared', () => {
  const senders = 'orders@contoso.example, invoices@contoso.example'
  expect(nearest(senders.split(', '), 'invoice')).toBe('invoices@contoso.example')
  const field = { kind: 'sender', wanted: senders } as const
  expect(checkTyped(field, 'invoices@contoso.example').comparison).toEqual({ kind: 'same' })
  expect(checkTyped(field, 'Invoices').findings.map(({ id }) => id)).toEqual(['sender-display-name'])
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
  expect(findings.map((finding) => finding.id)).toContain(id)
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
