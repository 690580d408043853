/** An administrator without a window reads one step and can do it: nothing the window shows is left out. */
import { expect, test } from 'vitest'
import { buildChecklist } from '../../../src/domain/checklist/build-checklist.ts'
import type { Answers } from '../../../src/domain/setup/setup.schema.ts'
import { stepText } from '../../../src/words/en/cli/step.ts'
import { en } from '../../../src/words/en.ts'
import { sayStep } from '../../../src/words/say-step.ts'
import { contosoMailbox, contosoSetup, now } from '../../kit/contoso.ts'
import { recipeOf } from '../domain/recipe/recipes.ts'

function shown(id: string, recipe: string, answers: Answers, mailboxes = [contosoMailbox(1, {})]): string {
  const { steps } = buildChecklist({
    recipe: recipeOf(recipe),
    setup: contosoSetup({ recipeId: recipe, answers }),
    mailboxes,
    records: [],
    runs: { lastSummary: null },
    now,
  })
  const step = steps.find((one) => one.id === id)
  if (step === undefined) throw new Error(`no step ${id}`)
  return stepText({ ...step, ...sayStep(en, step), first: ['Register first'], noted: null })
}

test('the clicks are numbered, after the goal and before the values', () => {
  const text = shown('web-redirect', 'eap', { hostname: 'eap.contoso.example' })
  expect(text).toMatch(
    /Do first: Register first\.\n\nAdd the address .*Why: .*Where: entra\.microsoft\.com > .*\n\n1\. Open .*\n2\. Press .*\n5\. .*\n\nRedirect URI \(Web\): https:\/\/eap\.contoso\.example\/wm/s,
  )
  expect(text).toMatch(/Our advice, not confirmed: .*\nBecause: .*\nAsk the vendor: /)
})

test('clicks that only some answers call for stay away with the others', () => {
  expect(shown('register-application', 'finpower-connect', { limit: true })).toMatch(/7\. Copy its Object ID/)
  expect(shown('register-application', 'finpower-connect', { limit: false })).not.toMatch(/Object ID as well/)
})

test('a secret is named and never shown, several commands stand one a line, and what is open says so', () => {
  expect(shown('client-secret', 'eap', { hostname: 'h.example' })).toMatch(/\(a secret, never shown here\)/)
  const shared = [2, 3].map((number) =>
    contosoMailbox(number, { kind: 'shared', signInAs: 'mara@contoso.example' }),
  )
  const rights = shown('send-as', 'eap', { hostname: 'h.example', sender: 'shared' }, shared)
  expect(rights).toMatch(/All of them at once:\n {2}Add-RecipientPermission .*\n {2}Add-RecipientPermission /)
  expect(shown('smtp-auth', 'eap', { hostname: 'h.example' }, [])).toMatch(/‹signIns› \(not complete yet/)
})

test('moves of steps that this setup does not need are kept, and are no news on the command line', () => {
  const move = { moves: 1, from: 'todo', to: 'done', both: false } as const
  const said = en.cli.setup.imported(
    {
      id: contosoSetup().id,
      name: 'Contoso',
      created: false,
      steps: [
        { step: 'consent', ...move },
        { step: 'certificate', ...move },
      ],
      mailboxes: 0,
      runs: 0,
      attachments: 0,
      filled: [],
      differences: [],
    },
    new Set(['certificate']),
  )
  expect(said).toContain('consent: not started → done')
  expect(said).not.toContain('certificate:')
  expect(said).toContain('history of 1 step that this setup does not need: kept')
  expect(said).not.toContain('Nothing new')
})

test('where nobody signs in, the status counts mailboxes and no sign-ins', () => {
  const facts = { name: 'C', product: 'P', done: 1, total: 9, mailboxes: 2 }
  expect(en.cli.setup.progress({ ...facts, signedIn: null })).toBe('C: P, 1 of 9 steps done, 2 mailboxes')
  expect(en.cli.setup.progress({ ...facts, signedIn: 1 })).toContain('1 of 2 mailboxes signed in')
})
