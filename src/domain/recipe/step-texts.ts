/**
 * What a recipe says about permissions, redirects, boxes, rights and scope, put where people read it: beside the step of
 * the plan that it concerns.
 */
import type { Answers } from '../setup/setup.ts'
import { holds, needed } from './conditions.ts'
import type { ManualNote, Recipe, RecipeStep } from './recipe.ts'

/** The remarks on the manual that these answers call for: those of the step, and those that follow from the data. */
export function notesOn(step: RecipeStep, recipe: Recipe, answers: Answers): ManualNote[] {
  const own = needed(step.manual, answers, recipe).map(({ when: _, ...note }): ManualNote => note)
  return [
    ...own,
    ...(does(step, 'add-permissions') ? surplusNotes(recipe, answers, own) : []),
    ...(does(step, 'set-redirects') && isFirst(step, 'set-redirects', recipe, answers)
      ? boxNotes(recipe, answers, own)
      : []),
    ...(does(step, 'register-application') ? redirectNotes(recipe, own) : []),
  ]
}

/** Why the step is done, with what the recipe says about the rights and the scope it is about. */
export function reasonFor(step: RecipeStep, recipe: Recipe, answers: Answers): string {
  return [step.why, ...furtherReasons(step, recipe, answers)].join(' ')
}

function furtherReasons(step: RecipeStep, recipe: Recipe, answers: Answers): string[] {
  const { delegation, scoping, verification } = recipe
  if (step.automation === 'authorise') return [delegation.own]
  if (step.automation === 'verify') return [verification.receipt]
  if (does(step, 'grant-send-as') && step.forDelegation === true) return [delegation.shared, delegation.group]
  if (scoping === undefined) return []
  // where people can sign in as well, the texts on delegation are about them
  if (does(step, 'create-scope'))
    return /app$/.test(recipe.sending.mode)
      ? [scoping.why, delegation.shared, delegation.group]
      : [scoping.why]
  if (does(step, 'remove-app-consent')) return scoping.cautions
  if (does(step, 'register-application') && !scoping.needed && holds(step.when, answers, recipe))
    return [scoping.why]
  return []
}

function does(step: RecipeStep, action: RecipeStep['practice'][number]): boolean {
  return step.practice.includes(action)
}

function isFirst(
  step: RecipeStep,
  action: RecipeStep['practice'][number],
  recipe: Recipe,
  answers: Answers,
): boolean {
  return needed(recipe.steps, answers, recipe).find((one) => does(one, action))?.id === step.id
}

/** A remark that was written by hand says it better. */
function isSaid(notes: readonly ManualNote[], words: string): boolean {
  return notes.some(({ says, do: what }) => `${says} ${what}`.includes(words))
}

function surplusNotes(recipe: Recipe, answers: Answers, own: readonly ManualNote[]): ManualNote[] {
  return needed(recipe.permissions, answers, recipe)
    .filter(({ need, value }) => need === 'surplus' && !isSaid(own, value))
    .map(({ kind, value, why }) => ({
      says: `Add the ${kind} permission ${value}.`,
      do: 'Leave it out.',
      because: why,
      status: 'confirmed',
    }))
}

const boxNames = [
  ['accessTokens', 'Access tokens'],
  ['idTokens', 'ID tokens'],
] as const

function boxNotes(recipe: Recipe, answers: Answers, own: readonly ManualNote[]): ManualNote[] {
  const { implicit } = recipe.registration
  const asked = boxNames.filter(([box]) => implicit.manual?.[box] === true).map(([, name]) => name)
  if (asked.length === 0 || !holds(implicit.when, answers, recipe) || isSaid(own, asked[0] ?? '')) return []
  const boxes = asked.join(' and ')
  return [
    {
      says: `Tick ${boxes}.`,
      do: implicit.needed === 'no' ? `Leave ${boxes} empty.` : `Tick ${boxes}, and nothing else.`,
      because: implicit.why,
      status: implicit.needed === 'open' ? 'open' : 'confirmed',
      ...(implicit.ask === undefined ? {} : { ask: implicit.ask }),
    },
  ]
}

function redirectNotes(recipe: Recipe, own: readonly ManualNote[]): ManualNote[] {
  return recipe.registration.manualRedirects
    .filter(({ uri }) => !isSaid(own, uri))
    .map(({ uri, need, instead, why, ask }) => ({
      says: `Add the redirect URI ${uri}.`,
      do: instead === undefined ? 'Leave it out.' : `Leave it out; if the product insists, enter ${instead}.`,
      because: why,
      status: need === 'open' ? 'open' : 'confirmed',
      ...(ask === undefined ? {} : { ask }),
    }))
}
