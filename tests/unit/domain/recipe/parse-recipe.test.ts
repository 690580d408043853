/** A recipe from elsewhere is taken whole or not at all, and its author is told every mistake by path. */
import { expect, test } from 'vitest'
import fc from 'fast-check'
import { parseRecipe } from '../../../../src/domain/recipe/parse-recipe.ts'
import { schemaFiles } from '../../../../tools/schema.ts'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { assets, eapFile } from '../../../kit/assets.ts'
import { saidAsset } from '../said-asset.ts'

interface Draft {
  [member: string]: unknown
  steps: Record<string, unknown>[]
  questions: Record<string, unknown>[]
  registration: Record<string, unknown>
}

function problemsOf(change: (recipe: Draft) => void): string[] {
  const recipe = eapFile() as Draft
  change(recipe)
  const parsed = parseRecipe(recipe)
  return parsed.ok ? [] : parsed.error.map(saidAsset)
}

test('takes the recipe that comes with the app', () => {
  expect(problemsOf(() => undefined)).toEqual([])
})

const mistakes: [string, (recipe: Draft) => void, RegExp][] = [
  ['a member nobody reads', (recipe) => (recipe.extra = 1), /^the file: has a member nobody reads: extra\.$/],
  ['a step without a title', (recipe) => delete recipe.steps[2]?.title, /^steps\[2\]\.title: /],
  [
    'two steps with one id',
    (recipe) => (recipe.steps[1] = { ...recipe.steps[1], id: 'consent' }),
    /^steps\[5\]\.id: “consent” is used twice\.$/,
  ],
  [
    'a need that does not exist',
    (recipe) => (recipe.steps[0] = { ...recipe.steps[0], needs: ['nothing'] }),
    /^steps\[0\]\.needs\[0\]: there is no step “nothing”\.$/,
  ],
  [
    'a circle',
    (recipe) => (recipe.steps[1] = { ...recipe.steps[1], needs: ['consent'] }),
    /^steps\[1\]\.needs: these steps wait for each other in a circle: .*consent/,
  ],
  [
    'a condition on a question nobody asks',
    (recipe) => (recipe.steps[0] = { ...recipe.steps[0], when: { answer: 'colour', is: 'red' } }),
    /^steps\[0\]\.when\.answer: there is no question “colour”\.$/,
  ],
  [
    'a condition on an answer nobody can give',
    (recipe) => (recipe.steps[0] = { ...recipe.steps[0], when: { answer: 'sender', is: 'both' } }),
    /^steps\[0\]\.when\.is: “both” is not an answer to “sender”\.$/,
  ],
  [
    'a placeholder nobody fills',
    (recipe) => (recipe.steps[0] = { ...recipe.steps[0], title: 'For {nobody}' }),
    /^steps\[0\]\.title: nothing fills in \{nobody\}\.$/,
  ],
  [
    'a name that holds itself',
    (recipe) => (recipe.registration.displayName = 'x {displayName}'),
    /^registration\.displayName: it cannot hold/,
  ],
  [
    'a default that is no option',
    (recipe) => (recipe.questions[1] = { ...recipe.questions[1], default: 'other' }),
    /^questions\[1\]\.default: /,
  ],
  [
    'a question named like a fact',
    (recipe) => (recipe.questions[0] = { ...recipe.questions[0], id: 'recipient' }),
    /^questions\[0\]\.id: “recipient” is a fact/,
  ],
  [
    'an open point without a question',
    (recipe) =>
      (recipe.steps[0] = {
        ...recipe.steps[0],
        manual: [{ says: 'a', do: 'b', because: 'c', status: 'open' }],
      }),
    /^steps\[0\]\.manual\[0\]\.ask: /,
  ],
  [
    'a link that is not https',
    (recipe) => (recipe.steps[0] = { ...recipe.steps[0], link: 'javascript:alert(1)' }),
    /^steps\[0\]\.link: must be an https address\.$/,
  ],
  [
    'two steps for one automation',
    (recipe) => (recipe.steps[0] = { ...recipe.steps[0], automation: 'verify' }),
    /automation: “verify” is used twice\.$/,
  ],
]

test.each(mistakes)('tells its author about %s', (_, change, sentence) => {
  expect(problemsOf(change)).toContainEqual(expect.stringMatching(sentence))
})

test('refuses anything else without falling over, and does not fill the screen', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      const parsed = parseRecipe(value)
      expect(parsed.ok).toBe(false)
      if (!parsed.ok) expect(parsed.error.length).toBeLessThanOrEqual(50)
    }),
  )
})

test('the schemas beside the recipes and in docs are the ones of this code', () => {
  for (const { file, text } of schemaFiles())
    expect(
      readFileSync(path.join(assets, '..', file), 'utf8').replaceAll('\r\n', '\n'),
      `${file}: run node tools/schema.ts`,
    ).toBe(text)
})
