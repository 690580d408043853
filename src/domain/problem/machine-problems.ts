/** What this PC can fail at: disk, store, files, clipboard, programs it lacks. */
import type { ProblemKind } from './problem.ts'

export interface MachineProblems {
  'inside-failed': object
}

export const machineProblemKinds = {
  'inside-failed': 'internal',
} as const satisfies Record<keyof MachineProblems, ProblemKind>
