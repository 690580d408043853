import type { RunProblems } from '../../../domain/problem/run-problems.ts'
import type { ProblemWords } from '../../say-problem.ts'

export const runProblems: ProblemWords<RunProblems> = {
  'run-taken-over': () => ({
    what: 'Another Sendproof window or command has taken this run over.',
    next: 'Continue the run there. What had started here was not sent.',
  }),
}
