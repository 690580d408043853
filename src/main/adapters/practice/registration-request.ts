/** A recipe's registration in the words of the practice tenant. */
import { fill } from '../../../domain/recipe/placeholders.ts'
import type { Recipe } from '../../../domain/recipe/recipe.ts'
import type { RegistrationRequest } from '../../../practice/index.ts'

/** `values`: placeholder values of the recipe's templates, e.g. hostname. */
export function registrationRequest(
  recipe: Recipe,
  values: Readonly<Record<string, string>>,
): RegistrationRequest {
  const { displayName, audience, redirects, implicit } = recipe.registration
  return {
    recipe: recipe.id,
    displayName: fill(displayName, values).text,
    audience,
    redirects: redirects.map(({ platform, uri }) => ({ platform, uri: fill(uri, values).text })),
    permissions: recipe.permissions
      .filter(({ need }) => need !== 'surplus')
      .map(({ resource, value, kind }) => ({ resource, value, kind })),
    implicit: { accessTokens: implicit.accessTokens, idTokens: implicit.idTokens },
  }
}
