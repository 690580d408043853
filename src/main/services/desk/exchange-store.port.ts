/** Keeps what the scripts have left, as they left it: the newest reading, the newest preview, and every change. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Result } from '../../../domain/result.ts'

export type KeptKind = 'reading' | 'preview'

export interface ExchangeStore {
  /** Null: none is kept. */
  read(setup: string, kind: KeptKind): Promise<Result<Uint8Array | null, AppError>>
  keep(setup: string, kind: KeptKind, content: Uint8Array): Promise<Result<null, AppError>>
  forget(setup: string, kind: KeptKind): Promise<void>
  /** Results of changes, by when they were finished, oldest first. */
  changes(setup: string): Promise<Result<readonly Uint8Array[], AppError>>
  /** One plan has one result; `finishedAt` is ISO. */
  keepChange(
    setup: string,
    change: { readonly planId: string; readonly finishedAt: string },
    content: Uint8Array,
  ): Promise<Result<null, AppError>>
  removeAll(setup: string): Promise<void>
}
