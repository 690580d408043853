/** What can be wrong with a command, its options and its words. */
import type { ProblemKind } from './problem.ts'

export interface CommandProblems {
  'command-unknown': { readonly words: readonly string[]; readonly alike: readonly string[] }
}

export const commandProblemKinds = {
  'command-unknown': 'bad-input',
} as const satisfies Record<keyof CommandProblems, ProblemKind>
