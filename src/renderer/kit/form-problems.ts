/** Where main's answer to a form belongs: beside the field it names. Pure. */
import type { AppError } from '../../domain/problem/app-error.ts'
import { sayError } from '../desk/words.ts'

/** What is wrong with a field, by its key in the form. */
export type Problems = Readonly<Record<string, string>>

/** Names are compared without case and hyphens: main says “client-id”, the form has “clientId”. */
const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '')

/**
 * The error as a field's message; null when it names no field of this form, so that it has to be shown above it.
 * `fields` maps the form's keys to the other names main may use for them.
 */
export function fieldProblem(
  error: AppError | null,
  fields: Readonly<Record<string, readonly string[]>>,
): Problems | null {
  if (error?.field === undefined) return null
  const named = plain(error.field)
  const found = Object.entries(fields).find(([key, others]) =>
    [key, ...others].some((name) => plain(name) === named),
  )
  return found === undefined
    ? null
    : {
        [found[0]]: [sayError(error).what, sayError(error).next]
          .filter((part) => part !== undefined)
          .join(' '),
      }
}
