/** Facts about the credentials of a setup's registration; newest first. The secrets are in the vault. */
import type { Credential } from '../../../domain/credential/credential.schema.ts'

export interface CredentialStore {
  listCredentials(setupId: string): Credential[]
  /** Adds it, or replaces the facts of the one with this id. */
  saveCredential(setupId: string, credential: Credential): void
  removeCredential(id: string): void
}
