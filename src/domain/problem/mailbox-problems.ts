/** What can be wrong with a list of mailboxes, the file it comes from, and who signed in for one. */
import type { ProblemKind } from './problem-kind.ts'

export interface MailboxProblems {
  'mailbox-twice': { readonly address: string }
  'mailbox-outside-is-sender': { readonly address: string }
  'list-empty': { readonly file: string }
  /** A file that is no text; `program`: what makes such files, where the first bytes tell. */
  'list-not-text': { readonly file: string; readonly program: 'excel' | 'old-excel' | 'pdf' | null }
  /** Each is named before it; only the first `told` of them. */
  'list-lines-wrong': { readonly lines: number; readonly told: number }
  'account-of-other-tenant': {
    /** Null: the account came without a name. */
    readonly who: string | null
    readonly meant: string
    readonly tenantId: string
  }
  'account-other': { readonly who: string | null; readonly meant: string }
  /** Entra calls `meant` its e-mail address, but it signs in under another name. */
  'account-other-name': { readonly who: string | null; readonly meant: string }
  'account-recreated': { readonly who: string | null; readonly meant: string }
  /** Said by a person: the sign-ins of this account are revoked. */
  'password-was-reset': { readonly account: string; readonly saidBy: string }
  'account-not-signed-in': { readonly account: string }
}

export const mailboxProblemKinds = {
  'mailbox-twice': 'bad-input',
  'mailbox-outside-is-sender': 'bad-input',
  'list-empty': 'bad-input',
  'list-not-text': 'bad-input',
  'list-lines-wrong': 'bad-input',
  'account-of-other-tenant': 'wrong-account',
  'account-other': 'wrong-account',
  'account-other-name': 'wrong-account',
  'account-recreated': 'wrong-account',
  'password-was-reset': 'not-authorised',
  'account-not-signed-in': 'not-found',
} as const satisfies Record<keyof MailboxProblems, ProblemKind>
