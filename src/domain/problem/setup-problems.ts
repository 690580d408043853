/** What can be wrong with setups, their steps, answers, mailboxes and product fields. */
import type { ProblemKind } from './problem.ts'

export interface SetupProblems {
  'setup-name-taken': { readonly name: string }
  'setup-unknown': { readonly name: string; readonly known: readonly string[] }
}

export const setupProblemKinds = {
  'setup-name-taken': 'already-exists',
  'setup-unknown': 'not-found',
} as const satisfies Record<keyof SetupProblems, ProblemKind>
