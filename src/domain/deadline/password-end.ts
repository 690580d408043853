/** The end of passwords for SMTP: what an administrator asks of every product, and what a plan can say of it. */
import { transportFor } from '../recipe/conditions.ts'
import type { Recipe } from '../recipe/recipe.schema.ts'
import type { Answers } from '../setup/setup.schema.ts'
import { isReading, serviceOf } from '../transport/transports.ts'
import { dueOn } from './deadline.ts'
import type { Deadline } from './deadline.schema.ts'

/** Its entry in assets/deadlines.yaml. */
const passwordEndId = 'smtp-basic-off'

export interface PasswordEnd {
  /** Id of the deadline. */
  readonly deadline: string
  /** Days, YYYY-MM-DD: the first on which it may happen, and the last; null when none was announced. */
  readonly from: string | null
  readonly to: string | null
  readonly announced: string
  readonly sure: Deadline['sure']
  readonly over: boolean
  /** How the product sends once the plan is done; neither way is affected. */
  readonly sends: 'smtp' | 'graph'
}

/** Null where the list of deadlines does not know the date. */
export function passwordEnd(
  deadlines: readonly Deadline[],
  recipe: Recipe,
  answers: Answers,
  now: string,
): PasswordEnd | null {
  const found = deadlines.find(({ id }) => id === passwordEndId)
  if (found === undefined) return null
  const { when, sure } = found
  const kind = transportFor(recipe, answers)
  return {
    deadline: found.id,
    from: when.from ?? null,
    to: when.to ?? null,
    announced: when.text,
    sure,
    over: dueOn(found, now).state === 'past',
    sends: !isReading(kind) && serviceOf(kind) === 'smtp' ? 'smtp' : 'graph',
  }
}
