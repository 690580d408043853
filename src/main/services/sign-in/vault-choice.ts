/** Which vault holds a setup's tokens: the keychain's, or for a practice setup without one a sealed file. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { Setup } from '../../../domain/setup/setup.schema.ts'
import type { Vault } from './vault.port.ts'

export class VaultChoice {
  readonly #keychain: Vault
  readonly #practiceOnly: Vault
  /** Asking writes to the keychain, and prompts on some machines: several callers share one question. */
  #asking: ReturnType<Vault['state']> | null = null

  constructor(keychain: Vault, practiceOnly: Vault) {
    this.#keychain = keychain
    this.#practiceOnly = practiceOnly
  }

  /** State of the real keychain, for the status line. */
  state(): ReturnType<Vault['state']> {
    return this.#keychain.state()
  }

  /** The vault to write to. A real tenant's tokens are never kept anywhere but behind the keychain. */
  async forSetup(setup: Setup): Promise<Result<Vault, AppError>> {
    this.#asking ??= this.#keychain.state()
    const { problem } = await this.#asking
    if (problem === null) return ok(this.#keychain)
    // It may be unlocked later; once it was ready it is not asked again.
    this.#asking = null
    if (setup.practice !== null) return ok(this.#practiceOnly)
    return err(problem)
  }
}

/** Where a mailbox's token cache lives in the vault; without a mailbox, all of the setup's. */
export function authorisationName(setupId: string, mailboxId?: string): string {
  return mailboxId === undefined ? `auth/${setupId}` : `auth/${setupId}/${mailboxId}`
}

/** Where a credential of the registration lives in the vault; without an id, all of the setup's. */
export function credentialName(setupId: string, credentialId?: string): string {
  return credentialId === undefined ? `credential/${setupId}` : `credential/${setupId}/${credentialId}`
}

/** Where the private key of an invitation lives in the vault; without an id, those of all the setup's. */
export function invitationName(setupId: string, invitationId?: string): string {
  return invitationId === undefined ? `invitation/${setupId}` : `invitation/${setupId}/${invitationId}`
}
