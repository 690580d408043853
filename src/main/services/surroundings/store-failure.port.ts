/**
 * What a store throws when the machine fails it: a full disk, a broken one, another process that holds the file.
 * A store is asked in a hundred places that can do nothing about it, so this travels as the one expected failure that
 * is thrown. Whoever answers a person (a command, a call of the window, the end of a run) turns it into its error.
 */
import type { AppError } from '../../../domain/problem/app-error.ts'

export class StoreFailure extends Error {
  readonly error: AppError

  constructor(error: AppError, cause?: unknown) {
    super(error.code, cause === undefined ? undefined : { cause })
    this.name = 'StoreFailure'
    this.error = error
  }
}

/** The failure as a value; anything else is a bug and goes on. */
export function asFailure(thrown: unknown): { readonly ok: false; readonly error: AppError } {
  if (thrown instanceof StoreFailure) return { ok: false, error: thrown.error }
  throw thrown
}

/** What `read` makes of each; those with a damaged entry are handed back, and hide none of the others. */
export function readEach<T, R>(
  all: readonly T[],
  read: (one: T) => R,
): { readonly read: R[]; readonly damaged: T[] } {
  const done: R[] = []
  const damaged: T[] = []
  for (const one of all)
    try {
      done.push(read(one))
    } catch (thrown) {
      if (asFailure(thrown).error.code !== 'store-entry-damaged') throw thrown
      damaged.push(one)
    }
  return { read: done, damaged }
}

/** The run belongs to another process by now: what this one knows of it may be out of date. */
export function takenOver(): StoreFailure {
  return new StoreFailure({ code: 'run-taken-over' })
}
