/** What can go wrong with sign-ins, tokens, credentials and the keychain they are kept in. */
import type { ProblemKind } from './problem-kind.ts'

/** Why the keychain cannot be used; `other` is told in the details. `platform` beside it: as Node names it. */
export type KeychainTrouble =
  'no-service' | 'no-library' | 'locked' | 'no-answer' | 'gives-back-other' | 'other'

/** What the vault was asked for. */
export type VaultEntry = 'sign-in' | 'credential' | 'other'

export interface SignInProblems {
  'sign-in-cancelled-here': object
  'sign-in-timed-out': { readonly minutes: number }
  /** `likely` and `remedy`: from the catalogue, where it knows the reply. */
  'sign-in-refused': { readonly aadsts: string; readonly likely?: string; readonly remedy?: string }
  'sign-in-declined': object
  'sign-in-unfinished': object
  'sign-in-unreachable': { readonly host: string }
  'sign-in-without-token': object
  /** Kept, and refused by now: `aadsts` where Microsoft Entra said why. */
  'sign-in-needed-again': { readonly aadsts: string | null }
  'sign-in-kept-wrongly': object
  'sign-in-robot-failed': object

  'sign-in-queue-busy': object
  'sign-in-without-client-id': object
  /** `application`: the product's own credential signs in, for all senders. */
  'sign-in-not-needed': { readonly product: string; readonly application: boolean }
  'sign-in-nobody-named': object
  'sign-in-without-ids': object
  'sign-in-tries-nothing': { readonly address: string }

  'credential-too-long': object
  'credential-unknown': { readonly known: readonly string[] }
  'credential-not-used': { readonly product: string }
  'credential-not-taken': {
    readonly product: string
    readonly kind: 'secret' | 'certificate'
    readonly taken: 'secret' | 'certificate'
    /** In the recipe's words. */
    readonly why: string
  }
  'secret-not-kept': object

  'certificate-absent': object
  'certificate-unreadable': object
  'certificate-without-key': object
  'certificate-with-keys': object
  'certificate-key-unreadable': object
  'certificate-other-file': object
  'certificate-protection-unknown': object
  /** Opening it would take longer than any exporter asks for. */
  'certificate-too-costly': object
  'certificate-passphrase-needed': object
  'certificate-passphrase-wrong': object
  /** A client secret is no file. */
  'export-not-a-certificate': object
  'export-passphrase-length': { readonly least: number; readonly most: number }
  'export-passphrase-letters': object
  'certificate-file-not-waiting': object

  'keychain-missing': { readonly why: KeychainTrouble; readonly platform: string }
  'keychain-closed': { readonly why: KeychainTrouble; readonly platform: string }
  'keychain-refused': { readonly platform: string }
  'keychain-key-lost': { readonly platform: string }
  'keychain-value-empty': { readonly name: string }
  'keychain-value-long': { readonly name: string; readonly bytes: number; readonly most: number }
  'practice-secrets-unusable': object

  'vault-name-wrong': { readonly name: string }
  'vault-entry-unreadable': {
    readonly entry: VaultEntry
    readonly why: 'key-gone' | 'key-damaged' | 'other-key' | 'file'
    readonly platform: string
  }
  'vault-entry-not-removed': { readonly entry: VaultEntry }
  'vault-entry-not-written': { readonly entry: VaultEntry }
}

export const signInProblemKinds = {
  'sign-in-cancelled-here': 'sign-in-cancelled',
  'sign-in-timed-out': 'sign-in-timeout',
  'sign-in-refused': 'sign-in-failed',
  'sign-in-declined': 'sign-in-failed',
  'sign-in-unfinished': 'sign-in-failed',
  'sign-in-unreachable': 'network',
  'sign-in-without-token': 'sign-in-failed',
  'sign-in-needed-again': 'not-authorised',
  'sign-in-kept-wrongly': 'not-authorised',
  'sign-in-robot-failed': 'sign-in-failed',

  'sign-in-queue-busy': 'busy',
  'sign-in-without-client-id': 'bad-input',
  'sign-in-not-needed': 'bad-input',
  'sign-in-nobody-named': 'bad-input',
  'sign-in-without-ids': 'bad-input',
  'sign-in-tries-nothing': 'bad-input',

  'credential-too-long': 'bad-input',
  'credential-unknown': 'not-found',
  'credential-not-used': 'bad-input',
  'credential-not-taken': 'bad-input',
  'secret-not-kept': 'not-found',

  'certificate-absent': 'bad-input',
  'certificate-unreadable': 'bad-input',
  'certificate-without-key': 'bad-input',
  'certificate-with-keys': 'bad-input',
  'certificate-key-unreadable': 'bad-input',
  'certificate-other-file': 'bad-input',
  'certificate-protection-unknown': 'bad-input',
  'certificate-too-costly': 'bad-input',
  'certificate-passphrase-needed': 'needs-passphrase',
  'certificate-passphrase-wrong': 'bad-input',
  'export-not-a-certificate': 'bad-input',
  'export-passphrase-length': 'bad-input',
  'export-passphrase-letters': 'bad-input',
  'certificate-file-not-waiting': 'bad-input',

  'keychain-missing': 'keychain-absent',
  'keychain-closed': 'keychain-locked',
  'keychain-refused': 'keychain-failed',
  'keychain-key-lost': 'keychain-failed',
  'keychain-value-empty': 'keychain-failed',
  'keychain-value-long': 'keychain-failed',
  'practice-secrets-unusable': 'keychain-failed',

  'vault-name-wrong': 'bad-input',
  'vault-entry-unreadable': 'vault-unreadable',
  'vault-entry-not-removed': 'disk',
  'vault-entry-not-written': 'disk',
} as const satisfies Record<keyof SignInProblems, ProblemKind>
