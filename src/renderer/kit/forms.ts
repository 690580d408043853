/** Forms: which questions they show, which answers they send, and where main’s answer to them belongs. Pure. */
import type { AppError } from '../../domain/problem/app-error.ts'
import { sayError } from '../desk/words.ts'
import { holds } from '../../domain/recipe/conditions.ts'
import type { Question } from '../../domain/recipe/recipe.schema.ts'
import type { Answers } from '../../domain/setup/setup.schema.ts'

/** What is wrong with a field, by its key in the form. */
export type Problems = Readonly<Record<string, string>>

/** Names are compared without case and hyphens: main says “client-id”, the form has “clientId”. */
const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '')

/**
 * The error as a field's message; null when it names no field of this form, so that it has to be shown above it.
 * `fields` maps the form's keys to the other names main may use for them.
 */
export function fieldProblem(
  error: AppError | null,
  fields: Readonly<Record<string, readonly string[]>>,
): Problems | null {
  if (error?.field === undefined) return null
  const named = plain(error.field)
  const found = Object.entries(fields).find(([key, others]) =>
    [key, ...others].some((name) => plain(name) === named),
  )
  return found === undefined
    ? null
    : {
        [found[0]]: [sayError(error).what, sayError(error).next]
          .filter((part) => part !== undefined)
          .join(' '),
      }
}

export function visibleQuestions(questions: readonly Question[], answers: Answers): Question[] {
  return questions.filter((question) => holds(question.when, answers, { questions: [...questions] }))
}

/**
 * What is typed into a question stays in the form when the question goes out of sight, so that it is there again when
 * it comes back. It is not sent, because nobody could see why it is refused; what was kept before stays.
 */
export function answersToSend(questions: readonly Question[], answers: Answers, kept: Answers = {}): Answers {
  const visible = new Set(visibleQuestions(questions, answers).map(({ id }) => id))
  const hiddenText = questions.filter(({ id, type }) => type === 'text' && !visible.has(id))
  const sent: Record<string, string | boolean> = { ...answers }
  for (const { id } of hiddenText) {
    const before = kept[id]
    if (before === undefined) delete sent[id]
    else sent[id] = before
  }
  return sent
}
