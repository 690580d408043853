/** What the page needs to know of a recipe: enough to choose a product and to ask its questions. */
import type { RecipeView } from '../../../contract/views.schema.ts'
import { needed, transportFor } from '../../../domain/recipe/conditions.ts'
import type { Recipe } from '../../../domain/recipe/recipe.schema.ts'
import type { Answers } from '../../../domain/setup/setup.schema.ts'

/** With no answers yet: as the defaults have it. */
export function recipeView(recipe: Recipe, answers: Answers = {}): RecipeView {
  const { sending } = recipe
  const mode = transportFor(recipe, answers)
  const cautions = needed(recipe.cautions, answers, recipe)
  const danger = cautions.find(({ severity }) => severity === 'danger')
  return {
    id: recipe.id,
    name: recipe.name,
    vendor: recipe.vendor,
    versions: recipe.versions,
    summary: recipe.summary,
    sendingMode: mode,
    questions: recipe.questions,
    steps: recipe.steps.length,
    sendingWhy:
      mode === sending.mode
        ? sending.why
        : (sending.alternatives.find((other) => other.mode === mode)?.why ?? sending.why),
    parts: recipe.parts.map(({ name, what, versions }) => ({
      name,
      what,
      versions: versions.map(({ release, since = null }) => ({ release, since })),
    })),
    credentialKinds: recipe.credential.kinds,
    cautions: {
      count: cautions.length,
      danger: danger === undefined ? null : { title: danger.title, text: danger.text },
    },
    minutes: needed(recipe.steps, answers, recipe).reduce((sum, step) => sum + step.minutes, 0),
  }
}
