/** A certificate made here goes to a product as a file. The judges are programs nobody here wrote. */
import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ExportedCertificates } from '../../../src/main/adapters/files/certificate-export.ts'
import { CertificateFiles } from '../../../src/main/adapters/files/certificate-files.ts'
import { SelfSignedCertificates } from '../../../src/main/adapters/files/certificate-maker.ts'
import { findPowerShell } from '../../../tools/powershell.ts'
import { Desk } from '../app/cli.ts'
import { cliHere, cliReading } from '../app/in-process.ts'

const dir = mkdtempSync(path.join(tmpdir(), 'sendproof-export-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))
const at = (name: string) => path.join(dir, name)
const passphrase = 'correct horse "battery" $staple'
const writer = new ExportedCertificates()
const made = { certificate: '', thumbprint: '' }
const shell = findPowerShell()

beforeAll(async () => {
  const now = new Date()
  const one = await new SelfSignedCertificates().make('Mail of Contoso', now, new Date(now.getTime() + 1e10))
  made.certificate = one.certificatePem
  made.thumbprint = new X509Certificate(one.certificatePem).fingerprint.replaceAll(':', '')
  writeFileSync(at('mail.pfx'), writer.pfx(one.certificatePem, one.privateKeyPem, passphrase))
  writeFileSync(at('mail.pem'), writer.pem(one.certificatePem, one.privateKeyPem, passphrase))
})

const openssl = (...words: string[]) =>
  execFileSync('openssl', words, { encoding: 'utf8', env: { ...process.env, PW: passphrase }, stdio: 'pipe' })

describe('a product is given the certificate that was made here', () => {
  it('openssl opens both files with the password, finds key and certificate, and nothing without it', () => {
    const opened = openssl('pkcs12', '-in', at('mail.pfx'), '-nodes', '-passin', 'env:PW')
    expect(opened).toContain('PRIVATE KEY')
    expect(new X509Certificate(opened).fingerprint.replaceAll(':', '')).toBe(made.thumbprint)
    const key = openssl('pkey', '-in', at('mail.pem'), '-passin', 'env:PW', '-pubout')
    expect(key).toBe(openssl('x509', '-in', at('mail.pem'), '-noout', '-pubkey'))
    expect(() => openssl('pkcs12', '-in', at('mail.pfx'), '-nodes', '-passin', 'pass:other')).toThrow()
    expect(() => openssl('pkey', '-in', at('mail.pem'), '-passin', 'pass:other')).toThrow()
    expect(readFileSync(at('mail.pem'), 'utf8')).toContain('BEGIN ENCRYPTED PRIVATE KEY')
  })

  it.skipIf(shell === undefined)('.NET opens the PFX and signs with its key', () => {
    const script = `$c = [Security.Cryptography.X509Certificates.X509Certificate2]::new('${at('mail.pfx')}', $env:PW); $c.Thumbprint; $c.HasPrivateKey; [Security.Cryptography.X509Certificates.RSACertificateExtensions]::GetRSAPrivateKey($c).SignData([byte[]](1,2), 'SHA256', [Security.Cryptography.RSASignaturePadding]::Pss).Length`
    const said = execFileSync(shell ?? '', ['-NoProfile', '-Command', script], {
      encoding: 'utf8',
      env: { ...process.env, PW: passphrase },
    })
    expect(said.trim().split(/\s+/)).toEqual([made.thumbprint, 'True', '384'])
  })

  it('what was written here is read here', async () => {
    for (const name of ['mail.pfx', 'mail.pem']) {
      const read = await new CertificateFiles().read(readFileSync(at(name)), passphrase)
      expect(read, name).toMatchObject({ ok: true, value: { facts: { keyMatches: true, bits: 3072 } } })
    }
  })
})

describe('Kim exports it on the command line', () => {
  it('with a password from standard input alone, into a file only Kim may read; a secret is not exported', async () => {
    const desk = new Desk()
    const words = [
      '--recipe',
      'generic-graph-app',
      '--name',
      'C',
      '--practice',
      '--answer',
      'credential=certificate',
    ]
    await cliHere(desk.folder, 'setup', 'create', ...words)
    const set = ['credential', 'set', 'C', '--pfx', at('mail.pfx'), '--passphrase-stdin']
    expect((await cliReading(`${passphrase}\n`, desk.folder, ...set)).code).toBe(0)
    const out = at('for-product.pfx')
    const leaked = await cliHere(
      desk.folder,
      'credential',
      'export',
      'C',
      '--pfx',
      out,
      '--passphrase',
      passphrase,
    )
    expect(leaked.code).toBe(2)
    expect(leaked.err).not.toContain('horse')
    const short = await cliReading('short\n', desk.folder, 'credential', 'export', 'C', '--pfx', out)
    expect(short.code).toBe(2)
    const done = await cliReading(
      'another good one\n',
      desk.folder,
      'credential',
      'export',
      'C',
      '--pfx',
      out,
    )
    expect(done.code, done.err).toBe(0)
    expect(`${done.out}${done.err}`).not.toContain('another good one')
    if (process.platform !== 'win32') expect(statSync(out).mode & 0o777).toBe(0o600)
    const read = await new CertificateFiles().read(readFileSync(out), 'another good one')
    expect(read.ok && read.value.certificatePem.trim()).toBe(made.certificate.trim())
    desk.close()
  })
})
