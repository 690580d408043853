/** What explains a failure: given from above, because it asks main, and this folder only draws. */
import { createContext, type ReactNode } from 'react'
import { kindOf, type AppError, type ErrorCode } from '../../domain/problem/app-error.ts'

/** What the caller knows about where an error comes from. */
export interface ErrorOrigin {
  readonly surface?: string
  readonly flow?: string
  readonly mailbox?: string
}

export const ExplainContext = createContext<((error: AppError, origin: ErrorOrigin) => ReactNode) | null>(
  null,
)

/** Failures of the other side; a wrong input or a full disk explains itself. */
const explainable: readonly ErrorCode[] = [
  'sign-in-failed',
  'wrong-account',
  'network',
  'not-authorised',
  'keychain-failed',
]

export function isExplainable(error: AppError): boolean {
  return explainable.includes(kindOf(error))
}
