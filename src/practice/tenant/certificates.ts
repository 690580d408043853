/**
 * Throw-away certificates: a CA for one practice tenant and the server certificate it signs, and the self-signed one an
 * application proves itself with. RSA throughout: Entra takes no other key for assertions, and the mail stacks of older
 * products know no other key for TLS (ADR 10).
 */
import { generateKeyPair, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import forge from 'node-forge'

export interface Identity {
  certificate: string
  privateKey: string
}
export interface TenantCertificates {
  ca: Identity
  server: Identity
}

interface Keys {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

const bits = { modulusLength: 2048 }
const dayMs = 86_400_000

const pem = (key: KeyObject, type: 'spki' | 'pkcs8') => key.export({ type, format: 'pem' }).toString()
/** Node makes, keeps and uses the keys, the library only reads them: it reckons in JavaScript, which takes seconds. */
const publicKey = ({ publicKey: key }: Keys) => forge.pki.publicKeyFromPem(pem(key, 'spki'))

const keyId = (keys: Keys) =>
  forge.pki.getPublicKeyFingerprint(publicKey(keys), { type: 'RSAPublicKey' }).getBytes()

/** UTF-8: a registration may be called what its product is. */
const commonName = (value: string): forge.pki.CertificateField[] => [
  { name: 'commonName', value, valueTagClass: forge.asn1.Type.UTF8 as unknown as forge.asn1.Class },
]

function certificate(o: {
  readonly subject: string
  readonly issuer: string
  readonly keys: Keys
  readonly signer: Keys
  readonly from: number
  readonly days: number
  readonly extensions: readonly object[]
}): string {
  const made = forge.pki.createCertificate()
  const serial = randomBytes(16)
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40 // positive, and never shorter than it looks
  made.serialNumber = serial.toString('hex')
  made.publicKey = publicKey(o.keys)
  made.validity.notBefore = new Date(o.from)
  made.validity.notAfter = new Date(o.from + o.days * dayMs)
  made.setSubject(commonName(o.subject))
  made.setIssuer(commonName(o.issuer))
  made.setExtensions([...o.extensions, { name: 'subjectKeyIdentifier' }])
  made.sign(signedBy(made, o.signer.privateKey), forge.md.sha256.create())
  return forge.pki.certificateToPem(made).replaceAll('\r\n', '\n')
}

/** A key for the library that has Node do the work; by then the library has put together what is to be signed. */
const signedBy = (made: forge.pki.Certificate, key: KeyObject): forge.pki.rsa.PrivateKey =>
  ({
    sign: () => {
      const whole = forge.asn1.toDer(made.tbsCertificate).getBytes()
      return sign('sha256', Buffer.from(whole, 'latin1'), key).toString('latin1')
    },
  }) as unknown as forge.pki.rsa.PrivateKey

/** The keys of one CA and of the server it vouches for. */
interface KeyRing {
  readonly ca: Keys
  readonly server: Keys
}

const newKeys = (): KeyRing => ({
  ca: generateKeyPairSync('rsa', bits),
  server: generateKeyPairSync('rsa', bits),
})

let kept: KeyRing | undefined
/**
 * One ring for all tenants that this process makes. Keys cost more than all the rest of a new tenant, and nobody could
 * read those of one tenant without reading those of the others: they lie in the same person's folder.
 */
export const keysOfThisProcess = (): KeyRing => (kept ??= newKeys())

/** A CA named after the tenant and a certificate for localhost and 127.0.0.1; valid from yesterday on. */
export function createCertificates(
  tenantName: string,
  now: number,
  { ca, server } = newKeys(),
): TenantCertificates {
  const issuer = `Practice tenant ${tenantName} (not Microsoft)`
  const from = now - dayMs
  return {
    ca: {
      certificate: certificate({
        subject: issuer,
        issuer,
        keys: ca,
        signer: ca,
        from,
        days: 3650,
        extensions: [
          { name: 'basicConstraints', critical: true, cA: true, pathLenConstraint: 0 },
          { name: 'keyUsage', critical: true, keyCertSign: true, cRLSign: true },
        ],
      }),
      privateKey: pem(ca.privateKey, 'pkcs8'),
    },
    server: {
      certificate: certificate({
        subject: 'localhost',
        issuer,
        keys: server,
        signer: ca,
        from,
        days: 820, // browsers refuse server certificates of more than 825 days
        extensions: [
          { name: 'basicConstraints', critical: true, cA: false },
          // The second is for the key exchange of old RSA-only stacks.
          { name: 'keyUsage', critical: true, digitalSignature: true, keyEncipherment: true },
          { name: 'extKeyUsage', serverAuth: true },
          {
            name: 'subjectAltName',
            altNames: [
              { type: 2, value: 'localhost' },
              { type: 7, ip: '127.0.0.1' },
            ],
          },
          { name: 'authorityKeyIdentifier', keyIdentifier: keyId(ca) },
        ],
      }),
      privateKey: pem(server.privateKey, 'pkcs8'),
    },
  }
}

/** What an administrator makes for an application. */
export async function createClientCertificate(
  name: string,
  now: number,
  days: number,
): Promise<Identity & { expiresAt: string }> {
  const keys = await promisify(generateKeyPair)('rsa', bits)
  const from = now - 60_000 // a clock a little behind must not find it too young
  return {
    certificate: certificate({
      subject: name,
      issuer: name,
      keys,
      signer: keys,
      from,
      days,
      extensions: [
        { name: 'keyUsage', critical: true, digitalSignature: true },
        { name: 'extKeyUsage', clientAuth: true },
      ],
    }),
    privateKey: pem(keys.privateKey, 'pkcs8'),
    expiresAt: new Date(Math.floor(from / 1000) * 1000 + days * dayMs).toISOString(),
  }
}
