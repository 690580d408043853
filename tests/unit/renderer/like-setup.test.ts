/** A rehearsal is over, or the next server is due: the same answers begin the next setup, and nothing that belongs to the first. */
import { expect, test } from 'vitest'
import { faults } from '../../../src/practice/tenant/faults.ts'
import { duplicateOf, forReal } from '../../../src/renderer/data/like-setup.ts'
import { minutesLeftAt } from '../../../src/renderer/data/pace.ts'
import { reduceLocation, startLocation } from '../../../src/renderer/data/location.ts'
import { faultsFor } from '../../../src/renderer/features/setups/new-setup.ts'
import { en } from '../../../src/words/en.ts'

const rehearsal = {
  recipe: { id: 'flexdeploy' },
  name: 'Practice · FlexDeploy',
  practice: { running: true, faults: [], mailboxes: [], outside: null, calendar: null },
  answers: {
    sender: 'shared',
    hostname: 'flexdeploy.contoso.example',
    'reply-mailbox': 'Replies <replies@Contoso.EXAMPLE>',
    folder: 'example',
    server: 'mail.example.com',
    limited: true,
  },
}

test('for real, what only the practice tenant has is asked again and all else is kept', () => {
  expect(forReal(rehearsal)).toEqual({
    recipe: { id: 'flexdeploy' },
    where: 'tenant',
    from: 'Practice · FlexDeploy',
    answers: { sender: 'shared', folder: 'example', server: 'mail.example.com', limited: true },
  })
})

test('a duplicate keeps every answer and stays where it was', () => {
  expect(duplicateOf(rehearsal)).toMatchObject({ where: 'practice', answers: rehearsal.answers })
  expect(duplicateOf({ ...rehearsal, practice: null }).where).toBe('tenant')
})

test('every error that can be rehearsed is one the practice tenant knows, and each product is offered its own', () => {
  const known = faults.map(({ name }) => name as string)
  for (const name of Object.keys(en.window.newSetup.faults)) expect(known).toContain(name)
  expect(faultsFor({ sendingMode: 'smtp-delegated' })).toContain('mailbox-smtp-auth-off')
  expect(faultsFor({ sendingMode: 'smtp-delegated' })).not.toContain('expired-secret')
  expect(faultsFor({ sendingMode: 'graph-app' })).toContain('unscoped-app')
  expect(faultsFor({ sendingMode: 'graph-app' })).not.toContain('tenant-smtp-auth-off')
  for (const kind of ['smtp-delegated', 'graph-app'] as const)
    expect(faultsFor({ sendingMode: kind })).toContain('junk-mail')
})

test('exporting from the menu needs an open setup; importing goes to the list', () => {
  const setup = '00000000-0000-4000-8000-000000000001'
  const open = reduceLocation(startLocation, { type: 'setup', setup, page: 'verify' })
  expect(reduceLocation(open, { type: 'ask', for: 'export' })).toMatchObject({
    place: { at: 'setup', page: 'verify' },
    asked: 'export',
  })
  expect(reduceLocation(open, { type: 'ask', for: 'import' })).toMatchObject({
    place: { at: 'setups' },
    asked: 'import',
  })
  const nowhere = reduceLocation(startLocation, { type: 'ask', for: 'export' })
  expect(nowhere).toMatchObject({ place: { at: 'setups' }, asked: null })
  const asked = reduceLocation(open, { type: 'ask', for: 'export' })
  expect(reduceLocation(asked, { type: 'asked' }).asked).toBeNull()
})

test.each([
  ['nothing has been done yet', { at: 0, done: 0 }, 60_000, 0, 10, null],
  ['one says too little', { at: 0, done: 0 }, 60_000, 1, 10, null],
  ['two in a minute, eight to go', { at: 0, done: 0 }, 60_000, 2, 10, 4],
  ['what was done before it was seen is no pace', { at: 0, done: 5 }, 60_000, 6, 10, null],
  ['less than half a minute is said as one', { at: 0, done: 0 }, 9_000, 9, 10, 1],
  ['all done', { at: 0, done: 0 }, 60_000, 10, 10, null],
] as const)('minutes left for sign-ins: %s', (_, first, now, done, total, left) => {
  expect(minutesLeftAt(first, now, done, total)).toBe(left)
})
