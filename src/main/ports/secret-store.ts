/** The operating system's keychain: short secrets by name. Windows takes 2,560 bytes an entry (reference 9.4). */
import type { AppError } from '../../domain/app-error.ts'
import type { Result } from '../../domain/result.ts'

export type KeychainState = 'ready' | 'locked' | 'absent'

export interface SecretStore {
  /** Finds out by writing, reading and deleting an entry of its own; `note` says in a sentence what is wrong. */
  state(): Promise<{ readonly state: KeychainState; readonly note: string | null }>
  get(name: string): Promise<Result<string | null, AppError>>
  /** Fails with `keychain-failed` and writes nothing when the value is too long for the keychain. */
  set(name: string, value: string): Promise<Result<null, AppError>>
  remove(name: string): Promise<Result<null, AppError>>
}
