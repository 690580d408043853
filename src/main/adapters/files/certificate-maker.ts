/** Makes a self-signed certificate: key and signature by Node's crypto, the certificate between them by node-forge. */
import { generateKeyPair, randomBytes, sign, X509Certificate, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import forge from 'node-forge'
import type { CertificateMaker, NewCertificate } from '../../services/credential/credential.port.ts'

const bits = 3072
/** A clock a little behind must not find it too young. */
const spareMs = 60_000
const newKey = promisify(generateKeyPair)

export class SelfSignedCertificates implements CertificateMaker {
  async make(name: string, from: Date, endsAt: Date): Promise<NewCertificate> {
    const keys = await newKey('rsa', { modulusLength: bits })
    const privateKeyPem = keys.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
    const made = forge.pki.createCertificate()
    const serial = randomBytes(16)
    // Positive, and never shorter than it looks.
    serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40
    made.serialNumber = serial.toString('hex')
    made.publicKey = forge.pki.publicKeyFromPem(
      keys.publicKey.export({ format: 'pem', type: 'spki' }).toString(),
    )
    made.validity.notBefore = new Date(from.getTime() - spareMs)
    made.validity.notAfter = endsAt
    made.setSubject(commonName(name))
    made.setIssuer(commonName(name))
    made.setExtensions([
      { name: 'keyUsage', critical: true, digitalSignature: true },
      { name: 'extKeyUsage', clientAuth: true },
      { name: 'subjectKeyIdentifier' },
    ])
    made.sign(signedBy(made, keys.privateKey), forge.md.sha256.create())
    const certificatePem = forge.pki.certificateToPem(made).replaceAll('\r\n', '\n')
    const read = new X509Certificate(certificatePem)
    return {
      certificatePem,
      privateKeyPem,
      der: read.raw.toString('base64'),
      startsAt: read.validFromDate.toISOString(),
      endsAt: read.validToDate.toISOString(),
    }
  }
}

/** A key for the library that has Node do the work: in JavaScript it takes so long that the window stands still. */
function signedBy(made: forge.pki.Certificate, key: KeyObject): forge.pki.rsa.PrivateKey {
  const signer = {
    // By then the library has put together what is to be signed.
    sign: () => {
      const whole = forge.asn1.toDer(made.tbsCertificate).getBytes()
      return sign('sha256', Buffer.from(whole, 'latin1'), key).toString('latin1')
    },
  }
  return signer as unknown as forge.pki.rsa.PrivateKey
}

/** UTF-8: a registration may be called what its product is. */
function commonName(value: string): forge.pki.CertificateField[] {
  const utf8 = forge.asn1.Type.UTF8 as unknown as forge.asn1.Class
  return [{ name: 'commonName', value, valueTagClass: utf8 }]
}
