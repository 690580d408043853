/** What the credential of a registration is read from, and who may have it. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { CertificateFacts } from '../../../domain/credential/certificate.ts'
import type { Result } from '../../../domain/result.ts'

export interface CertificateWithKey {
  readonly certificatePem: string
  /** PKCS #8, not encrypted: secret. */
  readonly privateKeyPem: string
  readonly facts: CertificateFacts
}

/** Reads what a person exported: PFX (PKCS #12) or PEM, into one certificate with its private key. */
export interface CertificateReader {
  /** Errors: needs-passphrase (none was given), bad-input (a wrong one, or not such a file). Says nothing of the content. */
  read(bytes: Uint8Array, passphrase: string | null): Promise<Result<CertificateWithKey, AppError>>
}

/** The client secret that is kept for a setup. Read in main alone; never part of an answer to the page. */
export interface CredentialSecrets {
  /** Null when none is kept. */
  secretOf(setupId: string): Promise<Result<string | null, AppError>>
}

/** A certificate of our own making. The private key is secret and goes from here to the vault alone. */
export interface NewCertificate {
  readonly certificatePem: string
  readonly privateKeyPem: string
  /** Base64 of the DER form of the public part. */
  readonly der: string
  readonly startsAt: string
  readonly endsAt: string
}

export interface CertificateMaker {
  /** Self-signed, RSA; `name` is its common name. */
  make(name: string, from: Date, endsAt: Date): Promise<NewCertificate>
}

/** A certificate with its key as a file. Both are closed with the passphrase, which is printable ASCII. */
export interface CertificateWriter {
  pfx(certificatePem: string, privateKeyPem: string, passphrase: string): Uint8Array
  /** The certificate, then its key as encrypted PKCS #8. */
  pem(certificatePem: string, privateKeyPem: string, passphrase: string): Uint8Array
}
