/** What every problem has besides the facts of its topic: its kind, and what may stand aside. */

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

/** What every failure may carry besides its own facts. */
export interface Aside {
  /** The input that is wrong, by the name it has in calls and options; words name it as the face does. */
  readonly field?: string | undefined
  /** What the other side said, already redacted. */
  readonly details?: string | undefined
}
