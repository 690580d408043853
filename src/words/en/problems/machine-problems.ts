import type { MachineProblems } from '../../../domain/problem/machine-problems.ts'
import type { ProblemWords } from '../../say-problem.ts'

export const machineProblems: ProblemWords<MachineProblems> = {
  'inside-failed': () => ({
    what: 'Something went wrong inside Sendproof.',
    next: 'Try again. If it happens again, restart Sendproof and send the support bundle.',
  }),
}
