/** Where a value is answered that nobody has given yet: a question, an id, or the page that owns it. Pure. */
import type { SetupView } from '../../contract/views.schema.ts'
import { holds } from '../../domain/recipe/conditions.ts'
import type { Question } from '../../domain/recipe/recipe.schema.ts'
import { words } from '../desk/words.ts'

type SetupId = 'tenantId' | 'clientId'

export type Answering =
  /** Exactly these fields, on the spot. */
  | { readonly at: 'here'; readonly ids: readonly SetupId[]; readonly questions: readonly Question[] }
  | { readonly at: 'mailboxes' }
  /** The practice tenant fills it in when its step is done. */
  | { readonly at: 'nowhere' }

/** Facts that come from the list of mailboxes. @see src/domain/recipe/placeholders.ts */
export const ofMailboxes: ReadonlySet<string> = new Set([
  'mailboxes',
  'senders',
  'signInMailboxes',
  'signIns',
  'signInList',
  'sharedMailboxes',
  'delegates',
  'sendAsCommands',
  'recipient',
])

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
  return missing.some((name) => ofMailboxes.has(name)) ? { at: 'mailboxes' } : { at: 'nowhere' }
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
