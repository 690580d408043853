/** Dated facts about Microsoft 365, and which of them concern a setup. */
import { firstOf, schemaProblems, type AssetProblem } from '../problem/asset-problem.ts'
import { holds } from '../recipe/conditions.ts'
import type { Recipe } from '../recipe/recipe.schema.ts'
import { err, ok, type Result } from '../result.ts'
import type { Answers } from '../setup/setup.schema.ts'
import { DeadlineListSchema, type Deadline } from './deadline.schema.ts'

export interface DueDeadline extends Deadline {
  /** Whole days until the first day it may happen; negative afterwards, null without a date. */
  readonly daysLeft: number | null
  readonly state: 'ahead' | 'now' | 'past' | 'undated'
  /** The cautions of the recipe that point here. */
  readonly cautions: readonly { readonly title: string; readonly severity: 'note' | 'warning' | 'danger' }[]
}

export function parseDeadlines(value: unknown): Result<Deadline[], AssetProblem[]> {
  const parsed = DeadlineListSchema.safeParse(value)
  if (!parsed.success) return err(schemaProblems(parsed.error.issues, value))
  const ids = parsed.data.map(({ id }) => id)
  const twice = ids.flatMap((id, index): AssetProblem[] =>
    ids.indexOf(id) === index ? [] : [{ code: 'used-twice', path: `[${index}].id`, name: id }],
  )
  return twice.length === 0 ? ok(parsed.data) : err(firstOf(twice))
}

/** Those the recipe's cautions point to under these answers, the soonest first, what has no date last. */
export function deadlinesFor(
  deadlines: readonly Deadline[],
  recipe: Recipe,
  answers: Answers,
  now: string,
): DueDeadline[] {
  return deadlines
    .flatMap((deadline): DueDeadline[] => {
      const cautions = recipe.cautions.filter(
        (caution) => caution.deadline === deadline.id && holds(caution.when, answers, recipe),
      )
      return cautions.length === 0
        ? []
        : [
            {
              ...dueOn(deadline, now),
              cautions: cautions.map(({ title, severity }) => ({ title, severity })),
            },
          ]
    })
    .sort((a, b) => rank(a) - rank(b))
}

/** One deadline as of a day, whoever it concerns. Days are counted in UTC, so that every machine says the same. */
export function dueOn(deadline: Deadline, now: string): DueDeadline {
  const { from, to } = deadline.when
  const today = dayOf(now.slice(0, 10))
  if (from === undefined) return { ...deadline, daysLeft: null, state: 'undated', cautions: [] }
  const daysLeft = dayOf(from) - today
  const state = daysLeft > 0 ? 'ahead' : to === undefined || dayOf(to) >= today ? 'now' : 'past'
  return { ...deadline, daysLeft, state, cautions: [] }
}

function rank({ daysLeft, state }: DueDeadline): number {
  if (daysLeft === null) return Number.MAX_SAFE_INTEGER
  return state === 'past' ? Number.MAX_SAFE_INTEGER - 1 : daysLeft
}

function dayOf(date: string): number {
  return Math.floor(Date.parse(`${date}T00:00:00Z`) / 86_400_000)
}
