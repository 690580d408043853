/** What can go wrong with sign-ins, tokens, credentials and the keychain they are kept in. */
import type { ProblemKind } from './problem.ts'

export interface SignInProblems {
  'sign-in-cancelled-here': object
}

export const signInProblemKinds = {
  'sign-in-cancelled-here': 'sign-in-cancelled',
} as const satisfies Record<keyof SignInProblems, ProblemKind>
