/** Answers → plan, for every recipe: what a changed answer may change, and what it never may. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildChecklist } from '../../../../src/domain/checklist/build-checklist.ts'
import type { Checklist } from '../../../../src/domain/checklist/checklist.schema.ts'
import type { StepRecord } from '../../../../src/domain/step/step-record.schema.ts'
import { chosen } from '../../../../src/domain/recipe/conditions.ts'
import type { Question, Recipe } from '../../../../src/domain/recipe/recipe.schema.ts'
import { checkAnswers } from '../../../../src/domain/recipe/answers.ts'
import type { Answers } from '../../../../src/domain/setup/setup.schema.ts'
import { recipeIds, recipeOf } from '../recipe/recipes.ts'
import { contosoSetup, now } from '../../../kit/contoso.ts'
import { plainly } from '../../../fakes/plainly.ts'

function planOf(recipe: Recipe, answers: Answers, records: readonly StepRecord[] = []): Checklist {
  return buildChecklist({
    recipe,
    setup: contosoSetup({ recipeId: recipe.id, answers }),
    mailboxes: [],
    records,
    runs: { lastSummary: null },
    now,
  })
}

function answerTo(question: Question): fc.Arbitrary<string | boolean> {
  switch (question.type) {
    case 'flag':
      return fc.boolean()
    case 'choice':
      return fc.constantFrom(...question.options.map(({ value }) => value))
    case 'choices':
      return fc
        .subarray(
          question.options.map(({ value }) => value),
          { minLength: 1 },
        )
        .map((values) => values.join(', '))
    case 'text':
      return question.shape === 'guid'
        ? fc.uuid()
        : fc.constantFrom('one.contoso.example', 'two.contoso.example')
  }
}

/** Any of the questions may stay open. */
function answersFor(recipe: Recipe): fc.Arbitrary<Answers> {
  const each = recipe.questions.map((question) =>
    fc.option(answerTo(question), { nil: null }).map((answer) => [question.id, answer] as const),
  )
  return fc.tuple(...each).map((pairs) => {
    const answers: Answers = {}
    for (const [id, answer] of pairs) if (answer !== null) answers[id] = answer
    return answers
  })
}

/** Questions that any condition on a step names. */
function deciding(recipe: Recipe): Set<string> {
  return new Set(
    recipe.steps.flatMap(({ when }) => (when === undefined ? [] : [when].flat().map(({ answer }) => answer))),
  )
}

const shape = (plan: Checklist) =>
  plan.steps.map(({ id, state, role, minutes, waitMinutes, needs }) => ({
    id,
    state,
    role,
    minutes,
    waitMinutes,
    needs,
  }))
const done = (stepId: string): StepRecord => ({
  stepId,
  state: 'done',
  waitUntil: null,
  history: [
    { at: now, who: 'CONTOSO\\kim', by: 'person', from: 'todo', to: 'done', note: 'Seen in the portal.' },
  ],
})

describe.each(recipeIds())('the plan of %s', (id) => {
  const recipe = recipeOf(id)

  test('is the same for the same answers, and stable under answers no step asks for', () => {
    const irrelevant = recipe.questions.filter((question) => !deciding(recipe).has(question.id))
    fc.assert(
      fc.property(answersFor(recipe), answersFor(recipe), (answers, others) => {
        const changed = { ...answers }
        for (const question of irrelevant) {
          const other = others[question.id]
          if (other !== undefined) changed[question.id] = other
        }
        expect(planOf(recipe, answers)).toEqual(planOf(recipe, { ...answers }))
        expect(shape(planOf(recipe, changed))).toEqual(shape(planOf(recipe, answers)))
      }),
      { numRuns: 30 },
    )
  })

  test('keeps the work done when an answer changes, and marks what is not needed any more', () => {
    const records = recipe.steps
      .filter(({ automation }) => automation === undefined)
      .map((step) => done(step.id))
    fc.assert(
      fc.property(answersFor(recipe), answersFor(recipe), (before, after) => {
        for (const answers of [before, after, before]) {
          const plan = planOf(recipe, answers, records)
          for (const step of plan.steps.filter(({ automation }) => automation === null)) {
            expect(['done', 'not-needed']).toContain(step.state)
            expect(step.history).toHaveLength(1)
          }
        }
        // going back brings everything back
        expect(planOf(recipe, before, records)).toEqual(planOf(recipe, { ...before }, records))
      }),
      { numRuns: 30 },
    )
  })

  test('never waits for a step it does not need, and always has a next one until all is done', () => {
    fc.assert(
      fc.property(answersFor(recipe), (answers) => {
        const plan = planOf(recipe, answers)
        const needless = plan.steps.filter(({ state }) => state === 'not-needed').map((step) => step.id)
        for (const step of plan.steps) for (const need of step.waitsFor) expect(needless).not.toContain(need)
        expect(plan.next).not.toBeNull()
        expect(plan.total).toBe(plan.steps.length - needless.length)
        expect(plan.total).toBeGreaterThan(5)
      }),
      { numRuns: 30 },
    )
  })

  test('keeps only what can be answered, in one form', () => {
    fc.assert(
      fc.property(answersFor(recipe), (answers) => {
        const given = Object.fromEntries(
          Object.entries(answers).filter(
            ([name]) => recipe.questions.find((one) => one.id === name)?.type !== 'text',
          ),
        )
        const checked = checkAnswers(recipe, given)
        if (!checked.ok) throw new Error(plainly(checked.error).what)
        expect(checkAnswers(recipe, checked.value)).toEqual(checked)
      }),
      { numRuns: 30 },
    )
  })
})

test('Exact without the calendar needs neither redirects nor the EWS list; adding it brings them', () => {
  const needed = (parts: string) =>
    planOf(recipeOf('exact'), { parts })
      .steps.filter(({ state }) => state !== 'not-needed')
      .map(({ id }) => id)
  expect(needed('globe')).not.toContain('ews-allow')
  expect(needed('globe')).not.toContain('redirects')
  expect(needed('globe, elis-calendar')).toEqual(
    expect.arrayContaining(['redirects', 'ews-allow', 'globe-settings', 'elis-calendar-settings']),
  )
})

test('the values of a step follow the answers as well', () => {
  const labels = (parts: string) =>
    planOf(recipeOf('exact'), { parts })
      .steps.find(({ id }) => id === 'permissions')
      ?.values.map(({ value }) => value)
  expect(labels('globe')).toEqual(['Mail.Send'])
  expect(labels('elis-calendar')).toEqual(['full_access_as_app'])
})

describe('an answer with several choices', () => {
  const exact = recipeOf('exact')
  test.each([
    ['in any order, with blanks', ' synergy ,globe', 'globe, synergy'],
    ['as a list', ['elis-email', 'globe'], 'globe, elis-email'],
    ['left out', undefined, 'globe'],
    ['empty', '', 'globe'],
  ])('%s', (_, parts, kept) => {
    const checked = checkAnswers(exact, { parts })
    expect(checked.ok && checked.value.parts).toBe(kept)
  })
  test.each([['globe, payroll'], [7], [['globe', 3]], [{ globe: true }]])('%j is refused', (parts) => {
    expect(checkAnswers(exact, { parts })).toMatchObject({ ok: false, error: { field: 'parts' } })
  })
  test('a host name is only missed when the part that needs it is used', () => {
    expect(checkAnswers(exact, { parts: 'globe' }, { complete: true }).ok).toBe(true)
    expect(checkAnswers(exact, { parts: 'globe, elis-calendar' }, { complete: true })).toMatchObject({
      ok: false,
      error: { field: 'synergy-host' },
    })
  })
  test('is taken apart without blanks', () => {
    expect(chosen(' a, ,b,')).toEqual(['a', 'b'])
  })
})

test.each([
  ['scope-group', "x'; Remove-Mailbox everyone"],
  ['scope-group', 'a$(b)'],
  ['scope-group', 'a`nb'],
  ['enterprise-object-id', '11111111-2222-4333-8444-555555555555; Get-Mailbox'],
])('%s never takes text that would end a PowerShell line early: %s', (name, text) => {
  expect(checkAnswers(recipeOf('enate'), { [name]: text }).ok).toBe(false)
})
