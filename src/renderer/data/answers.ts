/** What answers do: where one that is missing is given, and what one has changed in the plan. Pure. */
import type { SetupView } from '../../contract/views.schema.ts'
import { holds } from '../../domain/recipe/conditions.ts'
import { factsOfMailboxes } from '../../domain/recipe/placeholders.ts'
import type { Question } from '../../domain/recipe/recipe.schema.ts'
import { words } from '../desk/words.ts'
import type { Checklist } from '../../domain/checklist/checklist.schema.ts'

type SetupId = 'tenantId' | 'clientId'

export type Answering =
  /** Exactly these fields, on the spot. */
  | { readonly at: 'here'; readonly ids: readonly SetupId[]; readonly questions: readonly Question[] }
  | { readonly at: 'mailboxes' }
  /** The practice tenant fills it in when its step is done. */
  | { readonly at: 'nowhere' }

type Asked = Pick<SetupView, 'practice' | 'answers'> & {
  readonly recipe: Pick<SetupView['recipe'], 'questions'>
}

/** `missing`: names of the placeholders without a value. */
export function answeringOf(view: Asked, missing: readonly string[]): Answering {
  const { questions: all } = view.recipe
  const asked = all.filter(({ when }) => holds(when, view.answers, { questions: all }))
  const questions = asked.filter(
    ({ id, type }) =>
      missing.includes(id) ||
      // The registration is named after answers: what is missing of its name are they.
      (missing.includes('displayName') && type === 'text' && (view.answers[id] ?? '') === ''),
  )
  const ids = (['tenantId', 'clientId'] as const).filter((id) => missing.includes(id))
  if (questions.length > 0 || (ids.length > 0 && view.practice === null))
    return { at: 'here', ids: view.practice === null ? ids : [], questions }
  return missing.some((name) => factsOfMailboxes.has(name)) ? { at: 'mailboxes' } : { at: 'nowhere' }
}

/** ‹clientId› as people know it: ‹Application (client) ID›. */
export function readable(
  value: string,
  missing: readonly string[],
  questions: readonly Pick<Question, 'id' | 'label'>[],
): string {
  return missing.reduce((said, name) => {
    const label = questions.find(({ id }) => id === name)?.label ?? words.fieldSheet.fact(name)
    return said.replaceAll(`‹${name}›`, `‹${label}›`)
  }, value)
}

export interface PlanChanges {
  /** Titles, in the order of the plan. */
  readonly dropped: readonly string[]
  readonly added: readonly string[]
}

/** Steps that are not needed any more, and steps that are needed now; null when the same are needed. */
export function planChanges(
  before: Pick<Checklist, 'steps'>,
  after: Pick<Checklist, 'steps'>,
): PlanChanges | null {
  const needed = ({ steps }: Pick<Checklist, 'steps'>) =>
    new Set(steps.filter(({ state }) => state !== 'not-needed').map(({ id }) => id))
  const [was, is] = [needed(before), needed(after)]
  const dropped = after.steps.filter(({ id }) => was.has(id) && !is.has(id)).map(({ title }) => title)
  const added = after.steps.filter(({ id }) => !was.has(id) && is.has(id)).map(({ title }) => title)
  return dropped.length + added.length === 0 ? null : { dropped, added }
}
