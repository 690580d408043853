/** Puts a setup's client secret on the clipboard without showing it, and takes it away again soon after. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { Clipboard } from '../surroundings/person.port.ts'
import type { Clock } from '../surroundings/surroundings.port.ts'
import type { CredentialSecrets } from './credential.port.ts'

export const clearsInSeconds = 30

export class SecretCopy {
  readonly #clipboard: Clipboard
  readonly #clock: Clock
  readonly #secrets: CredentialSecrets
  /** What is on the clipboard because of us, for as long as it may be. */
  #held: { readonly secret: string; readonly waiting: AbortController } | null = null

  constructor(deps: {
    readonly clipboard: Clipboard
    readonly clock: Clock
    readonly secrets: CredentialSecrets
  }) {
    this.#clipboard = deps.clipboard
    this.#clock = deps.clock
    this.#secrets = deps.secrets
  }

  async copy(setupId: string): Promise<Result<{ copied: boolean; clearsInSeconds: number }, AppError>> {
    const found = await this.#secrets.secretOf(setupId)
    if (!found.ok) return found
    if (found.value === null || found.value === '') return err({ code: 'secret-not-kept' })
    // A second copy begins its own time; the first one's must not cut it short.
    this.#held?.waiting.abort()
    const held = { secret: found.value, waiting: new AbortController() }
    this.#held = held
    await this.#clipboard.writeSecret(held.secret)
    void this.#clearLater(held.waiting.signal)
    return ok({ copied: true, clearsInSeconds })
  }

  /** At once, when the app closes: nobody is left to do it later. */
  async clearNow(): Promise<void> {
    const held = this.#held
    if (held === null) return
    this.#held = null
    held.waiting.abort()
    // Something else that was copied since belongs to the person.
    if ((await this.#clipboard.read()) === held.secret) this.#clipboard.clear()
  }

  async #clearLater(signal: AbortSignal): Promise<void> {
    await this.#clock.sleep(clearsInSeconds * 1000, signal)
    if (!signal.aborted) await this.clearNow()
  }
}
