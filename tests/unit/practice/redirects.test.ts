import { describe, expect, test } from 'vitest'
import { checkRedirect, checkRedirects, matchRedirect } from '../../../src/practice/directory/redirects.ts'

describe('a request meets a registered redirect (reference 2.1)', () => {
  test.each([
    { registered: 'http://localhost', requested: 'http://localhost', meets: true, why: 'the same' },
    {
      registered: 'http://localhost',
      requested: 'http://localhost:5000',
      meets: true,
      why: 'the port is ignored on loopback',
    },
    {
      registered: 'http://localhost',
      requested: 'http://localhost:5000/',
      meets: true,
      why: 'no path is the root',
    },
    {
      registered: 'http://localhost:1234',
      requested: 'http://localhost',
      meets: true,
      why: 'whichever side has the port',
    },
    {
      registered: 'http://127.0.0.1',
      requested: 'http://127.0.0.1:40000',
      meets: true,
      why: '127.0.0.1 is loopback too',
    },
    { registered: 'http://localhost/a', requested: 'http://localhost:9/a', meets: true, why: 'same path' },
    {
      registered: 'http://localhost',
      requested: 'http://localhost:9/a',
      meets: false,
      why: 'the path is not ignored',
    },
    { registered: 'http://localhost/a', requested: 'http://localhost/b', meets: false, why: 'another path' },
    {
      registered: 'http://localhost/Path',
      requested: 'http://localhost/path',
      meets: false,
      why: 'paths are case-sensitive',
    },
    { registered: 'http://localhost/a', requested: 'http://localhost/a/', meets: false, why: 'a slash more' },
    { registered: 'http://localhost', requested: 'http://127.0.0.1', meets: false, why: 'another host' },
    { registered: 'http://localhost', requested: 'https://localhost', meets: false, why: 'another scheme' },
    {
      registered: 'https://localhost',
      requested: 'https://localhost:8443',
      meets: false,
      why: 'https is no loopback form',
    },
    {
      registered: 'https://eap.example/r',
      requested: 'https://EAP.example/r',
      meets: true,
      why: 'hosts have no case',
    },
    {
      registered: 'https://eap.example/r',
      requested: 'https://eap.example:444/r',
      meets: false,
      why: 'ports count elsewhere',
    },
    {
      registered: 'https://eap.example/r',
      requested: 'https://eap.example/r?x=1',
      meets: false,
      why: 'a query more',
    },
    {
      registered: 'http://localhost',
      requested: 'http://localhost.evil.example',
      meets: false,
      why: 'only looks alike',
    },
    {
      registered: 'http://localhost',
      requested: 'http://localhost@evil.example',
      meets: false,
      why: 'a user name in front',
    },
    {
      registered: 'http://localhost',
      requested: 'http://user@localhost',
      meets: false,
      why: 'a user name at all',
    },
    { registered: 'http://localhost', requested: 'http://localhost/#x', meets: false, why: 'a fragment' },
    { registered: 'http://localhost', requested: 'rubbish', meets: false, why: 'no address' },
  ])('$registered and $requested: $meets ($why)', ({ registered, requested, meets }) => {
    const found = matchRedirect([{ platform: 'publicClient', uri: registered }], requested)
    expect(found !== undefined).toBe(meets)
  })

  test('the platform of the one that was met comes back', () => {
    const registered = [
      { platform: 'web' as const, uri: 'https://eap.example/r' },
      { platform: 'publicClient' as const, uri: 'http://localhost' },
    ]
    expect(matchRedirect(registered, 'http://localhost:81')?.platform).toBe('publicClient')
  })
})

describe('what a registration may hold', () => {
  test.each([
    'http://localhost',
    'http://127.0.0.1:5000/cb',
    'https://localhostfinPOWER/Temporary_Listen_Addresses/',
    'https://login.microsoftonline.com/common/oauth2/nativeclient',
    'msal00000000-1111-4222-8333-444444444444://auth',
  ])('%s is fine', (uri) => expect(checkRedirect(uri)).toEqual({ ok: true }))

  test.each([
    { uri: 'http://eap.example/r', code: 'redirect-scheme' },
    { uri: 'ftp://eap.example/r', code: 'redirect-scheme' },
    { uri: 'https://eap.example/r#x', code: 'redirect-fragment' },
    { uri: 'https://*.example/r', code: 'redirect-wildcard' },
    { uri: 'https://eap.example/a(b)', code: 'redirect-characters' },
    { uri: 'https://eap.example/a b', code: 'redirect-characters' },
    { uri: 'http://[::1]:80/', code: 'redirect-ipv6' },
    { uri: 'not an address'.replaceAll(' ', ''), code: 'redirect-malformed' },
    { uri: `https://eap.example/${'x'.repeat(250)}`, code: 'redirect-too-long' },
  ])('$uri is refused: $code', ({ uri, code }) =>
    expect(checkRedirect(uri)).toMatchObject({ ok: false, error: { code } }),
  )

  test('not two that differ only by port, and not 257', () => {
    const web = (uri: string) => ({ platform: 'web' as const, uri })
    expect(checkRedirects([web('http://localhost:1'), web('http://localhost:2')])).toMatchObject({
      error: { code: 'redirect-twice' },
    })
    expect(checkRedirects([web('https://a.example'), web('https://a.example')])).toMatchObject({
      error: { code: 'redirect-twice' },
    })
    const many = Array.from({ length: 257 }, (_, n) => web(`https://a.example/${n}`))
    expect(checkRedirects(many)).toMatchObject({ error: { code: 'redirect-count' } })
  })
})
