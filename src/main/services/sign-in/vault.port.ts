/** Where secrets are kept: the keychain, and sealed files for what is too long for it. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Result } from '../../../domain/result.ts'

export type KeychainState = 'ready' | 'locked' | 'absent'

/** `problem`: why it is not ready; null when it is. */
export interface KeychainLook {
  readonly state: KeychainState
  readonly problem: AppError | null
}

/** The operating system's keychain: short secrets by name. Windows takes 2,560 bytes an entry (reference 9.4). */
export interface SecretStore {
  /** Finds out by writing, reading and deleting an entry of its own. */
  state(): Promise<KeychainLook>
  get(name: string): Promise<Result<string | null, AppError>>
  /** Fails with `keychain-failed` and writes nothing when the value is too long for the keychain. */
  set(name: string, value: string): Promise<Result<null, AppError>>
  remove(name: string): Promise<Result<null, AppError>>
}

/** Sealed files for what does not fit the keychain: token caches, later private keys. Key in the SecretStore. */
export interface Vault {
  state(): Promise<KeychainLook>
  /** Written, read back and compared before it is trusted. `name` is a path of [a-z0-9-] parts, e.g. auth/<uuid>. */
  put(name: string, value: string): Promise<Result<null, AppError>>
  /** Null when there is no such entry; `vault-unreadable` when it is there and cannot be opened. */
  get(name: string): Promise<Result<string | null, AppError>>
  /** Removes the entry, or everything under it when it is a prefix. */
  remove(name: string): Promise<Result<null, AppError>>
}
