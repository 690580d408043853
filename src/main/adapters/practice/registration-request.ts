/** A recipe's registration in the words of the practice tenant. */
import { needed } from '../../../domain/recipe/conditions.ts'
import { fill } from '../../../domain/recipe/placeholders.ts'
import type { Recipe } from '../../../domain/recipe/recipe.schema.ts'
import type { Answers } from '../../../domain/setup/setup.schema.ts'
import type { RegistrationRequest } from '../../../practice/index.ts'

/**
 * `values`: placeholder values of the recipe's templates, e.g. hostname. `answers` decide which redirects and
 * permissions are needed; an alternative is taken only where an answer calls for it.
 */
export function registrationRequest(
  recipe: Recipe,
  values: Readonly<Record<string, string>>,
  answers: Answers,
): RegistrationRequest {
  const { displayName, audience, redirects, implicit } = recipe.registration
  return {
    recipe: recipe.id,
    displayName: fill(displayName, values).text,
    audience,
    redirects: needed(redirects, answers, recipe).map(({ platform, uri }) => ({
      platform,
      uri: fill(uri, values).text,
    })),
    permissions: needed(recipe.permissions, answers, recipe)
      .filter(({ need, when }) => need !== 'surplus' && (need !== 'alternative' || when !== undefined))
      .map(({ resource, value, kind }) => ({ resource, value, kind })),
    implicit: { accessTokens: implicit.accessTokens, idTokens: implicit.idTokens },
  }
}
