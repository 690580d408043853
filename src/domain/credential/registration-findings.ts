import { clientFindings, type ClientFacts } from '../fields/client.ts'
import type { Finding } from '../problem/finding.ts'
import { needed } from '../recipe/conditions.ts'
import type { Recipe } from '../recipe/recipe.schema.ts'
import { needsSignIns } from '../run/plan-run.ts'
import type { Answers } from '../setup/setup.schema.ts'

/** What is to be said about a registration as a recipe wants it under these answers, once `credential` is entered for it. */
export function registrationFindings(
  recipe: Recipe,
  answers: Answers,
  credential: ClientFacts['credential'],
): Finding[] {
  const platforms = needed(recipe.registration.redirects, answers, recipe)
    .filter(({ purpose }) => purpose === 'product')
    .map(({ platform }) => platform)
  // Without a redirect of its own the product is registered in a way that only its vendor knows.
  if (platforms.length === 0) return []
  return clientFindings({
    platforms,
    credential,
    flow: needsSignIns(recipe, answers) ? 'code' : 'client-credentials',
  })
}
