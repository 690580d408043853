/** Certificates as they really come: from Windows, from openssl, old and new, and the ones that are no use. */
import { execFileSync } from 'node:child_process'
import { createPrivateKey, createPublicKey, sign, verify, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import forge from 'node-forge'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CertificateFiles } from '../../../src/main/adapters/files/certificate-files.ts'
import { plainly } from '../../../src/words/plainly.ts'

const reader = new CertificateFiles()
const dir = mkdtempSync(path.join(tmpdir(), 'sendproof-certificates-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))
const at = (name: string) => path.join(dir, name)
const file = (name: string) => readFileSync(at(name))
const both = (...names: string[]) => Buffer.concat(names.map(file))
const openssl = (...words: string[]) =>
  execFileSync('openssl', words, { stdio: ['ignore', 'ignore', 'ignore'] })

/** What was read signs, and the certificate verifies it: it can be used, not only looked at. */
async function expectUsable(bytes: Uint8Array, passphrase: string | null): Promise<void> {
  const read = await reader.read(bytes, passphrase)
  if (!read.ok) throw new Error(plainly(read.error).what)
  const { certificatePem, privateKeyPem, facts } = read.value
  const message = Buffer.from('assertion')
  const key = createPrivateKey(privateKeyPem)
  const signature = sign('sha256', message, key)
  expect(verify('sha256', message, createPublicKey(certificatePem), signature)).toBe(true)
  expect(facts.thumbprint).toBe(new X509Certificate(certificatePem).fingerprint256.replaceAll(':', ''))
  expect(facts).toMatchObject({ subject: 'Contoso mail, Inc', keyType: 'rsa', bits: 2048, keyMatches: true })
}

async function refusal(
  bytes: Uint8Array,
  passphrase: string | null,
): Promise<{ code: string; field: string; what: string }> {
  const read = await reader.read(bytes, passphrase)
  if (read.ok) throw new Error('it was taken')
  const { field = '', what } = plainly(read.error)
  const { code } = read.error
  return { code, field, what }
}

beforeAll(() => {
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '300',
    '-subj',
    '/CN=Contoso mail, Inc/O=Contoso',
    '-keyout',
    at('key.pem'),
    '-out',
    at('cert.pem'),
  )
  openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', at('ec.pem'))
  openssl(
    'req',
    '-x509',
    '-new',
    '-key',
    at('ec.pem'),
    '-days',
    '30',
    '-subj',
    '/CN=Curve',
    '-out',
    at('ec-cert.pem'),
  )
  const pfx = (out: string, pass: string, ...more: string[]) =>
    openssl(
      'pkcs12',
      '-export',
      '-inkey',
      at('key.pem'),
      '-in',
      at('cert.pem'),
      '-out',
      at(out),
      '-passout',
      `pass:${pass}`,
      ...more,
    )
  pfx('aes.pfx', 'Grün-23')
  pfx(
    'legacy.pfx',
    'Grün-23',
    '-legacy',
    '-certpbe',
    'PBE-SHA1-RC2-40',
    '-keypbe',
    'PBE-SHA1-3DES',
    '-macalg',
    'sha1',
  )
  pfx('empty.pfx', '')
  pfx('chain.pfx', 'abc', '-certfile', at('ec-cert.pem'))
  openssl(
    'pkcs12',
    '-export',
    '-nokeys',
    '-in',
    at('cert.pem'),
    '-out',
    at('no-key.pfx'),
    '-passout',
    'pass:abc',
  )
  openssl('pkcs8', '-topk8', '-in', at('key.pem'), '-out', at('key-encrypted.pem'), '-passout', 'pass:abc')
  openssl('rsa', '-in', at('key.pem'), '-traditional', '-out', at('key-pkcs1.pem'))
  openssl(
    'rsa',
    '-in',
    at('key.pem'),
    '-traditional',
    '-aes256',
    '-passout',
    'pass:abc',
    '-out',
    at('key-pkcs1-encrypted.pem'),
  )
  openssl('x509', '-in', at('cert.pem'), '-outform', 'DER', '-out', at('cert.cer'))
}, 60_000)

describe('a PFX file', () => {
  test.each([
    ['AES-256 with a letter beyond ASCII in its passphrase', 'aes.pfx', 'Grün-23'],
    ['RC2 and TripleDES, as old Windows exports it', 'legacy.pfx', 'Grün-23'],
    ['an empty passphrase', 'empty.pfx', null],
    ['a chain in which the key’s own certificate has to be found', 'chain.pfx', 'abc'],
  ])('with %s is opened', async (_, name, passphrase) => {
    await expectUsable(file(name), passphrase)
  })

  test('made by another library is opened as well', async () => {
    const key = forge.pki.privateKeyFromPem(file('key-pkcs1.pem').toString())
    const certificate = forge.pki.certificateFromPem(file('cert.pem').toString())
    const asn1 = forge.pkcs12.toPkcs12Asn1(key, [certificate], 'abc', { algorithm: 'aes256' })
    await expectUsable(Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'binary'), 'abc')
  })

  test.each(['aes.pfx', 'legacy.pfx'])(
    '%s asks for its passphrase, and says in one sentence that it is wrong',
    async (name) => {
      expect(await refusal(file(name), null)).toMatchObject({ code: 'needs-passphrase', field: 'passphrase' })
      expect(await refusal(file(name), 'Wrong-9')).toEqual({
        code: 'bad-input',
        field: 'passphrase',
        what: 'The passphrase does not open the file.',
      })
    },
  )

  test('without a key in it is refused with the reason', async () => {
    expect((await refusal(file('no-key.pfx'), 'abc')).what).toContain('without its private key')
  })
})

describe('a PEM file', () => {
  test.each([
    ['certificate and key', ['cert.pem', 'key.pem'], null],
    ['the key first, as PKCS #1', ['key-pkcs1.pem', 'cert.pem'], null],
    ['a key that is encrypted as PKCS #8', ['cert.pem', 'key-encrypted.pem'], 'abc'],
    ['a key that is encrypted as OpenSSL used to', ['cert.pem', 'key-pkcs1-encrypted.pem'], 'abc'],
    ['a passphrase that nobody needs', ['cert.pem', 'key.pem'], 'abc'],
  ])('with %s is opened', async (_, names, passphrase) => {
    await expectUsable(both(...names), passphrase)
  })

  test.each(['key-encrypted.pem', 'key-pkcs1-encrypted.pem'])(
    'with %s asks for the passphrase',
    async (name) => {
      expect((await refusal(both('cert.pem', name), null)).code).toBe('needs-passphrase')
      expect((await refusal(both('cert.pem', name), 'abd')).what).toBe(
        'The passphrase does not open the file.',
      )
    },
  )

  test('with another certificate’s key is read, and the mismatch is a fact', async () => {
    const read = await reader.read(both('ec-cert.pem', 'key.pem'), null)
    expect(read).toMatchObject({ ok: true, value: { facts: { keyMatches: false, subject: 'Curve' } } })
  })

  test('with an elliptic key says so', async () => {
    const read = await reader.read(both('ec-cert.pem', 'ec.pem'), null)
    expect(read).toMatchObject({ ok: true, value: { facts: { keyType: 'ec', keyMatches: true } } })
  })
})

test('what is no use is refused in words about the file, never with its content', async () => {
  const cut = Buffer.concat([
    file('cert.pem').subarray(0, 500),
    Buffer.from('\n-----END CERTIFICATE-----\n'),
    file('key.pem'),
  ])
  for (const [bytes, words] of [
    [file('cert.pem'), 'without its private key'],
    [file('cert.cer'), 'without its private key'],
    [file('key.pem'), 'no certificate'],
    [both('cert.pem', 'key.pem', 'ec.pem'), 'more than one private key'],
    [cut, 'damaged or cut off'],
    [file('aes.pfx').subarray(0, 900), 'neither a PFX nor a PEM'],
    [Buffer.from('client-secret'), 'neither a PFX nor a PEM'],
    [Buffer.alloc(0), 'neither a PFX nor a PEM'],
  ] as const) {
    const said = await refusal(bytes, 'Grün-23')
    expect(said).toMatchObject({ code: 'bad-input', field: 'file' })
    expect(said.what).toContain(words)
    expect(said.what).not.toMatch(/BEGIN|MII/)
  }
})
