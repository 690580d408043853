/** What may be sent to a stranger: no secrets (main's own redactor, once more) and no people. */
import type { AppError } from '../../domain/problem/app-error.ts'
import { redact } from '../../domain/text/redact.ts'
import { sayError } from '../desk/words.ts'

const addressShape = /([A-Za-z0-9])[A-Za-z0-9._%+'-]*@([A-Za-z0-9.-]+)/g

/** The first letter of an address stays, so that two senders can be told apart. */
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
