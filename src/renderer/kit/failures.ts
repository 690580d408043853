/** What is done with a failure: who explains it, and what of it may be sent to a stranger. */
import { createContext, type ReactNode } from 'react'
import { kindOf, type AppError, type ErrorCode } from '../../domain/problem/app-error.ts'
import { redact } from '../../domain/text/redact.ts'
import { sayError } from '../desk/words.ts'

const addressShape = /([A-Za-z0-9])[A-Za-z0-9._%+'-]*@([A-Za-z0-9.-]+)/g

/** No secrets (main's own redactor, once more) and no people. The first letter of an address stays, so that two senders can be told apart. */
export function forSupport(raw: string): string {
  return redact(raw).replace(addressShape, '$1***@$2')
}

export function errorForSupport(error: AppError): string {
  const field = error.field === undefined ? undefined : `Field: ${error.field}`
  return forSupport(
    [`Sendproof: ${error.code}`, sayError(error).what, sayError(error).next, field, error.details]
      .filter((line) => line !== undefined && line !== '')
      .join('\n'),
  )
}

/** What the caller knows about where an error comes from. */
export interface ErrorOrigin {
  readonly surface?: string
  readonly flow?: string
  readonly mailbox?: string
}

/** What explains a failure: given from above, because it asks main, and this folder only draws. */
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

/** The button that helps against a failure, where the page knows one; null where none does better than the sentence. */
export const HelpContext = createContext<((error: AppError) => ReactNode) | null>(null)
