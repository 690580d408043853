/**
 * What a recipe says about permissions, redirects, boxes, rights and scope, put where people read it: beside the step of
 * the plan that it concerns.
 */
import type { Answers } from '../setup/setup.schema.ts'
import { holds, needed } from './conditions.ts'
import type { Recipe } from './recipe.schema.ts'
import type { FollowingNote, ManualNote, RecipeStep, StepNote } from './recipe-step.schema.ts'

/** The remarks on the manual that the recipe makes at this step, as far as these answers call for them. */
export function ownNotes(step: RecipeStep, recipe: Recipe, answers: Answers): ManualNote[] {
  return needed(step.manual, answers, recipe).map(({ when: _, ...note }): ManualNote => note)
}

/** Those of the step, and those that follow from the data. */
export function notesOn(step: RecipeStep, recipe: Recipe, answers: Answers): StepNote[] {
  const own = ownNotes(step, recipe, answers)
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

function surplusNotes(recipe: Recipe, answers: Answers, own: readonly ManualNote[]): FollowingNote[] {
  return needed(recipe.permissions, answers, recipe)
    .filter(({ need, value }) => need === 'surplus' && !isSaid(own, value))
    .map(({ kind, value, why }) => ({
      code: 'surplus-permission',
      kind,
      value,
      because: why,
      status: 'confirmed',
    }))
}

/** As the portal calls them, which is how a remark written by hand does. */
const boxNames = [
  ['accessTokens', 'Access tokens'],
  ['idTokens', 'ID tokens'],
] as const

function boxNotes(recipe: Recipe, answers: Answers, own: readonly ManualNote[]): FollowingNote[] {
  const { implicit } = recipe.registration
  const asked = boxNames.filter(([box]) => implicit.manual?.[box] === true)
  const [first] = asked
  if (first === undefined || !holds(implicit.when, answers, recipe) || isSaid(own, first[1])) return []
  return [
    {
      code: 'token-boxes',
      boxes: asked.map(([box]) => box),
      leave: implicit.needed === 'no',
      because: implicit.why,
      status: implicit.needed === 'open' ? 'open' : 'confirmed',
      ...(implicit.ask === undefined ? {} : { ask: implicit.ask }),
    },
  ]
}

function redirectNotes(recipe: Recipe, own: readonly ManualNote[]): FollowingNote[] {
  return recipe.registration.manualRedirects
    .filter(({ uri }) => !isSaid(own, uri))
    .map(({ uri, need, instead, why, ask }) => ({
      code: 'manual-redirect',
      uri,
      instead: instead ?? null,
      because: why,
      status: need === 'open' ? 'open' : 'confirmed',
      ...(ask === undefined ? {} : { ask }),
    }))
}
