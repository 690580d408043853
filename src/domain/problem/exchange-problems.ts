/** What can go wrong with running a script for Exchange, and with the result it has left. */
import type { ProblemKind } from './problem-kind.ts'

export interface ExchangeProblems {
  'exchange-nothing-wanted': object
  'exchange-result-not-text': { readonly file: string }
  /** No whole JSON: cut off or changed. */
  'exchange-result-damaged': { readonly file: string }
  /** JSON that no script of ours wrote. */
  'exchange-result-foreign': { readonly file: string }
  /** Codes of the script. */
  'exchange-result-refused': { readonly why: readonly string[] }
  'exchange-result-other-tenant': { readonly found: string; readonly wanted: string | null }
  'exchange-result-from-future': { readonly finishedAt: string }
  'exchange-result-older': { readonly finishedAt: string; readonly newest: string }
  'exchange-facts-not-read': { readonly file: string }
  /** What was changed was asked for, and the file says what was read. */
  'exchange-changes-not-set': { readonly file: string }
  'powershell-missing': object
  'powershell-not-started': object
  /** A script runs already: in this window, or in another window or command. */
  'exchange-busy': { readonly where: 'here' | 'elsewhere' }
  /** A change was ended half-way: what puts it back is only complete once it was run to its end. */
  'exchange-unfinished': { readonly setup: string }
  'exchange-nothing-unfinished': object
  'exchange-cancelled': object
  'exchange-ended-half-way': object
  /** It ended without a result. `why`: codes it said before. */
  'exchange-no-result': { readonly why: readonly string[]; readonly exitCode: number | null }
  'exchange-not-read-yet': object
  'exchange-nothing-to-set': object
  'exchange-nothing-to-remove': object
  /** No reading says what is there to be taken away. */
  'exchange-remove-unread': object
  'exchange-nothing-to-undo': object
  /** A cloud of somebody's own that does not say how Exchange Online PowerShell names it. */
  'exchange-environment-unknown': { readonly cloud: string }
  'exchange-change-gone': object
  /** How the script is to sign in lacks something, or that is no such thing. */
  'exchange-sign-in-incomplete': { readonly part: 'certificate' | 'appId' | 'organization' | 'partnerOf' }
}

export const exchangeProblemKinds = {
  'exchange-nothing-wanted': 'bad-input',
  'exchange-result-not-text': 'bad-input',
  'exchange-result-damaged': 'bad-input',
  'exchange-result-foreign': 'bad-input',
  'exchange-result-refused': 'bad-input',
  'exchange-result-other-tenant': 'bad-input',
  'exchange-result-from-future': 'bad-input',
  'exchange-result-older': 'bad-input',
  'exchange-facts-not-read': 'bad-input',
  'exchange-changes-not-set': 'bad-input',
  'powershell-missing': 'internal',
  'powershell-not-started': 'internal',
  'exchange-busy': 'busy',
  'exchange-unfinished': 'busy',
  'exchange-nothing-unfinished': 'bad-input',
  'exchange-cancelled': 'internal',
  'exchange-ended-half-way': 'internal',
  'exchange-no-result': 'internal',
  'exchange-not-read-yet': 'bad-input',
  'exchange-nothing-to-set': 'bad-input',
  'exchange-nothing-to-remove': 'bad-input',
  'exchange-remove-unread': 'bad-input',
  'exchange-nothing-to-undo': 'bad-input',
  'exchange-environment-unknown': 'bad-input',
  'exchange-sign-in-incomplete': 'bad-input',
  'exchange-change-gone': 'not-found',
} as const satisfies Record<keyof ExchangeProblems, ProblemKind>
