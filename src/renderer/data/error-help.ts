/** Which button helps against a failure: by what it is, never by its sentence. Pure. */
import type { SetupView } from '../../contract/views.schema.ts'
import type { ProblemCode } from '../../domain/problem/problem.ts'
import { kindOf, isSaid, type AppError, type ErrorCode } from '../../domain/problem/app-error.ts'

export type Help = 'enter-ids' | 'mailboxes' | 'credential' | 'retry'

const byCode: Readonly<Partial<Record<ProblemCode, Help>>> = {
  'sign-in-without-client-id': 'enter-ids',
  'sign-in-without-ids': 'enter-ids',
  'token-without-ids': 'enter-ids',
  'recipient-missing': 'mailboxes',
  'no-senders': 'mailboxes',
  'sign-in-nobody-named': 'mailboxes',
}

const byKind: Readonly<Partial<Record<ErrorCode, Help>>> = {
  'no-credential': 'credential',
  'not-authorised': 'mailboxes',
  network: 'retry',
  busy: 'retry',
  disk: 'retry',
  'keychain-locked': 'retry',
  'keychain-failed': 'retry',
  'sign-in-failed': 'retry',
  'sign-in-timeout': 'retry',
}

/** Null where no button could do better than the sentence. */
export function helpFor(error: AppError, { practice }: Pick<SetupView, 'practice'>): Help | null {
  const help = isSaid(error) ? undefined : byCode[error.code]
  // The practice tenant names its ids itself.
  if (help !== undefined) return help === 'enter-ids' && practice !== null ? null : help
  return byKind[kindOf(error)] ?? null
}
