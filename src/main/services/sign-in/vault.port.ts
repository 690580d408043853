/** Sealed files for what does not fit the keychain: token caches, later private keys. Key in the SecretStore. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Result } from '../../../domain/result.ts'
import type { KeychainLook } from './secret-store.port.ts'

export interface Vault {
  state(): Promise<KeychainLook>
  /** Written, read back and compared before it is trusted. `name` is a path of [a-z0-9-] parts, e.g. auth/<uuid>. */
  put(name: string, value: string): Promise<Result<null, AppError>>
  /** Null when there is no such entry; `vault-unreadable` when it is there and cannot be opened. */
  get(name: string): Promise<Result<string | null, AppError>>
  /** Removes the entry, or everything under it when it is a prefix. */
  remove(name: string): Promise<Result<null, AppError>>
}
