/** The one shape of every failure a person can see: a stable code, what happened, and what to do next. */
import { z } from 'zod'

export const errorCodes = [
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

export const AppErrorSchema = z.strictObject({
  code: z.enum(errorCodes),
  /** One sentence: what happened and, where it is known, why. */
  what: z.string(),
  /** One sentence: what to do next. */
  next: z.string().optional(),
  /** The field of the input that is wrong, in the words of the screen or the command line. */
  field: z.string().optional(),
  /** What the other side said, already redacted. */
  details: z.string().optional(),
})

export type AppError = z.infer<typeof AppErrorSchema>
export type ErrorCode = AppError['code']

/** Builds an AppError; `extra` carries next, field and details. */
export function appError(
  code: ErrorCode,
  what: string,
  extra: Omit<AppError, 'code' | 'what'> = {},
): AppError {
  return { code, what, ...extra }
}
