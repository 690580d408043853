/** Whether a recipe's `when` holds for the answers given so far. */
import type { Answers } from '../setup/setup.schema.ts'
import type { Condition, Question, Recipe, Transport, When } from './recipe.schema.ts'

type Asked = Pick<Recipe, 'questions'>

/** No condition always holds; of several all must. A question nobody answered counts with its default. */
export function holds(when: When | undefined, answers: Answers, recipe: Asked): boolean {
  if (when === undefined) return true
  return (Array.isArray(when) ? when : [when]).every((condition) =>
    conditionHolds(condition, answers, recipe),
  )
}

/** Those of a list that the answers call for. */
export function needed<T extends { readonly when?: When | undefined }>(
  items: readonly T[],
  answers: Answers,
  recipe: Asked,
): T[] {
  return items.filter((item) => holds(item.when, answers, recipe))
}

/** How the product sends with these answers. */
export function transportFor(recipe: Recipe, answers: Answers): Transport {
  return (
    recipe.sending.alternatives.find(({ when }) => holds(when, answers, recipe))?.mode ?? recipe.sending.mode
  )
}

/** The values chosen in an answer to a question with several choices. */
export function chosen(answer: string): string[] {
  return answer
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '')
}

function conditionHolds({ answer: id, is }: Condition, answers: Answers, recipe: Asked): boolean {
  const question = recipe.questions.find((one) => one.id === id)
  const answer = answerTo(question, id, answers, recipe)
  if (typeof is === 'boolean') return answer === is
  const wanted = Array.isArray(is) ? is : [is]
  if (typeof answer !== 'string') return false
  const given = question?.type === 'choices' ? chosen(answer) : [answer]
  return given.some((value) => wanted.includes(value))
}

/**
 * What was answered; of a question that is not asked with these answers, its default: an answer that was given before
 * another one hid its question must not decide anything any more.
 */
function answerTo(
  question: Question | undefined,
  id: string,
  answers: Answers,
  recipe: Asked,
): string | boolean | undefined {
  const given = Object.hasOwn(answers, id) ? answers[id] : undefined
  if (given === undefined || question?.when === undefined) return given ?? question?.default
  // without this answer and this question, so that two that hide each other come to an end
  const others = { questions: recipe.questions.filter((one) => one.id !== id) }
  return holds(question.when, answers, others) ? given : question.default
}
