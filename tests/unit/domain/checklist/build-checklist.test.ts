/** The plan an administrator comes back to after weeks: what is done, what is next, what waits. */
import { describe, expect, test } from 'vitest'
import { ChecklistSchema } from '../../../../src/domain/checklist/checklist.schema.ts'
import { recipeOf } from '../recipe/recipes.ts'
import { said } from '../../../fakes/said.ts'
import { eap } from '../../../kit/assets.ts'
import { checklistOf, contosoMailbox, contosoProbe, contosoSetup, recordOf } from '../../../kit/contoso.ts'

const at = (checklist: ReturnType<typeof checklistOf>, id: string) => {
  const step = checklist.steps.find((one) => one.id === id)
  if (step === undefined) throw new Error(`no step ${id}`)
  return step
}
const shared = contosoMailbox(2, {
  address: 'sales@contoso.example',
  kind: 'shared',
  signInAs: 'anna@contoso.example',
})

test('a fresh setup starts with the release of the product, and everything fits the window', () => {
  const checklist = checklistOf({})
  expect(checklist).toMatchObject({ total: 17, done: 0, next: 'release' })
  expect(ChecklistSchema.safeParse(checklist).success).toBe(true)
})

test('fills names in, shows what is missing, and never a secret', () => {
  const checklist = checklistOf({
    setup: contosoSetup({ clientId: null }),
    mailboxes: [contosoMailbox(1), contosoMailbox(2)],
  })
  expect(at(checklist, 'smtp-auth').title).toBe('Turn on Authenticated SMTP for 2 mailboxes')
  expect(at(checklist, 'register-application').values[2]).toEqual({
    label: 'Application (client) ID',
    value: '‹clientId›',
    secret: false,
    missing: ['clientId'],
  })
  expect(at(checklist, 'product-tenant').values.filter((value) => value.secret)).toEqual([
    { label: 'Client Secret', value: 'the Value from Certificates & secrets', secret: true, missing: [] },
  ])
})

describe('Send As', () => {
  const answering = (sender: string) => contosoSetup({ answers: { hostname: 'eap.contoso.example', sender } })
  test.each([
    ['follows the answer while no mailbox is listed', 'shared', [], 'todo'],
    ['is not needed when the answer says own addresses', 'own', [], 'not-needed'],
    [
      'is not needed when every listed mailbox signs in itself, whatever the answer',
      'shared',
      [contosoMailbox(1)],
      'not-needed',
    ],
    [
      'is needed when a shared mailbox is listed, whatever the answer',
      'own',
      [contosoMailbox(1), shared],
      'todo',
    ],
  ] as const)('%s', (_, sender, mailboxes, state) => {
    expect(at(checklistOf({ setup: answering(sender), mailboxes }), 'send-as').state).toBe(state)
  })

  test('names who needs it on what, as a command to copy', () => {
    const step = at(checklistOf({ mailboxes: [shared] }), 'send-as')
    expect(step.values.at(-1)?.value).toBe(
      "Add-RecipientPermission 'sales@contoso.example' -Trustee 'anna@contoso.example' -AccessRights SendAs",
    )
  })
})

describe('waiting for Microsoft', () => {
  const waiting = recordOf('smtp-auth', 'waiting', { waitUntil: '2026-11-21T14:00:00.000Z' })
  test('a step waits until its time is over', () => {
    expect(
      at(checklistOf({ records: [waiting], now: '2026-11-21T13:59:00.000Z' }), 'smtp-auth'),
    ).toMatchObject({ state: 'waiting', waitUntil: '2026-11-21T14:00:00.000Z' })
  })
  test('then it asks for a look, and still says since when', () => {
    expect(
      at(checklistOf({ records: [waiting], now: '2026-11-21T14:00:00.000Z' }), 'smtp-auth'),
    ).toMatchObject({ state: 'doing', waitUntil: '2026-11-21T14:00:00.000Z' })
  })
})

describe('the one next thing', () => {
  const allDone = () => eap().steps.map((step) => recordOf(step.id, 'done'))
  test('is a step whose needs are done', () => {
    const records = [recordOf('release', 'done'), recordOf('register-application', 'blocked')]
    const checklist = checklistOf({ records })
    expect(checklist.next).toBe('smtp-auth')
    expect(at(checklist, 'consent').waitsFor).toEqual(['permissions'])
  })
  test('is a waiting step only when nothing else can be done', () => {
    const records = allDone().map((record) =>
      record.stepId === 'smtp-auth'
        ? recordOf('smtp-auth', 'waiting', { waitUntil: '2026-11-21T14:00:00.000Z' })
        : record,
    )
    expect(checklistOf({ records }).next).toBe('smtp-auth')
    expect(checklistOf({ records: records.filter((record) => record.stepId !== 'client-secret') }).next).toBe(
      'client-secret',
    )
  })
  test('stays at a step a script has blocked by name, and goes on past one that is blocked otherwise', () => {
    const open = (one: string) =>
      allDone().flatMap((record) =>
        record.stepId === one ? [recordOf(one, 'blocked')] : record.stepId === 'hand-over' ? [] : [record],
      )
    expect(checklistOf({ records: open('server-check') }).next).toBe('server-check')
    expect(checklistOf({ records: open('email-settings') }).next).toBe('hand-over')
  })
  test('is nothing when all is done', () => {
    expect(checklistOf({ records: allDone() })).toMatchObject({ next: null, total: 17, done: 17 })
  })
})

describe('steps that Sendproof moves itself', () => {
  const open = contosoMailbox(1, { authorisation: null })
  const failed = contosoMailbox(3, { authorisation: null, problem: said('wrong-account', 'x') })
  const recipient = contosoMailbox(9, { purpose: 'recipient', authorisation: null })
  test.each([
    ['to do while nobody has signed in', [open], 'todo'],
    ['under way when some have', [open, contosoMailbox(2)], 'doing'],
    ['blocked when a sign-in failed', [contosoMailbox(2), failed], 'blocked'],
    ['done when every sender has, the recipient aside', [contosoMailbox(2), recipient], 'done'],
  ] as const)('authorise is %s', (_, mailboxes, state) => {
    expect(at(checklistOf({ mailboxes }), 'authorise').state).toBe(state)
  })

  const wrong = contosoProbe(2, { outcome: 'refused', receipt: 'none' })
  test.each([
    ['done when everything arrived', [contosoProbe(1)], 'finished', 'done'],
    [
      'under way while messages are on their way',
      [contosoProbe(1), contosoProbe(2, { receipt: 'waiting' })],
      'running',
      'doing',
    ],
    ['blocked when the run ended with a refusal', [contosoProbe(1), wrong], 'finished', 'blocked'],
  ] as const)('verify is %s', (_, probes, lastState, state) => {
    expect(at(checklistOf({ probes, lastState }), 'verify').state).toBe(state)
  })

  test('a person’s word stands until it is taken back', () => {
    expect(
      at(checklistOf({ mailboxes: [open], records: [recordOf('authorise', 'done')] }), 'authorise').state,
    ).toBe('done')
    expect(
      at(
        checklistOf({ mailboxes: [contosoMailbox(2)], records: [recordOf('authorise', 'todo')] }),
        'authorise',
      ).state,
    ).toBe('done')
  })
})

test('only a practice setup offers the practice administrator', () => {
  const practice = { mailboxes: 1, seed: 1, prepared: false, faults: [] }
  expect(checklistOf({}).steps.some((step) => step.practice)).toBe(false)
  expect(
    checklistOf({ setup: contosoSetup({ practice }) }).steps.filter((step) => step.practice),
  ).toHaveLength(8)
})

test('a good run is not the end while a refusal has to be proven and no mailbox is named for it', () => {
  const recipe = recipeOf('finpower-connect')
  const setup = contosoSetup({ recipeId: recipe.id, answers: {} })
  const senders = [contosoMailbox(1)]
  const outside = contosoMailbox(2, { purpose: 'outside' })
  const probes = [contosoProbe(1)]
  const state = (mailboxes: typeof senders) =>
    at(checklistOf({ recipe, setup, mailboxes, probes, lastState: 'finished' }), 'verify').state
  expect(state(senders)).toBe('blocked')
  expect(state([...senders, outside])).toBe('done')
})
