/** Writes a certificate with its private key as a product takes it: PFX, or PEM by Node's own crypto. */
import { createPrivateKey } from 'node:crypto'
import type { CertificateWriter } from '../../services/credential/credential.port.ts'
import { makePfx } from './pfx.ts'

export class ExportedCertificates implements CertificateWriter {
  pfx(certificatePem: string, privateKeyPem: string, passphrase: string): Uint8Array {
    return makePfx(certificatePem, privateKeyPem, passphrase)
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
