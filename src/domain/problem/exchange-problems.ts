/** What can go wrong with a result that a script for Exchange has left. */
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
  'exchange-result-older': { readonly finishedAt: string; readonly newest: string }
  'exchange-facts-not-read': { readonly file: string }
}

export const exchangeProblemKinds = {
  'exchange-nothing-wanted': 'bad-input',
  'exchange-result-not-text': 'bad-input',
  'exchange-result-damaged': 'bad-input',
  'exchange-result-foreign': 'bad-input',
  'exchange-result-refused': 'bad-input',
  'exchange-result-other-tenant': 'bad-input',
  'exchange-result-older': 'bad-input',
  'exchange-facts-not-read': 'bad-input',
} as const satisfies Record<keyof ExchangeProblems, ProblemKind>
