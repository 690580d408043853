/** A practice tenant on its own, with every recipe's registration in place. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Recipe } from '../../../domain/recipe/recipe.schema.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { PracticeTenant } from '../../../practice/index.ts'
import { registrationRequest } from './registration-request.ts'

export interface ServeOptions {
  readonly mailboxes: number
  readonly seed: number
  readonly latencyMs: number
  readonly faults: readonly string[]
  readonly prepared: boolean
}

/** Host name that the served registrations' redirects carry; nothing listens there. */
const hostname = 'product.contoso.example'

/** Serves until closed. A fault nobody knows is bad input and starts nothing. */
export async function servePractice(
  recipes: readonly Recipe[],
  options: ServeOptions,
): Promise<Result<PracticeTenant, AppError>> {
  const { parseFault, PracticeError, startPracticeTenant } = await import('../../../practice/index.ts')
  const { preparedOrClosed } = await import('./prepare-for-recipe.ts')
  try {
    for (const spec of options.faults) {
      const fault = parseFault(spec)
      if (!fault.ok)
        return err({
          code: 'practice-fault-unknown',
          fault: spec,
          field: 'fault',
          details: fault.error.text,
        })
    }
    const tenant = await startPracticeTenant({
      ...options,
      faults: [...options.faults],
      registrations: recipes.map((recipe) => registrationRequest(recipe, { hostname }, {})),
    })
    if (!options.prepared) return ok(tenant)
    const contexts = recipes.map((recipe) => ({
      recipe,
      values: { hostname },
      answers: {},
      senders: [],
      calendars: [],
    }))
    return ok(await preparedOrClosed(tenant, contexts))
  } catch (thrown) {
    if (thrown instanceof PracticeError)
      return err({
        code: thrown.code === 'disk' ? 'practice-disk-full' : 'practice-wrong-start',
        details: thrown.message,
      })
    throw thrown
  }
}
