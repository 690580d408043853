/** Before anything is sent the administrator sees who sends as whom to whom, and why something cannot be sent. */
import { expect, test } from 'vitest'
import { PlannedProbeView } from '../../../../src/contract/run-views.schema.ts'
import { needsOutside, planRun, unnamedFor } from '../../../../src/domain/run/plan-run.ts'
import { checkAnswers } from '../../../../src/domain/recipe/answers.ts'
import type { Recipe } from '../../../../src/domain/recipe/recipe.schema.ts'
import type { Answers } from '../../../../src/domain/setup/setup.schema.ts'
import { sayObstacle } from '../../../../src/words/say-attempt.ts'
import { wordsFor } from '../../../../src/words/words.ts'
import { eap } from '../../../kit/assets.ts'
import { contosoMailbox, contosoSetup } from '../../../kit/contoso.ts'
import { recipeIds, recipeOf } from '../recipe/recipes.ts'

const plan = (
  mailboxes: Parameters<typeof planRun>[0]['mailboxes'],
  recipient: string | null = 'verify@contoso.example',
) => planRun({ setup: contosoSetup({ recipient }), recipe: eap(), mailboxes, credential: false })

test('one message for each sender, signed in as its delegate, none for the recipient', () => {
  const { to, probes } = plan([
    contosoMailbox(1),
    contosoMailbox(2, { address: 'sales@contoso.example', kind: 'shared', signInAs: 'anna@contoso.example' }),
    contosoMailbox(3, { purpose: 'recipient' }),
  ])
  expect(to).toBe('verify@contoso.example')
  expect(
    probes.map((probe) => [probe.mailbox, probe.from, probe.transport, probe.expected, probe.obstacle]),
  ).toEqual([
    ['mailbox1@contoso.example', 'mailbox1@contoso.example', 'smtp-delegated', 'accepted', null],
    ['anna@contoso.example', 'sales@contoso.example', 'smtp-delegated', 'accepted', null],
  ])
  for (const probe of probes) expect(PlannedProbeView.safeParse(probe).success).toBe(true)
})

test.each([
  [
    'a shared mailbox without a delegate',
    contosoMailbox(1, { kind: 'shared' }),
    'no-delegate',
    'name the delegate',
  ],
  [
    'nobody signed in',
    contosoMailbox(1, { authorisation: null }),
    'not-signed-in',
    'mailbox1@contoso.example has not signed in yet.',
  ],
  [
    'the delegate has not signed in',
    contosoMailbox(1, { kind: 'shared', signInAs: 'anna@contoso.example', authorisation: null }),
    'not-signed-in',
    'anna@contoso.example has to sign in',
  ],
  [
    'the sign-in failed',
    contosoMailbox(1, { authorisation: null, problem: { code: 'sign-in-cancelled-here' } }),
    'sign-in-problem',
    'The sign-in was cancelled.',
  ],
] as const)('says in one sentence that %s', (_, mailbox, code, said) => {
  const obstacle = plan([mailbox]).probes[0]?.obstacle ?? null
  expect(obstacle).toMatchObject({ code })
  expect(obstacle === null ? '' : sayObstacle(wordsFor('en'), obstacle, 'window')).toContain(said)
})

test('says that nobody receives the messages', () => {
  expect(plan([contosoMailbox(1)], null)).toMatchObject({
    to: null,
    probes: [{ obstacle: { code: 'no-recipient' } }],
  })
})

test('a shared mailbox in the list is tried although the questions said that there is none', () => {
  const { probes } = planRun({
    setup: contosoSetup({ answers: { sender: 'own' } }),
    recipe: eap(),
    mailboxes: [
      contosoMailbox(1),
      contosoMailbox(2, { kind: 'shared', signInAs: 'mailbox1@contoso.example' }),
    ],
    credential: false,
  })
  expect(probes.map((probe) => [probe.check, probe.from])).toEqual([
    ['send', 'mailbox1@contoso.example'],
    ['send', 'mailbox2@contoso.example'],
  ])
})

/** As the form offers them. */
function offered(recipe: Recipe): Answers {
  const taken = checkAnswers(recipe, {})
  if (!taken.ok) throw new Error(taken.error.code)
  return taken.value
}

test('whoever plans for a product that is limited to some mailboxes is asked for the one that must be blocked', () => {
  const limited = recipeIds()
    .map(recipeOf)
    .filter((recipe) => needsOutside(recipe, offered(recipe)))
  expect(limited.length).toBeGreaterThan(2)
  for (const recipe of limited) {
    const setup = contosoSetup({ recipeId: recipe.id, answers: offered(recipe), recipient: null })
    const mailboxes = [contosoMailbox(1)]
    const asked = unnamedFor({ setup, recipe, mailboxes })
    expect(asked, recipe.id).toContain('outside-scope')
    const named = [...mailboxes, contosoMailbox(2, { purpose: 'outside' })]
    expect(unnamedFor({ setup, recipe, mailboxes: named }), recipe.id).not.toContain('outside-scope')
  }
})

test('the recipient is asked for before anything else that is not named', () => {
  const given = { setup: contosoSetup({ recipient: null }), recipe: eap(), mailboxes: [contosoMailbox(1)] }
  expect(unnamedFor(given)).toEqual(['recipient'])
  expect(unnamedFor({ ...given, setup: contosoSetup() })).toEqual([])
})
