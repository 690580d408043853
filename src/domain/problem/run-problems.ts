/** What can keep a run from starting, going on or being found, and what a question about its mail can end in. */
import type { ProblemKind } from './problem-kind.ts'

export interface RunProblems {
  'run-taken-over': object
  /** `where`: in this window or command, or in another one. */
  'run-busy': { readonly where: 'here' | 'elsewhere' }
  /** A run or a probe of one that is not in the store. */
  'run-unknown': object
  'run-not-under-way': object
  /** `known`: the newest of the setup, first characters of their ids and when they began. */
  'runs-not-told-apart': { readonly known: readonly string[] }
  /** Nothing of this setup was interrupted, so there is nothing to take up. */
  'nothing-to-resume': object
  /** Finished or started after the one that was interrupted. `newer`: when. */
  'run-overtaken': { readonly newer: string }
  /** --only and --to are for a new run. */
  'resume-takes-no-choice': { readonly option: string }
  /** A run that came in a file is a record. */
  'run-from-file': object
  'recipient-missing': object
  'no-senders': object
  /** Nothing the product does can be done from here: its credential is with the vendor. */
  'nothing-to-try': object
  'nothing-failed': object
  'attempt-not-planned': object
  'addresses-not-listed': { readonly addresses: readonly string[] }
  'code-not-in-run': object
  /** Microsoft Entra refused the application; the likely cause and what to do, in the words of the catalogue. */
  'application-refused': {
    readonly likely: string | null
    readonly remedy: string | null
    /** True when a run was to begin: nothing was sent. */
    readonly unsent: boolean
  }
  /** Before a run: nothing was sent. */
  'application-unreachable': object
  'token-without-ids': object
  'mailbox-gone': object
  'mailbox-not-signed-in': { readonly signInAs: string }
  'mailbox-not-signed-in-here': { readonly signInAs: string }
  'credential-none': object
  'credential-not-here': object
  'graph-unreachable': { readonly because: string }
  'graph-question-stopped': object
  'graph-not-understood': { readonly how: string; readonly part: string | null }
  'graph-sign-in-refused': object
  'graph-forbidden': object
  'graph-not-found': object
  'graph-throttled': object
  'graph-failed': { readonly status: number }
  'graph-refused': { readonly status: number }
  'trace-not-here': { readonly cloud: string }
}

export const runProblemKinds = {
  'run-taken-over': 'busy',
  'run-busy': 'busy',
  'run-unknown': 'not-found',
  'run-not-under-way': 'not-found',
  'runs-not-told-apart': 'not-found',
  'nothing-to-resume': 'bad-input',
  'run-overtaken': 'bad-input',
  'resume-takes-no-choice': 'bad-input',
  'run-from-file': 'bad-input',
  'recipient-missing': 'bad-input',
  'no-senders': 'bad-input',
  'nothing-to-try': 'bad-input',
  'nothing-failed': 'bad-input',
  'attempt-not-planned': 'bad-input',
  'addresses-not-listed': 'bad-input',
  'code-not-in-run': 'bad-input',
  'application-refused': 'sign-in-failed',
  'application-unreachable': 'network',
  'token-without-ids': 'bad-input',
  'mailbox-gone': 'not-found',
  'mailbox-not-signed-in': 'not-authorised',
  'mailbox-not-signed-in-here': 'not-authorised',
  'credential-none': 'no-credential',
  'credential-not-here': 'no-credential',
  'graph-unreachable': 'network',
  'graph-question-stopped': 'network',
  'graph-not-understood': 'network',
  'graph-sign-in-refused': 'not-authorised',
  'graph-forbidden': 'forbidden',
  'graph-not-found': 'not-found',
  'graph-throttled': 'busy',
  'graph-failed': 'network',
  'graph-refused': 'internal',
  'trace-not-here': 'forbidden',
} as const satisfies Record<keyof RunProblems, ProblemKind>
