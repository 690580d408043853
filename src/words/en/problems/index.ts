/** What happened and what to do, for every failure a person can meet. */
import type { Problems } from '../../../domain/problem/problem.ts'
import type { ProblemWords } from '../../shape/say-problem.ts'
import { commandProblems } from './command-problems.ts'
import { documentProblems } from './document-problems.ts'
import { entraProblems } from './entra-problems.ts'
import { exchangeProblems } from './exchange-problems.ts'
import { inputProblems } from './input-problems.ts'
import { machineProblems } from './machine-problems.ts'
import { preflightProblems } from './preflight-problems.ts'
import { reportProblems } from './report-problems.ts'
import { mailboxProblems } from './mailbox-problems.ts'
import { returnedProblems } from './returned-problems.ts'
import { runProblems } from './run-problems.ts'
import { setupProblems } from './setup-problems.ts'
import { signInProblems } from './sign-in-problems.ts'

export const problems: ProblemWords<Problems> = {
  ...commandProblems,
  ...documentProblems,
  ...entraProblems,
  ...exchangeProblems,
  ...inputProblems,
  ...machineProblems,
  ...preflightProblems,
  ...reportProblems,
  ...mailboxProblems,
  ...returnedProblems,
  ...runProblems,
  ...setupProblems,
  ...signInProblems,
}
