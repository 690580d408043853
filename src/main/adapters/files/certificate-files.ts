/** Certificates from files: PFX through node-forge, PEM through Node's own crypto. */
import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { CertificateReader, CertificateWithKey } from '../../services/credential/credential.port.ts'

/** A chain and a key; more blocks than this are no certificate file. */
const mostBlocks = 100

interface Parts {
  readonly certificates: readonly X509Certificate[]
  readonly key: KeyObject
}

export class CertificateFiles implements CertificateReader {
  async read(bytes: Uint8Array, passphrase: string | null): Promise<Result<CertificateWithKey, AppError>> {
    const text = Buffer.from(bytes).toString('latin1')
    const parts = text.includes('-----BEGIN ')
      ? await readPem(text, passphrase)
      : await readBinary(bytes, passphrase)
    return parts.ok ? joined(parts.value) : parts
  }
}

async function readPem(text: string, passphrase: string | null): Promise<Result<Parts, AppError>> {
  const blocks = pemBlocks(text)
  const keys = blocks.filter(({ label }) => label.endsWith('PRIVATE KEY'))
  const certificates = blocks
    .filter(({ label }) => label === 'CERTIFICATE' || label === 'X509 CERTIFICATE')
    .map(({ block }) => certificateOf(block))
  const [first] = keys
  if (certificates.length === 0) return err(unusable('certificate-absent'))
  if (first === undefined) return err(unusable('certificate-without-key'))
  if (keys.length > 1) return err(unusable('certificate-with-keys'))
  if (certificates.includes(null)) return err(unusable('certificate-unreadable'))
  const encrypted = first.label.startsWith('ENCRYPTED') || /^Proc-Type: 4,ENCRYPTED/m.test(first.block)
  if (encrypted && (passphrase === null || passphrase === '')) return err(needsPassphrase())
  if (first.label.startsWith('ENCRYPTED')) {
    const { isCostlyKey } = await import('./pfx.ts')
    if (isCostlyKey(derOf(first.block))) return err(unusable('certificate-too-costly'))
  }
  const key = privateKeyOf(first.block, encrypted ? passphrase : null)
  if (key === null) return err(encrypted ? wrongPassphrase() : unusable('certificate-key-unreadable'))
  return ok({ certificates: certificates.filter((one) => one !== null), key })
}

interface PemBlock {
  readonly block: string
  readonly label: string
}

/** Each from its first line to the next end of the same name. Every line is looked at once, whatever the file holds. */
function pemBlocks(text: string): PemBlock[] {
  const blocks: PemBlock[] = []
  let open: { readonly label: string; readonly lines: string[] } | null = null
  for (const line of text.split(/\r?\n/)) {
    const begins = /^\s*-----BEGIN ([A-Z0-9 ]{1,40})-----/.exec(line)?.[1]
    if (begins !== undefined) open = { label: begins, lines: [] }
    if (open === null) continue
    open.lines.push(line.trim())
    if (!line.includes(`-----END ${open.label}-----`)) continue
    blocks.push({ label: open.label, block: open.lines.join('\n') })
    open = null
    if (blocks.length > mostBlocks) break
  }
  return blocks
}

function derOf(block: string): Buffer {
  return Buffer.from(block.replace(/-----[A-Z0-9 ]+-----/g, ''), 'base64')
}

async function readBinary(bytes: Uint8Array, passphrase: string | null): Promise<Result<Parts, AppError>> {
  if (certificateOf(Buffer.from(bytes)) !== null) return err(unusable('certificate-without-key'))
  // Loaded with the first PFX file: most commands never see one.
  const { readPfx } = await import('./pfx.ts')
  const pfx = readPfx(bytes, passphrase)
  switch (pfx.outcome) {
    case 'wrong-passphrase':
      return err(passphrase === null || passphrase === '' ? needsPassphrase() : wrongPassphrase())
    case 'not-a-pfx':
      return err(unusable('certificate-other-file'))
    case 'too-costly':
      return err(unusable('certificate-too-costly'))
    case 'unsupported':
      return err(unusable('certificate-protection-unknown'))
    case 'read': {
      const certificates = pfx.certificates.map((der) => certificateOf(Buffer.from(der)))
      if (certificates.length === 0 || certificates.includes(null))
        return err(unusable('certificate-unreadable'))
      if (pfx.key === null) return err(unusable('certificate-without-key'))
      const key = keyFrom(() =>
        createPrivateKey({ key: Buffer.from(pfx.key ?? []), format: 'der', type: 'pkcs8' }),
      )
      if (key === null) return err(unusable('certificate-key-unreadable'))
      return ok({ certificates: certificates.filter((one) => one !== null), key })
    }
  }
}

/** Chains come along; the certificate is the one the key was made for. */
function joined({ certificates, key }: Parts): Result<CertificateWithKey, AppError> {
  const own = certificates.find((one) => one.checkPrivateKey(key))
  const certificate = own ?? certificates[0]
  if (certificate === undefined) return err(unusable('certificate-without-key'))
  const { asymmetricKeyType, asymmetricKeyDetails } = certificate.publicKey
  return ok({
    certificatePem: certificate.toString(),
    privateKeyPem: key.export({ format: 'pem', type: 'pkcs8' }).toString(),
    facts: {
      subject: nameOf(certificate),
      thumbprint: certificate.fingerprint256.replaceAll(':', ''),
      validFrom: certificate.validFromDate.toISOString(),
      validTo: certificate.validToDate.toISOString(),
      keyType: asymmetricKeyType ?? 'unknown',
      bits: asymmetricKeyType === 'rsa' ? (asymmetricKeyDetails?.modulusLength ?? null) : null,
      keyMatches: own !== undefined,
    },
  })
}

/** The common name people know it by, else the whole subject, else its number. Node escapes commas in it. */
function nameOf({ subject, serialNumber }: X509Certificate): string {
  const parts = (subject ?? '').split('\n').map((part) => part.replace(/\\(.)/g, '$1'))
  const common = parts.find((part) => part.startsWith('CN='))?.slice(3) ?? parts.join(', ')
  return (common === '' ? serialNumber : common).slice(0, 200)
}

function certificateOf(content: string | Buffer): X509Certificate | null {
  try {
    return new X509Certificate(content)
  } catch {
    return null
  }
}

function privateKeyOf(pem: string, passphrase: string | null): KeyObject | null {
  return keyFrom(() =>
    createPrivateKey({ key: pem, format: 'pem', ...(passphrase === null ? {} : { passphrase }) }),
  )
}

/** What crypto throws may quote the input, so it is dropped here. */
function keyFrom(read: () => KeyObject): KeyObject | null {
  try {
    return read()
  } catch {
    return null
  }
}

type Unusable =
  | 'certificate-absent'
  | 'certificate-unreadable'
  | 'certificate-without-key'
  | 'certificate-with-keys'
  | 'certificate-key-unreadable'
  | 'certificate-other-file'
  | 'certificate-protection-unknown'
  | 'certificate-too-costly'

function unusable(code: Unusable): AppError {
  return { code, field: 'file' }
}

function needsPassphrase(): AppError {
  return { code: 'certificate-passphrase-needed', field: 'passphrase' }
}

function wrongPassphrase(): AppError {
  return { code: 'certificate-passphrase-wrong', field: 'passphrase' }
}
