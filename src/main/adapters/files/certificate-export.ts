/** Writes a certificate with its private key as a product takes it: PFX by node-forge, PEM by Node's own crypto. */
import { createPrivateKey } from 'node:crypto'
import forge from 'node-forge'
import type { CertificateWriter } from '../../services/credential/credential.port.ts'

/** The key of the MAC is counted in JavaScript, about 25,000 rounds a second on a slow PC. */
const rounds = 20_000

export class ExportedCertificates implements CertificateWriter {
  /** AES-256; Windows opens it since Windows 10 1709 and Server 2019. */
  pfx(certificatePem: string, privateKeyPem: string, passphrase: string): Uint8Array {
    const made = forge.pkcs12.toPkcs12Asn1(
      forge.pki.privateKeyFromPem(privateKeyPem),
      [forge.pki.certificateFromPem(certificatePem)],
      passphrase,
      { algorithm: 'aes256', count: rounds },
    )
    return Buffer.from(forge.asn1.toDer(made).getBytes(), 'binary')
  }

  pem(certificatePem: string, privateKeyPem: string, passphrase: string): Uint8Array {
    const key = createPrivateKey(privateKeyPem).export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase,
    })
    return Buffer.from(`${certificatePem.trimEnd()}\n${key.toString().trimEnd()}\n`)
  }
}
