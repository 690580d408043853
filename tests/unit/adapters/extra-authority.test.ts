import { X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { vouchedFor } from '../../../src/main/adapters/electron/extra-authority.ts'
import { createCertificates } from '../../../src/practice/tenant/certificates.ts'

const now = new Date('2026-06-01T00:00:00Z')
const day = 86_400_000

/** The throw-away certificates of a practice tenant that was started at `at`. */
function tenant(name: string, at = now) {
  const { ca, server } = createCertificates(name, at.getTime())
  return { authority: new X509Certificate(ca.certificate), own: ca.certificate, server: server.certificate }
}

describe('the extra authority of a cloud', () => {
  const contoso = tenant('Contoso')
  const asks = (hostname: string, pem = contoso.server, at = now) =>
    vouchedFor(contoso.authority, { hostname, pem }, at)

  test.each(['localhost', '127.0.0.1'])('vouches for its own server on this computer: %s', (hostname) => {
    expect(asks(hostname)).toBe(true)
  })

  test.each([
    'login.microsoftonline.com',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '127.0.0.2',
    '0.0.0.0',
    '10.0.0.5',
    '',
  ])('vouches for no other host: %s', (hostname) => {
    expect(asks(hostname)).toBe(false)
  })

  test('does not vouch for the server of another tenant', () => {
    expect(asks('localhost', tenant('Fabrikam').server)).toBe(false)
  })

  test('does not vouch for a server of another authority that carries the same name', () => {
    expect(asks('localhost', tenant('Contoso').server)).toBe(false)
  })

  test('does not pass for a server itself', () => {
    expect(asks('localhost', contoso.own)).toBe(false)
  })

  test('does not vouch before its time or after it', () => {
    expect(asks('localhost', contoso.server, new Date(now.getTime() - 400 * day))).toBe(false)
    expect(asks('localhost', contoso.server, new Date(now.getTime() + 40_000 * day))).toBe(false)
  })

  test('is no authority at all when the file holds a plain certificate', () => {
    const plain = new X509Certificate(contoso.server)
    expect(vouchedFor(plain, { hostname: 'localhost', pem: contoso.server }, now)).toBe(false)
  })

  test.each(['', 'not a certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'])(
    'refuses what is no certificate: %j',
    (pem) => {
      expect(asks('localhost', pem)).toBe(false)
    },
  )
})
