/** What a recipe warns of in a setup: its cautions, and the dated facts they point to. */
import type { DeadlineView, SetupView } from '../../../contract/views.schema.ts'
import { deadlinesFor } from '../../../domain/deadline/deadline.ts'
import { needed } from '../../../domain/recipe/conditions.ts'
import type { Clock } from '../surroundings/surroundings.port.ts'
import type { RecipeSource } from '../desk/stores.port.ts'
import type { OpenSetup } from '../desk/setup-desk.ts'

const severities = ['note', 'warning', 'danger'] as const

export function deadlinesOf(
  ports: { readonly recipes: Pick<RecipeSource, 'deadlines'>; readonly clock: Pick<Clock, 'now'> },
  { setup, recipe }: OpenSetup,
): DeadlineView[] {
  const now = ports.clock.now().toISOString()
  return deadlinesFor(ports.recipes.deadlines(), recipe, setup.answers, now).map(
    ({ id, title, what, affects, when, state, source, checkedOn, sure, cautions }) => ({
      id,
      title,
      what,
      affects,
      from: when.from ?? null,
      to: when.to ?? null,
      announced: when.text,
      state,
      source,
      checkedOn,
      sure,
      // The most serious of the cautions that point here.
      severity: severities.findLast((one) => cautions.some(({ severity }) => severity === one)) ?? 'note',
    }),
  )
}

export function cautionsOf({ setup, recipe }: OpenSetup): SetupView['cautions'] {
  return needed(recipe.cautions, setup.answers, recipe).map(({ title, text, severity, deadline }) => ({
    title,
    text,
    severity,
    deadline: deadline ?? null,
  }))
}
