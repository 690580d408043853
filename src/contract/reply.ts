/** What every call answers: the value, or a failure with a stable code. */
import type { AppError } from '../domain/problem/app-error.ts'

export type Reply<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError }
