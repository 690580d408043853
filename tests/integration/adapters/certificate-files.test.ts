/** Certificates as they really come: from Windows, from openssl, old and new, and the ones that are no use. */
import { execFileSync } from 'node:child_process'
import { createPrivateKey, createPublicKey, sign, verify, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import forge from 'node-forge'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CertificateFiles } from '../../../src/main/adapters/files/certificate-files.ts'
import { plainly } from '../../fakes/plainly.ts'
import type { AppError } from '../../../src/domain/problem/app-error.ts'

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

async function refusal(bytes: Uint8Array, passphrase: string | null): Promise<AppError> {
  const read = await reader.read(bytes, passphrase)
  if (read.ok) throw new Error('it was taken')
  return read.error
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
})

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
    '%s asks for its passphrase, and says that it is wrong',
    async (name) => {
      expect(await refusal(file(name), null)).toMatchObject({
        code: 'certificate-passphrase-needed',
        field: 'passphrase',
      })
      expect(await refusal(file(name), 'Wrong-9')).toEqual({
        code: 'certificate-passphrase-wrong',
        field: 'passphrase',
      })
    },
  )

  test('without a key in it is refused with the reason', async () => {
    expect((await refusal(file('no-key.pfx'), 'abc')).code).toBe('certificate-without-key')
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
      expect((await refusal(both('cert.pem', name), null)).code).toBe('certificate-passphrase-needed')
      expect((await refusal(both('cert.pem', name), 'abd')).code).toBe('certificate-passphrase-wrong')
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

test('what is no use is refused by what is wrong with it, never with its content', async () => {
  const cut = Buffer.concat([
    file('cert.pem').subarray(0, 500),
    Buffer.from('\n-----END CERTIFICATE-----\n'),
    file('key.pem'),
  ])
  for (const [bytes, code] of [
    [file('cert.pem'), 'certificate-without-key'],
    [file('cert.cer'), 'certificate-without-key'],
    [file('key.pem'), 'certificate-absent'],
    [both('cert.pem', 'key.pem', 'ec.pem'), 'certificate-with-keys'],
    [cut, 'certificate-unreadable'],
    [file('aes.pfx').subarray(0, 900), 'certificate-other-file'],
    [Buffer.from('client-secret'), 'certificate-other-file'],
    [Buffer.alloc(0), 'certificate-other-file'],
  ] as const) {
    const said = await refusal(bytes, 'Grün-23')
    expect(said).toEqual({ code, field: 'file' })
  }
})

describe('a file that would keep the program busy for good', () => {
  const { asn1 } = forge
  const { Class, Type } = asn1
  const sequence = (...parts: forge.asn1.Asn1[]) => asn1.create(Class.UNIVERSAL, Type.SEQUENCE, true, parts)
  const octets = (text: string) => asn1.create(Class.UNIVERSAL, Type.OCTETSTRING, false, text)
  const integer = (value: number) =>
    asn1.create(Class.UNIVERSAL, Type.INTEGER, false, asn1.integerToDer(value).getBytes())
  const oid = (dotted: string) =>
    asn1.create(Class.UNIVERSAL, Type.OID, false, asn1.oidToDer(dotted).getBytes())
  const bytesOf = (value: forge.asn1.Asn1) => Buffer.from(asn1.toDer(value).getBytes(), 'binary')

  test.each([
    [2_000_000_000, 'certificate-too-costly'],
    [1_000, 'certificate-passphrase-wrong'],
  ])('a PEM key that takes %i rounds: %s', async (rounds, code) => {
    const key = sequence(
      sequence(
        oid('1.2.840.113549.1.5.13'),
        sequence(
          sequence(oid('1.2.840.113549.1.5.12'), sequence(octets('saltsalt'), integer(rounds))),
          sequence(oid('2.16.840.1.101.3.4.1.42'), octets('i'.repeat(16))),
        ),
      ),
      octets('x'.repeat(64)),
    )
    const pem = `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${bytesOf(key).toString('base64')}\n-----END ENCRYPTED PRIVATE KEY-----\n`
    expect(await refusal(Buffer.concat([file('cert.pem'), Buffer.from(pem)]), 'abc')).toMatchObject({ code })
  })

  test('a PFX whose check alone takes as many', async () => {
    const mac = sequence(
      sequence(sequence(oid('1.3.14.3.2.26')), octets('d'.repeat(20))),
      octets('saltsalt'),
      integer(2_000_000_000),
    )
    const pfx = sequence(integer(3), sequence(oid('1.2.840.113549.1.7.1')), mac)
    expect(await refusal(bytesOf(pfx), 'abc')).toMatchObject({ code: 'certificate-too-costly' })
  })

  test('forty thousand beginnings without an end are no certificate', async () => {
    expect(await refusal(Buffer.from('-----BEGIN A-----\n'.repeat(40_000)), null)).toMatchObject({
      code: 'certificate-absent',
    })
  })
})
