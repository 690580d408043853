/** A keychain in memory that behaves as the real one does: same limit, and it can be locked or missing. */
import { appError, type AppError } from '../../src/domain/app-error.ts'
import { err, ok, type Result } from '../../src/domain/result.ts'
import type { KeychainState, SecretStore } from '../../src/main/ports/secret-store.ts'
import { plainly } from '../../src/words/plainly.ts'

const windowsLimit = 2_560

export class MemorySecretStore implements SecretStore {
  readonly entries = new Map<string, string>()
  #state: KeychainState = 'ready'

  become(state: KeychainState): void {
    this.#state = state
  }

  async state(): Promise<{ state: KeychainState; note: string | null }> {
    const refusal = this.#refusal()
    return { state: this.#state, note: refusal === null ? null : plainly(refusal).what }
  }

  async get(name: string): Promise<Result<string | null, AppError>> {
    const refusal = this.#refusal()
    return refusal === null ? ok(this.entries.get(name) ?? null) : err(refusal)
  }

  async set(name: string, value: string): Promise<Result<null, AppError>> {
    const bytes = Buffer.byteLength(value)
    if (bytes === 0 || bytes > windowsLimit)
      return err(
        appError('keychain-failed', `The secret "${name}" has ${bytes} bytes; 1 to ${windowsLimit} fit.`),
      )
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
    if (this.#state === 'locked')
      return appError('keychain-locked', 'The keychain is locked.', { next: 'Unlock it.' })
    if (this.#state === 'absent')
      return appError('keychain-absent', 'There is no keychain.', { next: 'Install one.' })
    return null
  }
}
