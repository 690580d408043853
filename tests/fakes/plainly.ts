/** A failure as a person in the window reads it in English, for what tests say of a failure they did not expect. */
import type { AppError } from '../../src/domain/problem/app-error.ts'
import { en } from '../../src/words/en.ts'
import { sayProblem, type ShownProblem } from '../../src/words/shape/say-problem.ts'

export function plainly(error: AppError): ShownProblem {
  return sayProblem(en, error, 'window')
}
