/** Client secrets as the vault keeps them, one entry a setup. */
import type { AppError } from '../../domain/app-error.ts'
import type { Result } from '../../domain/result.ts'
import type { CredentialSecrets } from '../ports/credential-secrets.ts'
import type { SetupDesk } from './setup-desk.ts'
import type { VaultChoice } from './vault-choice.ts'

export class VaultCredentialSecrets implements CredentialSecrets {
  readonly #desk: SetupDesk
  readonly #vaults: VaultChoice

  constructor(desk: SetupDesk, vaults: VaultChoice) {
    this.#desk = desk
    this.#vaults = vaults
  }

  async secretOf(setupId: string): Promise<Result<string | null, AppError>> {
    const opened = this.#desk.open(setupId)
    if (!opened.ok) return opened
    const vault = await this.#vaults.forSetup(opened.value.setup)
    return vault.ok ? vault.value.get(`credential/${setupId}`) : vault
  }
}
