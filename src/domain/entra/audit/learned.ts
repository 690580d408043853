/** Answers of a setup that the tenant itself gives once it was read: nobody has to copy them out of the portal. */
import { needed } from '../../recipe/conditions.ts'
import type { Recipe } from '../../recipe/recipe.schema.ts'
import type { Answers } from '../../setup/setup.schema.ts'
import type { EntraFacts } from '../facts/entra-facts.ts'

const objectIdQuestion = 'enterprise-object-id'

/**
 * The answers with the object ID of the enterprise application, where the recipe asks for it. What a person typed gives
 * way: the ID was found under the setup's own client ID. Null where nothing is new.
 */
export function learnedAnswers(
  recipe: Recipe,
  answers: Answers,
  { servicePrincipal }: Pick<EntraFacts, 'servicePrincipal'>,
): Answers | null {
  const asked = needed(recipe.questions, answers, recipe).some(({ id }) => id === objectIdQuestion)
  const id = servicePrincipal.read ? (servicePrincipal.value?.id ?? null) : null
  if (!asked || id === null || answers[objectIdQuestion] === id) return null
  return { ...answers, [objectIdQuestion]: id }
}
