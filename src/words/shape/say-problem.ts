/** Turns a failure into what a person reads. */
import { isSaid, type AppError } from '../../domain/problem/app-error.ts'
import type { Problem } from '../../domain/problem/problem.ts'
import type { Aside } from '../../domain/problem/problem-kind.ts'
import type { Face } from './say-finding.ts'

export interface SaidProblem {
  /** One sentence: what happened and, where it is known, why. */
  readonly what: string
  /** One sentence: what to do next, with the button or the command that does it. */
  readonly next?: string | undefined
}

/** A sentence a code; `face` because a page and a command are two different next steps. */
export type ProblemWords<All> = {
  readonly [C in keyof All]: (facts: Readonly<All[C]> & Aside, to: { readonly face: Face }) => SaidProblem
}

export interface ShownProblem extends SaidProblem {
  readonly field?: string | undefined
  readonly details?: string | undefined
}

/** `words`: of the language the person reads. */
export function sayProblem(words: { readonly problems: object }, error: AppError, face: Face): ShownProblem {
  if (isSaid(error)) return error
  const say = (
    words.problems as unknown as Readonly<Record<string, (facts: Problem, to: { face: Face }) => SaidProblem>>
  )[error.code]
  if (say === undefined) throw new Error(`no words for ${error.code}`)
  return { ...say(error, { face }), field: error.field, details: error.details }
}
