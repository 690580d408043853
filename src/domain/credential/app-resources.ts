/** For which resources a registration's credential has to earn tokens. @see reference 4.6 */
import type { Recipe } from '../recipe/recipe.schema.ts'
import { checksFor, runsAsApp } from '../run/plan-run.ts'
import type { Answers } from '../setup/setup.schema.ts'
import { factsOf, type AppResource } from '../transport/transports.ts'

/** A credential that no probe needs (a server that signs people in) is still proven, with a token for Graph. */
export function appResources(recipe: Recipe, answers: Answers): AppResource[] {
  const checks = checksFor(recipe, answers)
  const wanted = checks.filter((check) => runsAsApp(check, checks)).map(({ kind }) => factsOf(kind).resource)
  return wanted.length === 0 ? ['graph'] : [...new Set(wanted)]
}
