import { X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createCertificates, createClientCertificate } from '../../../src/practice/tenant/certificates.ts'
import { portsOfKept } from '../../../src/practice/listening.ts'
import { covers, parseScopes } from '../../../src/practice/directory/permissions.ts'
import { verifierFits } from '../../../src/practice/entra/codes.ts'
import { Traffic } from '../../../src/practice/exchange/traffic.ts'
import { guidFor, passwordFor, seedTenant } from '../../../src/practice/tenant/seed.ts'

describe('the throw-away certificates', () => {
  const now = Date.parse('2026-11-21T12:00:00Z')
  const { ca, server } = createCertificates('contoso.example', now)

  test('the server certificate is for localhost and 127.0.0.1 and signed by the CA', () => {
    const certificate = new X509Certificate(server.certificate)
    const authority = new X509Certificate(ca.certificate)
    expect(certificate.subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1')
    expect(certificate.ca).toBe(false)
    expect(authority.ca).toBe(true)
    expect(authority.subject).toContain('not Microsoft')
    expect(certificate.checkIssued(authority)).toBe(true)
    expect(certificate.verify(authority.publicKey)).toBe(true)
    expect(authority.verify(authority.publicKey)).toBe(true)
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
  })

  test('it is valid now, and for less than the 825 days browsers allow', () => {
    const certificate = new X509Certificate(server.certificate)
    const [from, to] = [Date.parse(certificate.validFrom), Date.parse(certificate.validTo)]
    expect(from).toBeLessThan(now)
    expect((to - from) / 86_400_000).toBeLessThan(825)
  })

  test('a product whose TLS knows RSA alone can talk to it', () => {
    for (const { certificate } of [ca, server]) {
      const { asymmetricKeyType, asymmetricKeyDetails } = new X509Certificate(certificate).publicKey
      expect([asymmetricKeyType, asymmetricKeyDetails?.modulusLength]).toEqual(['rsa', 2048])
    }
  })

  test('an application may be called what its product is called', async () => {
    const made = await createClientCertificate('Müller & Söhne, 邮件', now, 30)
    const certificate = new X509Certificate(made.certificate)
    expect(certificate.subject).toContain('Müller & Söhne')
    expect(certificate.validToDate.toISOString()).toBe(made.expiresAt)
    expect(certificate.verify(certificate.publicKey)).toBe(true)
  })

  test('another tenant has another CA', () => {
    const other = new X509Certificate(createCertificates('contoso.example', now).ca.certificate)
    expect(new X509Certificate(server.certificate).verify(other.publicKey)).toBe(false)
  })
})

describe('scopes', () => {
  test.each([
    ['https://outlook.office.com/SMTP.Send', 'exchange', 'https://outlook.office.com', 'SMTP.Send'],
    ['https://outlook.office365.com/smtp.send', 'exchange', 'https://outlook.office365.com', 'SMTP.Send'],
    ['https://outlook.office365.com/.default', 'exchange', 'https://outlook.office365.com', '.default'],
    [
      '00000002-0000-0ff1-ce00-000000000000/SMTP.Send',
      'exchange',
      '00000002-0000-0ff1-ce00-000000000000',
      'SMTP.Send',
    ],
    ['https://graph.microsoft.com/Mail.Read', 'graph', 'https://graph.microsoft.com', 'Mail.Read'],
    ['Mail.Read', 'graph', 'https://graph.microsoft.com', 'Mail.Read'],
    ['offline_access', 'openid', undefined, 'offline_access'],
  ])('%s', (text, resource, audience, value) => {
    expect(parseScopes(text)).toEqual({ ok: true, scopes: [{ text, resource, audience, value }] })
  })

  test.each([
    ['openid,profile', 'malformed'],
    ['mailto:x/Mail.Read', 'malformed'],
    ['https://outlook.ofice.com/SMTP.Send', 'unknown-resource'],
    ['Mail.Everything', 'unknown-permission'],
  ])('%s is refused: %s', (text, kind) =>
    expect(parseScopes(text)).toMatchObject({ ok: false, problem: { kind } }),
  )

  test('SMTP.Send agreed to under Graph covers the Outlook resource; Mail.Send does not (reference 3.4)', () => {
    const smtp = { resource: 'graph', value: 'SMTP.Send' }
    expect(covers(smtp, { resource: 'exchange', value: 'SMTP.Send' })).toBe(true)
    expect(
      covers({ resource: 'graph', value: 'Mail.Send' }, { resource: 'exchange', value: 'Mail.Send' }),
    ).toBe(false)
    expect(covers(smtp, { resource: 'graph', value: 'Mail.Send' })).toBe(false)
  })
})

describe('PKCE', () => {
  // RFC 7636, appendix B
  const challenge = { method: 'S256' as const, value: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM' }
  test.each([
    [challenge, 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk', true],
    [challenge, 'another', false],
    [challenge, undefined, false],
    [{ method: 'plain' as const, value: 'abc' }, 'abc', true],
    [undefined, undefined, true],
    [undefined, 'abc', false],
  ])('%o with %s: %s', (made, verifier, fits) => expect(verifierFits(made, verifier)).toBe(fits))
})

describe("Exchange's limits", () => {
  const traffic = (now: () => number) => new Traffic({ connections: 3, messages: 30, windowMs: 60_000 }, now)

  test('30 messages a minute go through at once, the next ones wait for their place', () => {
    let now = 0
    const one = traffic(() => now)
    for (let i = 0; i < 30; i += 1) expect(one.waitForSlot('anna')).toBe(0)
    expect(one.waitForSlot('anna')).toBe(60_000)
    expect(one.waitForSlot('ben')).toBe(0)
    now = 61_000
    expect(one.waitForSlot('anna')).toBe(0)
  })

  test('three connections count, the fourth is too many until one ends', () => {
    const one = traffic(() => 0)
    for (const id of ['a', 'b', 'c', 'd']) one.enter('anna', id)
    expect(['a', 'b', 'c', 'd'].map((id) => one.isSurplus('anna', id))).toEqual([false, false, false, true])
    one.leave('b')
    expect(one.isSurplus('anna', 'd')).toBe(false)
  })
})

describe('a made-up tenant', () => {
  test.each([1, 2, 3, 25, 500])('with %d mailboxes has as many different addresses', (count) => {
    const { senders, delegate } = seedTenant(7, count)
    expect(new Set(senders.map((user) => user.address)).size).toBe(count)
    expect(new Set(senders.map((user) => user.id)).size).toBe(count)
    expect(senders.filter((user) => user.kind === 'shared')).toHaveLength(count === 1 ? 0 : 1)
    expect(senders.at(-1)?.kind).toBe(count === 1 ? 'user' : 'shared')
    expect(delegate === undefined).toBe(count === 1)
  })

  test('is the same for the same seed', () => {
    expect(seedTenant(3, 9)).toEqual(seedTenant(3, 9))
    expect(seedTenant(3, 9)).not.toEqual(seedTenant(4, 9))
    expect(passwordFor(3)).not.toBe(passwordFor(4))
    expect(guidFor(3, 'x')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})

describe('the ports that kept tenants choose from', () => {
  const usual = { first: 20_000, last: 31_999 }
  test.each([
    [undefined, usual],
    ['21000-21999', { first: 21_000, last: 21_999 }],
    ['8443-8443', { first: 8_443, last: 8_443 }],
    ['80-90', usual],
    ['22000-21000', usual],
    ['60000-70000', usual],
    ['some', usual],
  ])('for %j', (said, ports) => {
    expect(portsOfKept(said)).toEqual(ports)
  })
})
