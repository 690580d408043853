/** The operating system's keychain: short secrets by name. Windows takes 2,560 bytes an entry (reference 9.4). */
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Result } from '../../../domain/result.ts'

export type KeychainState = 'ready' | 'locked' | 'absent'

/** `problem`: why it is not ready; null when it is. */
export interface KeychainLook {
  readonly state: KeychainState
  readonly problem: AppError | null
}

export interface SecretStore {
  /** Finds out by writing, reading and deleting an entry of its own. */
  state(): Promise<KeychainLook>
  get(name: string): Promise<Result<string | null, AppError>>
  /** Fails with `keychain-failed` and writes nothing when the value is too long for the keychain. */
  set(name: string, value: string): Promise<Result<null, AppError>>
  remove(name: string): Promise<Result<null, AppError>>
}
