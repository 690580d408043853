/** Reads what a person exported: PFX (PKCS #12) or PEM, into one certificate with its private key. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { CertificateFacts } from '../../../domain/credential/certificate.ts'
import type { Result } from '../../../domain/result.ts'

export interface CertificateWithKey {
  readonly certificatePem: string
  /** PKCS #8, not encrypted: secret. */
  readonly privateKeyPem: string
  readonly facts: CertificateFacts
}

export interface CertificateReader {
  /** Errors: needs-passphrase (none was given), bad-input (a wrong one, or not such a file). Says nothing of the content. */
  read(bytes: Uint8Array, passphrase: string | null): Promise<Result<CertificateWithKey, AppError>>
}
