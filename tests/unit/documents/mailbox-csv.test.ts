/** A list that is saved for a colleague or the next tenant reads in again as it was, and a spreadsheet runs nothing of it. */
import { expect, test } from 'vitest'
import { mailboxCsv } from '../../../src/documents/files/mailbox-csv.ts'
import { parseMailboxes } from '../../../src/domain/mailbox/parse-mailboxes.ts'
import type { Mailbox } from '../../../src/domain/mailbox/mailbox.schema.ts'
import { en } from '../../../src/words/en.ts'
import { contosoMailbox } from '../../kit/contoso.ts'

const csv = (senders: readonly Mailbox[], people = true) =>
  [...mailboxCsv(senders, { people, words: en })].join('')
const senders = [
  contosoMailbox(1, { displayName: 'Doe, "Jane"' }),
  contosoMailbox(2, {
    address: 'sales@contoso.example',
    kind: 'shared',
    signInAs: 'anna@contoso.example',
    authorisation: null,
    problem: { code: 'sign-in-cancelled-here' },
  }),
  contosoMailbox(3, { kind: 'group', signInAs: 'anna@contoso.example' }),
]

test('each mailbox comes back with its kind, its name and who signs in for it', () => {
  const read = parseMailboxes(csv(senders), { senders: [], peopleSignIn: true })
  expect(read.problems).toEqual([])
  expect(read.rows).toMatchObject(
    senders.map(({ address, kind, displayName, signInAs }) => ({ address, kind, displayName, signInAs })),
  )
})

test('where the application signs in, nothing is said of sign-ins', () => {
  const text = csv(senders, false)
  expect(text.split('\r\n')[0]).toBe('\ufeffAddress,Display name,Type')
  expect(parseMailboxes(text, { senders: [], peopleSignIn: false }).rows).toHaveLength(3)
})

test('a sign-in that failed says why, and is not counted as one', () => {
  const line = csv(senders).split('\r\n')[2] ?? ''
  expect(line).toBe(
    'sales@contoso.example,,shared,anna@contoso.example,,,The sign-in was cancelled. Nothing was saved.',
  )
})

test('a name that a spreadsheet would run stays text', () => {
  expect(csv([contosoMailbox(1, { displayName: '=HYPERLINK("https://evil.invalid")' })])).toContain(
    `"'=HYPERLINK(""https://evil.invalid"")"`,
  )
})
