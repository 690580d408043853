/** English at once, for the places that still pass sentences on; each of them goes when its topic says facts. */
import type { AppError } from '../domain/problem/app-error.ts'
import { en } from './en.ts'
import { sayProblem, type ShownProblem } from './shape/say-problem.ts'

export function plainly(error: AppError): ShownProblem {
  return sayProblem(en, error, 'window')
}
