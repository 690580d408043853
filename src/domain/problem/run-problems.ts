/** What can keep a run from starting, going on or being found. */
import type { ProblemKind } from './problem.ts'

export interface RunProblems {
  'run-taken-over': object
}

export const runProblemKinds = {
  'run-taken-over': 'busy',
} as const satisfies Record<keyof RunProblems, ProblemKind>
