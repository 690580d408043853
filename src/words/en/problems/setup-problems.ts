import type { SetupProblems } from '../../../domain/problem/setup-problems.ts'
import type { ProblemWords } from '../../say-problem.ts'

export const setupProblems: ProblemWords<SetupProblems> = {
  'setup-name-taken': ({ name }) => ({
    what: `There is already a setup called “${name}”.`,
    next: 'Choose another name.',
  }),
  'setup-unknown': ({ name, known }, { face }) => ({
    what: `There is no setup called “${name}”.`,
    next:
      known.length > 0
        ? `Known: ${known.map((one) => `“${one}”`).join(', ')}.`
        : face === 'cli'
          ? 'Create one with “setup create”.'
          : 'Create one on the Setups page.',
  }),
}
