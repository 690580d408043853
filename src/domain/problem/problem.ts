/**
 * Every expected failure as a fact: a code and what it is about. No sentence is made here; `src/words` says it, once a
 * language, for the window and for the command line.
 */
import { type CommandProblems, commandProblemKinds } from './command-problems.ts'
import { type DocumentProblems, documentProblemKinds } from './document-problems.ts'
import { type EntraProblems, entraProblemKinds } from './entra-problems.ts'
import { type ExchangeProblems, exchangeProblemKinds } from './exchange-problems.ts'
import { type InputProblems, inputProblemKinds } from './input-problems.ts'
import { type MachineProblems, machineProblemKinds } from './machine-problems.ts'
import { type ReportProblems, reportProblemKinds } from './report-problems.ts'
import { type MailboxProblems, mailboxProblemKinds } from './mailbox-problems.ts'
import { type ReturnedProblems, returnedProblemKinds } from './returned-problems.ts'
import { type PreflightProblems, preflightProblemKinds } from './preflight-problems.ts'
import { type RunProblems, runProblemKinds } from './run-problems.ts'
import { type SetupProblems, setupProblemKinds } from './setup-problems.ts'
import { type SignInProblems, signInProblemKinds } from './sign-in-problems.ts'
import type { Aside, ProblemKind } from './problem-kind.ts'

/**
 * One interface a topic; each lies beside the kinds of its codes. Facts only: names, ids, counts, codes of other
 * programs. Never prose, never a secret.
 */
export interface Problems
  extends
    CommandProblems,
    DocumentProblems,
    EntraProblems,
    ExchangeProblems,
    MachineProblems,
    ReportProblems,
    InputProblems,
    MachineProblems,
    MailboxProblems,
    ReturnedProblems,
    PreflightProblems,
    RunProblems,
    SetupProblems,
    SignInProblems {}

export type ProblemCode = keyof Problems

export type ProblemOf<C extends ProblemCode> = { readonly code: C } & Readonly<Problems[C]> & Aside
export type Problem = { [C in ProblemCode]: ProblemOf<C> }[ProblemCode]

const kinds: Readonly<Record<ProblemCode, ProblemKind>> = {
  ...commandProblemKinds,
  ...documentProblemKinds,
  ...entraProblemKinds,
  ...exchangeProblemKinds,
  ...inputProblemKinds,
  ...machineProblemKinds,
  ...reportProblemKinds,
  ...mailboxProblemKinds,
  ...returnedProblemKinds,
  ...preflightProblemKinds,
  ...runProblemKinds,
  ...setupProblemKinds,
  ...signInProblemKinds,
}

export const problemCodes = Object.keys(kinds) as ProblemCode[]

export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(kinds, code)
}

export function kindOfCode(code: ProblemCode): ProblemKind {
  return kinds[code]
}
