/** Somebody presses Send with half of the plan open, or after one mailbox was proven: what is said, and what is not claimed. */
import { describe, expect, test } from 'vitest'
import { openBeforeSending } from '../../../../src/domain/checklist/what-is-left.ts'
import { buildChecklist } from '../../../../src/domain/checklist/build-checklist.ts'
import { summarise } from '../../../../src/domain/run/summarise.ts'
import { en } from '../../../../src/words/en.ts'
import { eap } from '../../../kit/assets.ts'
import { checklistOf, contosoProbe, contosoSetup, now, recordOf } from '../../../kit/contoso.ts'

describe('what the verification stands on', () => {
  test('is every step it needs, directly or through others, and no sign-in: each mailbox says that of itself', () => {
    const open = openBeforeSending(checklistOf({})).map(({ id }) => id)
    expect(open).toEqual(expect.arrayContaining(['register-application', 'consent', 'smtp-auth']))
    expect(open).not.toContain('authorise')
    expect(open).not.toContain('verify')
    // what comes after, or beside it, does not keep a message from leaving
    expect(open).not.toContain('email-settings')
  })

  test('shrinks with every step that is done, and what waits for Microsoft is still open', () => {
    const all = openBeforeSending(checklistOf({}))
    const left = openBeforeSending(
      checklistOf({
        records: [
          recordOf('register-application', 'done'),
          recordOf('smtp-auth', 'waiting', { waitUntil: '2026-11-21T20:00:00.000Z' }),
        ],
      }),
    ).map(({ id }) => id)
    expect(left).toHaveLength(all.length - 1)
    expect(left).toContain('smtp-auth')
  })
})

test.each([
  ['every mailbox', 0, 'done'],
  ['one mailbox of three', 2, 'doing'],
])('a run over %s (%i not tried) leaves the verification %s', (_who, untried, state) => {
  const { steps } = buildChecklist({
    recipe: eap(),
    setup: contosoSetup(),
    mailboxes: [],
    records: [],
    runs: { lastSummary: summarise([contosoProbe(1)]), lastState: 'finished', untried },
    now,
  })
  expect(steps.find(({ id }) => id === 'verify')?.state).toBe(state)
})

describe('the question before a real send', () => {
  const detail = (open: readonly string[]) =>
    en.native.ask.send({ name: 'Contoso', tenant: 'contoso.com', count: 2, to: 'v@contoso.com', open }).detail

  test('says nothing of the plan when it is done', () => {
    expect(detail([])).not.toContain('plan')
  })

  test('names the open steps, and counts those a dialog has no room for', () => {
    expect(detail(['Grant admin consent'])).toContain('This step of the plan is not done')
    expect(detail(['1', '2', '3', '4', '5', '6', '7'])).toMatch(/These 7 steps [\s\S]*- 5\n- and 2 more$/)
  })
})
