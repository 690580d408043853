import type { InputProblems } from '../../../domain/problem/input-problems.ts'
import { sayFinding } from '../../shape/say-finding.ts'
import type { ProblemWords } from '../../shape/say-problem.ts'
import { findings } from '../findings/index.ts'

export const inputProblems: ProblemWords<InputProblems> = {
  'field-not-valid': ({ finding, label }, { face }) => {
    const { what, next } = sayFinding({ findings }, finding, face)
    return { what: label === null ? what : `“${label}”: ${what}`, next }
  },
  'answers-no-list': () => ({
    what: 'The answers are not a list of names with values.',
    next: 'Write one “name: value” for each question.',
  }),
  'question-unknown': ({ recipe, name, known }) => ({
    what: `${recipe} has no question “${name}”.`,
    next: known.length === 0 ? 'Leave the answers out.' : `Its questions: ${known.join(', ')}.`,
  }),
  'sheet-field-gone': () => ({
    what: 'The product’s settings no longer have this field.',
    next: 'Check them again: an answer may have changed them.',
  }),
}
