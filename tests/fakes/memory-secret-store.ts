/** A keychain in memory that behaves as the real one does: same limit, and it can be locked or missing. */
import type { AppError } from '../../src/domain/problem/app-error.ts'
import { err, ok, type Result } from '../../src/domain/result.ts'
import type { KeychainLook, KeychainState, SecretStore } from '../../src/main/services/sign-in/vault.port.ts'

const windowsLimit = 2_560

export class MemorySecretStore implements SecretStore {
  readonly entries = new Map<string, string>()
  #state: KeychainState = 'ready'

  become(state: KeychainState): void {
    this.#state = state
  }

  async state(): Promise<KeychainLook> {
    return { state: this.#state, problem: this.#refusal() }
  }

  async get(name: string): Promise<Result<string | null, AppError>> {
    const refusal = this.#refusal()
    return refusal === null ? ok(this.entries.get(name) ?? null) : err(refusal)
  }

  async set(name: string, value: string): Promise<Result<null, AppError>> {
    const bytes = Buffer.byteLength(value)
    if (bytes === 0) return err({ code: 'keychain-value-empty', name })
    if (bytes > windowsLimit) return err({ code: 'keychain-value-long', name, bytes, most: windowsLimit })
    const refusal = this.#refusal()
    if (refusal !== null) return err(refusal)
    this.entries.set(name, value)
    return ok(null)
  }

  async remove(name: string): Promise<Result<null, AppError>> {
    const refusal = this.#refusal()
    if (refusal !== null) return err(refusal)
    this.entries.delete(name)
    return ok(null)
  }

  #refusal(): AppError | null {
    if (this.#state === 'locked') return { code: 'keychain-closed', why: 'locked', platform: 'win32' }
    if (this.#state === 'absent') return { code: 'keychain-missing', why: 'no-service', platform: 'win32' }
    return null
  }
}
