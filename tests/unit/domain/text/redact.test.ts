/** Logs, transcripts and reports leave the machine; no secret may leave with them. */
import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { redact, redactDeep, removed } from '../../../../src/domain/text/redact.ts'
import { anyText } from '../any-text.ts'

const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64')
/** Tokens as Entra makes them: opaque, url-safe. */
const secret = fc.string({
  unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~'),
  minLength: 24,
  maxLength: 120,
})
const jwt = fc
  .tuple(secret, secret)
  .map(
    ([claims, mark]) =>
      `${Buffer.from('{"alg":"RS256"}').toString('base64url')}.${Buffer.from(`{"x":"${claims}"}`).toString('base64url')}.${mark}`,
  )

const wrappings: [string, (secret: string) => string][] = [
  ['an Authorization header', (s) => `GET /me\r\nAuthorization: Bearer ${s}\r\nAccept: */*`],
  ['a bearer token in a sentence', (s) => `the request with bearer ${s} failed`],
  ['a form', (s) => `grant_type=refresh_token&refresh_token=${s}&client_id=x`],
  ['a client secret in a form', (s) => `client_id=x&client_secret=${s}`],
  ['an assertion in a form', (s) => `client_assertion_type=urn&client_assertion=${s}&scope=y`],
  ['a redirect with a code', (s) => `GET /?code=x${s}&state=1 HTTP/1.1`],
  ['a token in a fragment', (s) => `http://localhost/#access_token=${s}&token_type=Bearer`],
  ['an encoded redirect', (s) => `?next=%2F%3Fcode%3Dx${s}`],
  ['a JSON reply', (s) => JSON.stringify({ token_type: 'Bearer', access_token: s, expires_in: 3599 })],
  ['pretty JSON', (s) => JSON.stringify({ a: 1, refresh_token: s }, null, 2)],
  ['JSON inside JSON', (s) => JSON.stringify({ body: JSON.stringify({ id_token: s, more: true }) })],
  [
    'JSON inside JSON inside JSON',
    (s) => JSON.stringify({ log: JSON.stringify({ body: JSON.stringify({ refresh_token: s }) }) }),
  ],
  ['camel case', (s) => `{"accessToken":"${s}","clientSecret": "${s}"}`],
  ['a JavaScript object', (s) => `{ password: '${s}', user: 'anna' }`],
  ['a password in a log line', (s) => `login with password: ${s} failed`],
  ['an address with a password', (s) => `http://anna:${s.replaceAll('~', '')}@proxy.contoso.example:8080/`],
  ['a cookie', (s) => `Set-Cookie: ESTSAUTH=${s}; path=/; HttpOnly`],
  ['an XOAUTH2 line', (s) => `C: AUTH XOAUTH2 ${base64(`user=a@b.example\x01auth=Bearer ${s}\x01\x01`)}`],
  [
    'an XOAUTH2 answer of its own',
    (s) => `S: 334 \r\nC: ${base64(`user=a@b.example\x01auth=Bearer ${s}\x01\x01`)}\r\nS: 235 2.7.0`,
  ],
  [
    'an XOAUTH2 blob in a sentence',
    (s) => `sent ${base64(`user=a@b.example\x01auth=Bearer ${s}\x01\x01`)} to the server`,
  ],
  [
    'a folded XOAUTH2 blob',
    (s) => base64(`user=a@b.example\x01auth=Bearer ${s}\x01\x01`).replace(/.{60}/g, '$&\r\n '),
  ],
  ['AUTH LOGIN', (s) => `S: 334 UGFzc3dvcmQ6\nC: ${base64(s)}\nS: 535 5.7.3`],
  ['AUTH PLAIN', (s) => `C: AUTH PLAIN ${base64(`\0anna\0${s}`)}`],
  ['a private key', (s) => `-----BEGIN RSA PRIVATE KEY-----\n${base64(s)}\n-----END RSA PRIVATE KEY-----`],
  ['a camel-case setting', (s) => `smtpPassword=${s}\ndbClientSecret: ${s}`],
  ['short names', (s) => `user: anna\npw: ${s}\npass=${s}\n{"user":"anna","pass":"${s}"}`],
  ['a value on the line below', (s) => `User name: anna\nPassword:\r\n  ${s}\r\nPort: 587`],
  ['a connection string', (s) => `AccountName=x;AccountKey=${s};SharedAccessKey=${s};EndpointSuffix=y`],
  ['a shared access link', (s) => `https://x.blob.core.windows.net/a?sv=2024&sig=${s}&se=2026`],
  [
    'other languages',
    (s) =>
      `Passwort: ${s}\nKennwort=${s}\nwachtwoord: ${s}\nmot de passe : ${s}\nClientgeheim: ${s}\ncontraseña: ${s}`,
  ],
  ['an environment variable', (s) => `set AZURE_CLIENT_SECRET=${s}\r\nSMTP_PASS=${s}`],
  ['XML', (s) => `<Password>${s}</Password>`],
  ['a PowerShell parameter', (s) => `Import-PfxCertificate -Password x${s} -FilePath a.pfx`],
  ['curl', (s) => `curl -u anna@contoso.example:${s} https://mail.contoso.example`],
  ['a shared access link', (s) => `https://a.example/b?sv=1&sig=${s}&se=2`],
  ['German', (s) => `Passwort: ${s}\nKennwort=${s}`],
  ['Dutch', (s) => `wachtwoord: ${s}`],
  ['French', (s) => `Mot de passe : ${s}`],
  ['Spanish', (s) => `contraseña: ${s}`],
  ['a private key cut off', (s) => `-----BEGIN PRIVATE KEY-----\n${base64(s)}`],
]

const leaks = (text: string, planted: string) =>
  text.includes(planted) || text.includes(base64(planted).slice(0, 20))

describe.each(wrappings)('%s', (_, wrap) => {
  test('keeps no planted secret', () => {
    fc.assert(
      fc.property(
        fc.oneof(secret, jwt),
        fc.constantFrom('', 'before ', 'line\n', '{"x":"'),
        (planted, before) => {
          const text = redact(`${before}${wrap(planted)} after`)
          const known = planted.replaceAll('~', '')
          expect(leaks(text, planted) || text.includes(known)).toBe(false)
          expect(text).toContain(removed)
        },
      ),
      { numRuns: 60 },
    )
  })
})

test.each([
  'sub.eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ4In0.c2lnbmF0dXJl',
  '1.AXoAq9x3Jk0pQkWq8V5f2yX1AbCdEfGhIjKl',
  'abc8Q~aBcDeFgHiJkLmNoPqRsTuVwXyZ01234567',
  'EwBAAl3BAAUFFpUAo7J3Ve0bjLBWZWCclRC3EoAA',
])('%s is known by its own shape', (token) => {
  expect(redact(`saw ${token} there`)).not.toContain(token.slice(4))
})

const chosen = 'Tr0ub4dor&3xQ'
test.each([
  'Password is §',
  'Das Passwort lautet §',
  'Kennwort ist: §',
  'le mot de passe est §',
  'het wachtwoord is §',
  'WACHTWOORD §',
  'setx SMTP_PASSWORD §',
  'password\t§',
  'App-Kennwort: §',
  'wachtwoord voor app: §',
  'Password dell’app: §',
  'Mot de passe d’application : §',
  'contrasena=§',
  'clave: §',
  'senha: §',
  'hasło: §',
  'MDP=§',
  'Secret Value: §',
  'Geheimniswert: §',
  'Geheime Clientschlüssel: §',
  'Waarde geheim: §',
  'Valeur du secret : §',
  'Valor del secreto: §',
  'clientgeheim §',
  'USER anna\r\nPASS §',
  'C: a1 LOGIN anna@contoso.example "§"',
  'java -jar mail.jar --smtp-password §',
  'net use S: \\\\srv\\share /user:contoso\\anna §',
  'ConvertTo-SecureString "§" -AsPlainText -Force',
  "ConvertTo-SecureString -String '§' -AsPlainText",
  '<add key="SmtpPassword" value="§" />',
  '<password value="§"/>',
  '{&quot;Password&quot;:&quot;§&quot;}',
])('%s keeps its name and loses its value', (text) => {
  expect(redact(text.replace('§', chosen))).not.toContain('Tr0ub4dor')
})

test.each([
  'AADSTS50173: The provided grant has expired, a fresh auth token is needed.',
  'The password is incorrect. Das Passwort ist abgelaufen. Le mot de passe est expiré.',
  'secret 0f5a31a5-1111-4111-8111-111111111111 expires on 2027-05-27',
  'password https://aka.ms/x1Y2 and password anna1@contoso.example',
  'LOGIN failed. A1 NO LOGIN failed.',
  'token: expired',
  'clave: primaria',
  'AADSTS50126: Error validating credentials. Trace ID: 1 Correlation ID: 2',
  'https://login.microsoftonline.com/error?code=50126',
  '{"error":"invalid_grant","error_codes":[50126],"code":"keychain-absent"}',
  '{"error":{"code":"ErrorMimeContentInvalidBase64String","message":"x"}}',
  '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.',
  'S: 250-AUTH LOGIN XOAUTH2\nS: 250 SIZE 157286400',
  'C: MAIL FROM:<sales@contoso.example>\nC: DATA',
  'Type the code ABC234 from the message [Sendproof ABC234]',
  '<sendproof.00000000-0000-4000-8000-000000003001@contoso.example>',
  'Create a client secret: its value is shown once. Client secret (Value)',
])('leaves what helps untouched: %s', (text) => {
  expect(redact(text)).toBe(text)
})

test('redacting twice changes nothing more', () => {
  fc.assert(
    fc.property(fc.constantFrom(...wrappings), secret, ([, wrap], planted) => {
      const once = redact(wrap(planted))
      expect(redact(once)).toBe(once)
    }),
  )
})

test('takes any text, and hostile text in time that grows with its length', () => {
  fc.assert(fc.property(anyText(400), (text) => void redact(text)))
  // At this length what grows with the square takes longer than any test is given.
  const length = 300_000
  for (const piece of [
    'a',
    ' ',
    'password',
    'password=',
    '"password":"',
    '\\"',
    'eyJ',
    'Bearer ',
    'A'.repeat(40),
    '-----BEGIN A PRIVATE KEY',
    '334 \n',
    '://a:',
    'code=',
    '.',
    '0.A',
    'password is ',
    'a1 LOGIN a ',
    '/u:a ',
    '<a password value="',
    '\\',
  ])
    expect(redact(piece.repeat(Math.ceil(length / piece.length))), piece).not.toBe('')
})

describe('values', () => {
  test('a member with a secret name is emptied at any depth, and the rest stays', () => {
    const seen = redactDeep({
      tenant: 'contoso',
      code: 'not-found',
      list: [{ clientSecret: 'x', access_token: 'y', note: 'Bearer zzzzzzzz' }],
      map: new Map([['password', 'x']]),
      hasPassword: true,
      password: null,
    })
    expect(seen).toEqual({
      tenant: 'contoso',
      code: 'not-found',
      list: [{ clientSecret: removed, access_token: removed, note: `Bearer ${removed}` }],
      map: { password: removed },
      hasPassword: true,
      password: null,
    })
  })

  test('an error keeps its words and loses its token; a cycle ends', () => {
    const error: Error & { self?: unknown } = new Error('Bearer abcdefghijkl was refused')
    error.self = error
    expect(redactDeep(error)).toMatchObject({
      name: 'Error',
      message: `Bearer ${removed} was refused`,
      self: '[again]',
    })
  })

  test('never throws and always gives what JSON can hold', () => {
    const traps = {
      get bad(): unknown {
        throw new Error('no')
      },
    }
    expect(redactDeep(traps)).toEqual({ bad: '[unreadable]' })
    fc.assert(
      fc.property(
        fc.anything({
          withBigInt: true,
          withMap: true,
          withSet: true,
          withDate: true,
          withTypedArray: true,
          withNullPrototype: true,
        }),
        (value) => {
          expect(() => JSON.stringify(redactDeep(value))).not.toThrow()
        },
      ),
    )
  })
})

test.each([
  'spf=pass (sender IP is 1.2.3.4) smtp.mailfrom=contoso.com; dkim=pass header.d=contoso.com; dmarc=pass action=none',
  'The bypass: rule 7 applied.',
  'Tests pass: all of them.',
  'Password:\nUser name: anna',
])('what is no secret is left as it is: %s', (text) => {
  expect(redact(text)).toBe(text)
})

test.each([
  ['PIN: §', '482913'],
  ['Your PIN is §', '4829'],
  ['OTP=§', '482913'],
  ['one-time code: §', '482913'],
  ['Einmalcode: §', '482913'],
  ['sshpass -p § ssh anna@host', 'Tr0ub4dor&3xQ'],
  ["mysql -u root -p'§' mail", 'Tr0ub4dor&3xQ'],
  ['sig=§', 'abcDEF123%2Bxyz'],
  ['token: §', 'abcdef123456'],
])('%s loses its value, short as it is, and once', (text, value) => {
  const redacted = redact(text.replace('§', () => value))
  expect(redacted).toBe(text.replace(/'?§'?/, removed))
  expect(redact(redacted)).toBe(redacted)
})

test.each([
  'ssh -p 2222 anna@host',
  'mysql -u root -p',
  'pinned: 4829',
  'PIN: 50126.',
  'token: AADSTS50126',
  'token=abc',
  'token: lifetime',
  'tokens: 12345678',
])('what only looks like it stays: %s', (text) => {
  expect(redact(text)).toBe(text)
})
