/** How the demo answers a recipe's questions: once for each way the product can send. */
import { transportFor } from '../../domain/recipe/conditions.ts'
import type { Recipe, Transport, When } from '../../domain/recipe/recipe.schema.ts'
import type { Answers } from '../../domain/setup/setup.schema.ts'

export interface Way {
  readonly sending: Transport
  readonly answers: Answers
  /** Not the way the recipe takes by itself. */
  readonly alternative: boolean
}

/** The recipe's own way first, then each that another answer leads to. */
export function waysToSend(recipe: Recipe, mailboxes: number): Way[] {
  const usual = usualAnswers(recipe, mailboxes)
  const ways = [{}, ...recipe.sending.alternatives.map(({ when }) => answersFor(when))].map(
    (chosen, index) => {
      const answers = { ...usual, ...chosen }
      return { sending: transportFor(recipe, answers), answers, alternative: index > 0 }
    },
  )
  return ways.filter(({ sending }, index) => ways.findIndex((way) => way.sending === sending) === index)
}

/** Host names of the practice domain, a shared mailbox wherever the recipe knows one, and everything that can be tried. */
function usualAnswers(recipe: Recipe, mailboxes: number): Answers {
  const answers: Answers = {}
  for (const question of recipe.questions) {
    if (question.type === 'text' && question.shape === 'host-name')
      answers[question.id] = `${recipe.id}.contoso.example`
    if (question.type === 'choices')
      answers[question.id] = question.options.map((option) => option.value).join(', ')
    if (question.type === 'flag' && decides(recipe, question.id)) answers[question.id] = true
    if (
      question.type === 'choice' &&
      mailboxes > 1 &&
      question.options.some((option) => option.value === 'shared')
    )
      answers[question.id] = 'shared'
  }
  return answers
}

/** The answers under which a condition holds. */
function answersFor(when: When): Answers {
  const answers: Answers = {}
  for (const { answer, is } of [when].flat()) {
    const value = Array.isArray(is) ? is[0] : is
    if (value !== undefined) answers[answer] = value
  }
  return answers
}

/** True when a planned attempt depends on the answer. */
function decides(recipe: Recipe, question: string): boolean {
  return recipe.verification.probes.some(({ when }) =>
    [when ?? []].flat().some((condition) => condition.answer === question),
  )
}
