import type { CommandProblems } from '../../../domain/problem/command-problems.ts'
import type { ProblemWords } from '../../say-problem.ts'

export const commandProblems: ProblemWords<CommandProblems> = {
  'command-unknown': ({ words, alike }) => ({
    what: `There is no command “${words.join(' ')}”.`,
    next: alike.length > 0 ? `Did you mean: ${alike.join(', ')}?` : 'Try “help”.',
  }),
}
