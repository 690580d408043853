/** Which questions an answer calls for, and which answers are worth sending. Pure. */
import { holds } from '../../domain/recipe/conditions.ts'
import type { Question } from '../../domain/recipe/recipe.schema.ts'
import type { Answers } from '../../domain/setup/setup.schema.ts'

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
