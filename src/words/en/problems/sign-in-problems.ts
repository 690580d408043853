import type { SignInProblems } from '../../../domain/problem/sign-in-problems.ts'
import type { ProblemWords } from '../../say-problem.ts'

export const signInProblems: ProblemWords<SignInProblems> = {
  'sign-in-cancelled-here': () => ({ what: 'The sign-in was cancelled.' }),
}
