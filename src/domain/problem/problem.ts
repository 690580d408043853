/**
 * Every expected failure as a fact: a code and what it is about. No sentence is made here; `src/words` says it, once a
 * language, for the window and for the command line.
 */
import type { CommandProblems } from './command-problems.ts'
import type { DocumentProblems } from './document-problems.ts'
import type { InputProblems } from './input-problems.ts'
import type { MachineProblems } from './machine-problems.ts'
import type { ReportProblems } from './report-problems.ts'
import type { MailboxProblems } from './mailbox-problems.ts'
import type { RunProblems } from './run-problems.ts'
import type { SetupProblems } from './setup-problems.ts'
import type { SignInProblems } from './sign-in-problems.ts'
import { commandProblemKinds } from './command-problems.ts'
import { documentProblemKinds } from './document-problems.ts'
import { inputProblemKinds } from './input-problems.ts'
import { machineProblemKinds } from './machine-problems.ts'
import { reportProblemKinds } from './report-problems.ts'
import { mailboxProblemKinds } from './mailbox-problems.ts'
import { runProblemKinds } from './run-problems.ts'
import { setupProblemKinds } from './setup-problems.ts'
import { signInProblemKinds } from './sign-in-problems.ts'

/** What a failure asks of whoever handles it: exit codes, retries and buttons go by it, not by the code. */
export const problemKinds = [
  'bad-input',
  'not-found',
  'already-exists',
  'forbidden',
  'busy',
  'keychain-absent',
  'keychain-locked',
  'keychain-failed',
  'vault-unreadable',
  'wrong-account',
  'sign-in-failed',
  'sign-in-cancelled',
  'sign-in-timeout',
  'not-authorised',
  'no-credential',
  'needs-passphrase',
  'network',
  'disk',
  'practice-only',
  'internal',
] as const
export type ProblemKind = (typeof problemKinds)[number]

/** One interface a topic; each lies beside the kinds of its codes. */
export interface Problems
  extends
    CommandProblems,
    DocumentProblems,
    MachineProblems,
    ReportProblems,
    InputProblems,
    MachineProblems,
    MailboxProblems,
    RunProblems,
    SetupProblems,
    SignInProblems {}

export type ProblemCode = keyof Problems

/** What every failure may carry besides its own facts. */
export interface Aside {
  /** The input that is wrong, by the name it has in calls and options; words name it as the face does. */
  readonly field?: string | undefined
  /** What the other side said, already redacted. */
  readonly details?: string | undefined
}

export type ProblemOf<C extends ProblemCode> = { readonly code: C } & Readonly<Problems[C]> & Aside
export type Problem = { [C in ProblemCode]: ProblemOf<C> }[ProblemCode]

const kinds: Readonly<Record<ProblemCode, ProblemKind>> = {
  ...commandProblemKinds,
  ...documentProblemKinds,
  ...inputProblemKinds,
  ...machineProblemKinds,
  ...reportProblemKinds,
  ...mailboxProblemKinds,
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
