/** A failure in the window comes with the button that helps, and with none that cannot. */
import { expect, test } from 'vitest'
import type { AppError } from '../../../src/domain/problem/app-error.ts'
import { helpFor } from '../../../src/renderer/data/error-help.ts'

const practice = { running: true, faults: [], mailboxes: [], outside: null, calendar: null }

test.each<[AppError, ReturnType<typeof helpFor>]>([
  [{ code: 'sign-in-without-client-id' }, 'enter-ids'],
  [{ code: 'recipient-missing' }, 'mailboxes'],
  [{ code: 'credential-none' }, 'credential'],
  [{ code: 'run-busy', where: 'here' }, 'retry'],
  [{ code: 'import-name-taken', name: 'Contoso' }, null],
])('%j: %s', (error, help) => {
  expect(helpFor(error, { practice: null })).toBe(help)
})

test('nobody enters ids of a practice tenant', () => {
  expect(helpFor({ code: 'sign-in-without-client-id' }, { practice })).toBeNull()
})
