/** What can go wrong with what goes to somebody elsewhere and comes back: a plan, the result of a script, an answer to a consent, a sealed sign-in. */
import type { ProblemKind } from './problem-kind.ts'

export interface ReturnedProblems {
  'invitation-unreadable': object
  'invitation-expired': { readonly expiresAt: string }
  /** The address of its sign-in page would have to come out of the file. */
  'invitation-custom-cloud': { readonly cloud: string }
  /** Used, replaced by a newer one, or of another setup. */
  'invitation-not-known': { readonly setup: string }
  /** The setup or the mailbox has changed since it was made. */
  'invitation-out-of-date': { readonly address: string }
  /** Answered and saved, or of a session before: main does not know it any more. */
  'invitation-closed': object
  'invitation-busy': object
  'sign-in-reply-unreadable': object
  'sign-in-reply-other-tenant': { readonly found: string; readonly wanted: string }
  'sign-in-reply-other-address': { readonly found: string; readonly wanted: string }
  /** It does not open: changed on its way, or sealed for another PC. */
  'sign-in-reply-damaged': object

  /** Consent can be granted through Graph, which takes nothing away. */
  'consent-through-graph': { readonly setup: string }
  'consent-nothing-to-ask': { readonly product: string }
  'consent-landing-unavailable': object
  /** `others`: answers that came with another state and were not taken. */
  'consent-timed-out': { readonly seconds: number; readonly others: number }
  /** `said`: the code of OAuth; `likely` and `remedy`: from the catalogue, where it knows the reply. */
  'consent-refused': { readonly said: string; readonly likely?: string; readonly remedy?: string }
  'consent-not-given': object
  'consent-other-tenant': { readonly found: string; readonly wanted: string }
  'consent-answer-other-state': object
  'consent-answer-unreadable': object
  'consent-not-asked': { readonly setup: string }
  'consent-link-expired': { readonly days: number }

  /** Only the pack of the Entra administrator holds a plan for Entra ID. */
  'handoff-plan-other-role': object
  'handoff-plan-empty': object
  'handoff-leftovers-other-role': object
  'script-result-not-text': { readonly file: string }
  /** No whole JSON: cut off or changed. */
  'script-result-damaged': { readonly file: string }
  /** JSON that Set-Entra.ps1 did not write. */
  'script-result-foreign': { readonly file: string }
  /** Codes of the script. */
  'script-result-refused': { readonly why: readonly string[] }
  'script-result-other-tenant': { readonly found: string; readonly wanted: string | null }
  'script-result-other-setup': { readonly setup: string }
  'script-result-preview': { readonly file: string }
  'script-result-from-future': { readonly finishedAt: string }
  /** Nothing was changed, or nothing takes back what was. */
  'script-nothing-to-undo': object
  'script-result-older': { readonly finishedAt: string; readonly newest: string }
  /** It reports a registration with another client id than the setup has. */
  'script-result-other-registration': { readonly found: string; readonly known: string }
}

export const returnedProblemKinds = {
  'invitation-unreadable': 'bad-input',
  'invitation-closed': 'not-found',
  'invitation-busy': 'busy',
  'invitation-expired': 'bad-input',
  'invitation-custom-cloud': 'bad-input',
  'invitation-not-known': 'bad-input',
  'invitation-out-of-date': 'bad-input',
  'sign-in-reply-unreadable': 'bad-input',
  'sign-in-reply-other-tenant': 'bad-input',
  'sign-in-reply-other-address': 'bad-input',
  'sign-in-reply-damaged': 'bad-input',
  'consent-through-graph': 'bad-input',
  'consent-nothing-to-ask': 'bad-input',
  'consent-landing-unavailable': 'network',
  'consent-timed-out': 'sign-in-timeout',
  'consent-refused': 'forbidden',
  'consent-not-given': 'forbidden',
  'consent-other-tenant': 'wrong-account',
  'consent-answer-other-state': 'bad-input',
  'consent-answer-unreadable': 'bad-input',
  'consent-not-asked': 'bad-input',
  'consent-link-expired': 'bad-input',
  'handoff-plan-other-role': 'bad-input',
  'handoff-plan-empty': 'bad-input',
  'handoff-leftovers-other-role': 'bad-input',
  'script-result-not-text': 'bad-input',
  'script-result-damaged': 'bad-input',
  'script-result-foreign': 'bad-input',
  'script-result-refused': 'bad-input',
  'script-result-other-tenant': 'bad-input',
  'script-result-other-setup': 'bad-input',
  'script-result-preview': 'bad-input',
  'script-result-from-future': 'bad-input',
  'script-nothing-to-undo': 'bad-input',
  'script-result-older': 'bad-input',
  'script-result-other-registration': 'bad-input',
} as const satisfies Record<keyof ReturnedProblems, ProblemKind>
