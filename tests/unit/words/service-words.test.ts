/** Sentences with a branch: by where a person reads, by number, and by what was found. */
import { describe, expect, test } from 'vitest'
import type { AppError } from '../../../src/domain/problem/app-error.ts'
import { en } from '../../../src/words/en.ts'
import { sayNotice } from '../../../src/words/say-notice.ts'
import { sayProblem } from '../../../src/words/shape/say-problem.ts'
import { stepNote } from '../../../src/words/say-step.ts'

const next = (error: AppError) => ({
  window: sayProblem(en, error, 'window').next,
  cli: sayProblem(en, error, 'cli').next,
})

describe('a person in the window is never told to type a command, where a page does it', () => {
  test.each<[AppError, RegExp, RegExp]>([
    [{ code: 'passphrase-missing' }, /^Enter its password/, /--passphrase-stdin/],
    [{ code: 'import-name-taken', name: 'Contoso' }, /^Choose another name\.$/, /--name/],
    [{ code: 'secret-not-kept' }, /Credential page/, /credential set/],
    [{ code: 'store-full', file: 'a.db' }, /Verify page/, /--resume/],
    [{ code: 'store-newer', file: 'a.db', format: 9, known: 8 }, /^Use the newer Sendproof\.$/, /--data/],
    [{ code: 'document-other', wanted: 'setup', found: 'template' }, /new setup/, /--template/],
    [{ code: 'cloud-unknown', cloud: 'mars', known: ['global'] }, /^Known: global\.$/, /--cloud FILE/],
    [{ code: 'sign-in-needed-again', aadsts: null }, /Mailboxes page/, /mailbox authorise/],
  ])('%j', (error, window, cli) => {
    expect(next(error).window).toMatch(window)
    expect(next(error).window).not.toMatch(/--[a-z]/)
    expect(next(error).cli).toMatch(cli)
  })

  test('a cloud that only a file describes is the one thing the window cannot import', () => {
    expect(next({ code: 'import-cloud-unknown', cloud: 'Lab' }).window).toMatch(/on the command line/)
  })
})

test('a template that was chosen for a setup is called what it is', () => {
  expect(sayProblem(en, { code: 'document-other', wanted: 'setup', found: 'template' }, 'window').what).toBe(
    'This is a template, not a setup file.',
  )
  expect(sayProblem(en, { code: 'document-other', wanted: 'template', found: null }, 'window').what).toBe(
    'This is not a template.',
  )
})

test('a refusal that the catalogue knows is said with its cause and what to do', () => {
  const refused = { code: 'sign-in-refused' as const, aadsts: 'AADSTS7000215' }
  const known = { ...refused, likely: 'The secret is wrong.', remedy: 'Copy the column Value.' }
  expect(sayProblem(en, known, 'window')).toMatchObject({
    what: 'Microsoft Entra refused the sign-in (AADSTS7000215). Likely cause: The secret is wrong.',
    next: 'Copy the column Value.',
  })
})

test.each([
  ['win32', 'Windows Credential Manager'],
  ['darwin', 'Keychain'],
  ['linux', 'The keyring'],
])('on %s the place for secrets has the name the system gives it', (platform, name) => {
  const problem = { code: 'keychain-closed' as const, why: 'locked' as const, platform }
  expect(sayProblem(en, problem, 'window').what.startsWith(`${name} is locked`)).toBe(true)
})

test('a damaged key is not repaired by signing in again, so nobody is told to', () => {
  const problem = {
    code: 'vault-entry-unreadable' as const,
    entry: 'credential' as const,
    why: 'key-damaged' as const,
    platform: 'win32',
  }
  expect(sayProblem(en, problem, 'window').next).toContain('vault-key')
  expect(sayProblem(en, { ...problem, why: 'other-key' }, 'window').next).toContain('Credential page')
})

test.each([
  [1, 'A run was interrupted. Open Verify to resume; nothing is sent twice.'],
  [3, '3 runs were interrupted. Open Verify to resume; nothing is sent twice.'],
])('%i interrupted', (count, said) => {
  expect(sayNotice(en, { code: 'runs-interrupted', count }, 'window')).toBe(said)
})

test('what older versions wrote beside a step is shown as written, what is noted now is said', () => {
  const events = en.checklist.events
  expect(stepNote({ note: 'Granted by M. Weber' }, events)).toBe('Granted by M. Weber')
  expect(stepNote({ note: null }, events)).toBeNull()
  expect(
    stepNote({ note: null, events: [{ code: 'smtp-auth-on', count: 1, tenantOn: false }] }, events),
  ).toBe('Authenticated SMTP is on for 1 mailbox; the setting of the organisation stays off.')
})
