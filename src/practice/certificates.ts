/**
 * Throw-away certificates: a CA for one practice tenant and the server certificate it signs, and the self-signed one
 * an application proves itself with. Written out in DER, because three fixed shapes do not need a certificate library.
 */
import {
  createHash,
  generateKeyPair,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'
import { promisify } from 'node:util'

export interface Identity {
  certificate: string
  privateKey: string
}
export interface TenantCertificates {
  ca: Identity
  server: Identity
}

const tag = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  text: 0x0c,
  time: 0x17,
  sequence: 0x30,
  set: 0x31,
}

function der(type: number, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  if (body.length < 0x80) return Buffer.concat([Buffer.from([type, body.length]), body])
  const digits = body.length.toString(16)
  const length = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex')
  return Buffer.concat([Buffer.from([type, 0x80 | length.length]), length, body])
}
const sequence = (...parts: Buffer[]) => der(tag.sequence, ...parts)
const oid = (hex: string) => der(tag.oid, Buffer.from(hex, 'hex'))
const bits = (bytes: Buffer, unused = 0) => der(tag.bits, Buffer.from([unused]), bytes)
const yes = der(tag.boolean, Buffer.from([0xff]))
const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'))
const rsaWithSha256 = sequence(oid('2a864886f70d01010b'), Buffer.from([0x05, 0x00]))

function commonName(name: string): Buffer {
  return sequence(der(tag.set, sequence(oid('550403'), der(tag.text, Buffer.from(name)))))
}

function utcTime(at: number): Buffer {
  const text = new Date(at).toISOString().replace(/[-:T]/g, '').slice(2, 14)
  return der(tag.time, Buffer.from(`${text}Z`))
}

function extension(id: string, critical: boolean, value: Buffer): Buffer {
  return sequence(oid(id), ...(critical ? [yes] : []), der(tag.octets, value))
}

const keyId = (key: KeyObject) =>
  createHash('sha1')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest()

function certificate(o: {
  subject: string
  issuer: string
  key: KeyObject
  signer: KeyObject
  from: number
  days: number
  extensions: Buffer[]
}): string {
  const serial = randomBytes(16)
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40 // positive, and never shorter than it looks
  const algorithm = o.signer.asymmetricKeyType === 'rsa' ? rsaWithSha256 : ecdsaWithSha256
  const body = sequence(
    der(0xa0, der(tag.integer, Buffer.from([2]))),
    der(tag.integer, serial),
    algorithm,
    commonName(o.issuer),
    sequence(utcTime(o.from), utcTime(o.from + o.days * 86_400_000)),
    commonName(o.subject),
    o.key.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...o.extensions)),
  )
  const whole = sequence(body, algorithm, bits(sign('sha256', body, o.signer)))
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}

/** A CA named after the tenant and a certificate for localhost and 127.0.0.1; valid from yesterday on. */
export function createCertificates(tenantName: string, now: number): TenantCertificates {
  const ca = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const server = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const issuer = `Practice tenant ${tenantName} (not Microsoft)`
  const from = now - 86_400_000
  const authority = extension('551d23', false, sequence(der(0x80, keyId(ca.publicKey))))
  return {
    ca: {
      certificate: certificate({
        subject: issuer,
        issuer,
        key: ca.publicKey,
        signer: ca.privateKey,
        from,
        days: 3650,
        extensions: [
          extension('551d13', true, sequence(yes, der(tag.integer, Buffer.from([0])))), // CA, no CA below it
          extension('551d0f', true, bits(Buffer.from([0x06]), 1)), // signs certificates and revocation lists
          extension('551d0e', false, der(tag.octets, keyId(ca.publicKey))),
        ],
      }),
      privateKey: pem(ca.privateKey),
    },
    server: {
      certificate: certificate({
        subject: 'localhost',
        issuer,
        key: server.publicKey,
        signer: ca.privateKey,
        from,
        days: 820, // browsers refuse server certificates of more than 825 days
        extensions: [
          extension('551d13', true, sequence()),
          extension('551d0f', true, bits(Buffer.from([0x80]), 7)), // digital signature
          extension('551d25', false, sequence(oid('2b06010505070301'))), // server authentication
          extension(
            '551d11',
            false,
            sequence(der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1]))),
          ),
          extension('551d0e', false, der(tag.octets, keyId(server.publicKey))),
          authority,
        ],
      }),
      privateKey: pem(server.privateKey),
    },
  }
}

/** What an administrator makes for an application: RSA, because Entra takes no other key for assertions. */
export async function createClientCertificate(
  name: string,
  now: number,
  days: number,
): Promise<Identity & { expiresAt: string }> {
  const pair = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
  const from = now - 60_000 // a clock a little behind must not find it too young
  return {
    certificate: certificate({
      subject: name,
      issuer: name,
      key: pair.publicKey,
      signer: pair.privateKey,
      from,
      days,
      extensions: [
        extension('551d0f', true, bits(Buffer.from([0x80]), 7)), // digital signature
        extension('551d25', false, sequence(oid('2b06010505070302'))), // client authentication
        extension('551d0e', false, der(tag.octets, keyId(pair.publicKey))),
      ],
    }),
    privateKey: pem(pair.privateKey),
    expiresAt: new Date(Math.floor(from / 1000) * 1000 + days * 86_400_000).toISOString(),
  }
}

function pem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString()
}
