/** A consultant types values from an old guide into the plan: every classic mistake is named before anything is sent. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  fieldFindings,
  fieldKinds,
  type FieldContext,
  type FieldKind,
} from '../../../../src/domain/fields/check-field.ts'
import { clientFindings } from '../../../../src/domain/fields/client.ts'
import { findingCodes } from '../../../../src/domain/problem/finding.ts'
import { anyText } from '../any-text.ts'

const clientId = '11111111-2222-4333-8444-555555555555'
const tenantId = 'c0ffee00-1234-4abc-8def-000000000001'
const registrationObjectId = '99999999-8888-4777-8666-555555555555'
const servicePrincipalObjectId = '33333333-4444-4555-8666-777777777777'
const ids = { clientId, tenantId, registrationObjectId, servicePrincipalObjectId }
const web: FieldContext = { redirect: { platform: 'web' } }
const eap = 'https://eap.contoso.example/wm/externalAuth/redirect.html'
const expectedEap: FieldContext = { redirect: { platform: 'web', expected: eap } }

const mistakes: [string, FieldKind, string, FieldContext, string, string | undefined][] = [
  [
    'http on a server',
    'redirect',
    'http://eap.contoso.example/x',
    web,
    'redirect-http',
    'https://eap.contoso.example/x',
  ],
  [
    'the finPOWER address',
    'redirect',
    'https://localhostfinPOWER/Temporary_Listen_Addresses/',
    { redirect: { platform: 'publicClient' } },
    'redirect-host-run-together',
    'http://localhost/finPOWER/Temporary_Listen_Addresses/',
  ],
  [
    'no scheme',
    'redirect',
    'eap.contoso.example:8443/x',
    web,
    'redirect-scheme-missing',
    'https://eap.contoso.example:8443/x',
  ],
  [
    'one slash',
    'redirect',
    'https:/eap.contoso.example/x',
    web,
    'redirect-slashes',
    'https://eap.contoso.example/x',
  ],
  ['a script', 'redirect', 'javascript:alert(1)', web, 'redirect-scheme', undefined],
  ['a file', 'redirect', 'file:///c:/x', web, 'redirect-scheme', undefined],
  ['a wildcard', 'redirect', 'https://*.contoso.example/x', web, 'redirect-wildcard', undefined],
  [
    'a forbidden character',
    'redirect',
    'https://eap.contoso.example/a;b',
    web,
    'redirect-character',
    undefined,
  ],
  ['a blank at the end', 'redirect', `${eap} `, web, 'redirect-blank', eap],
  [
    'a backslash',
    'redirect',
    'https://eap.contoso.example\\wm',
    web,
    'redirect-backslash',
    'https://eap.contoso.example/wm',
  ],
  [
    'a password in it',
    'redirect',
    'https://a:b@eap.contoso.example/x',
    web,
    'redirect-credentials',
    undefined,
  ],
  [
    '257 characters',
    'redirect',
    `https://eap.contoso.example/${'x'.repeat(229)}`,
    web,
    'redirect-length',
    undefined,
  ],
  [
    'path tricks',
    'redirect',
    'https://eap.contoso.example/a/../b',
    web,
    'redirect-dots',
    'https://eap.contoso.example/b',
  ],
  [
    'https on localhost',
    'redirect',
    'https://localhost/x',
    { redirect: { platform: 'publicClient' } },
    'redirect-https-loopback',
    'http://localhost/x',
  ],
  ['[::1]', 'redirect', 'http://[::1]/x', {}, 'redirect-ipv6', 'http://localhost'],
  ['127.0.0.1', 'redirect', 'http://127.0.0.1/x', {}, 'redirect-127', 'http://localhost/x'],
  ['single-page platform', 'redirect', eap, { redirect: { platform: 'spa' } }, 'redirect-spa', undefined],
  [
    'a server under Mobile and desktop',
    'redirect',
    eap,
    { redirect: { platform: 'publicClient' } },
    'redirect-server-under-desktop',
    undefined,
  ],
  [
    'nativeclient under Web',
    'redirect',
    'https://login.microsoftonline.com/common/oauth2/nativeclient',
    web,
    'redirect-native-under-web',
    undefined,
  ],
  ['small letters in the path', 'redirect', eap.toLowerCase(), expectedEap, 'redirect-path-case', eap],
  ['a slash at the end', 'redirect', `${eap}/`, expectedEap, 'redirect-trailing-slash', eap],
  ['a port', 'redirect', eap.replace('.example', '.example:8443'), expectedEap, 'redirect-port-differs', eap],
  ['another host', 'redirect', eap.replace('eap.', 'epa.'), expectedEap, 'redirect-host-differs', eap],
  [
    'another path',
    'redirect',
    'https://eap.contoso.example/login',
    expectedEap,
    'redirect-path-differs',
    eap,
  ],
  [
    'two ports on localhost',
    'redirect',
    'http://localhost:1234',
    { redirect: { others: ['http://localhost:5000'] } },
    'redirect-port-pair',
    undefined,
  ],
  [
    'the object id of the registration',
    'client-id',
    registrationObjectId,
    { ids },
    'id-object-twin',
    clientId,
  ],
  ['the client id as tenant', 'tenant-id', clientId, { ids }, 'id-swapped', tenantId],
  [
    'the registration’s object id for Exchange',
    'service-principal-id',
    registrationObjectId,
    { ids },
    'id-object-twin',
    servicePrincipalObjectId,
  ],
  ['a blank after the id', 'client-id', `${clientId} `, {}, 'id-blank', clientId],
  ['quotation marks', 'tenant-id', `"${tenantId}"`, {}, 'id-quotes', tenantId],
  ['the id of Graph', 'client-id', '00000003-0000-0000-c000-000000000000', {}, 'id-resource', undefined],
  ['a secret as id', 'client-id', 'abc8Q~xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', {}, 'id-secret', undefined],
  ['no hyphens', 'client-id', clientId.replaceAll('-', ''), {}, 'id-hyphens', clientId],
  ['/common as tenant', 'tenant-id', 'common', {}, 'tenant-common', undefined],
  [
    '/common with a single tenant',
    'authority',
    'https://login.microsoftonline.com/common',
    {},
    'authority-common',
    undefined,
  ],
  [
    'the old endpoint',
    'authority',
    `https://login.microsoftonline.com/${tenantId}/oauth2/token`,
    {},
    'authority-v1',
    undefined,
  ],
  ['the Secret ID', 'client-secret', '5b0f7a2e-1111-4222-8333-444455556666', {}, 'secret-id', undefined],
  [
    'three characters of the secret',
    'client-secret',
    'abc******************',
    {},
    'secret-hidden',
    undefined,
  ],
  ['a private key', 'client-secret', '-----BEGIN PRIVATE KEY-----', {}, 'secret-key', undefined],
  ['port 567', 'smtp-port', '567', {}, 'port-567', '587'],
  ['port 465', 'smtp-port', '465', {}, 'port-465', '587'],
  ['port 25', 'smtp-port', '25', {}, 'port-25', '587'],
  ['port 2525', 'smtp-port', '2525', {}, 'port-2525', '587'],
  ['the port behind the host', 'smtp-host', 'smtp.office365.com:567', {}, 'port-567', '587'],
  [
    'the MX host',
    'smtp-host',
    'contoso-com.mail.protection.outlook.com',
    {},
    'host-mx',
    'smtp.office365.com',
  ],
  ['FlexDeploy’s old host', 'smtp-host', 'smtp.outlook.com', {}, 'host-old', 'smtp.office365.com'],
  ['the legacy host', 'smtp-host', 'smtp-legacy.office365.com', {}, 'host-legacy', 'smtp.office365.com'],
  ['High Volume Email', 'smtp-host', 'smtp-hve.office365.com', {}, 'host-hve', 'smtp.office365.com'],
  ['a web address', 'smtp-host', 'https://smtp.office365.com', {}, 'host-scheme', 'smtp.office365.com'],
  ['no encryption', 'smtp-tls', 'None', {}, 'tls-none', 'STARTTLS'],
  ['TLS from the first byte', 'smtp-tls', 'Implicit TLS', {}, 'tls-implicit', 'STARTTLS'],
  ['an old TLS', 'smtp-tls', 'TLS 1.0', {}, 'tls-old', 'STARTTLS'],
  [
    'two resources',
    'scope',
    'https://outlook.office.com/SMTP.Send https://graph.microsoft.com/Mail.Read',
    {},
    'scope-two-resources',
    undefined,
  ],
  [
    'Graph for SMTP',
    'scope',
    'https://graph.microsoft.com/Mail.Send offline_access',
    { scope: { mode: 'smtp-delegated' } },
    'scope-wrong-resource',
    'https://outlook.office.com/SMTP.Send',
  ],
  [
    'Outlook for Graph',
    'scope',
    'https://outlook.office365.com/.default',
    { scope: { mode: 'graph-app' } },
    'scope-wrong-resource',
    'https://graph.microsoft.com/.default',
  ],
  [
    'SMTP.Send without an address',
    'scope',
    'SMTP.Send offline_access',
    { scope: { mode: 'smtp-delegated' } },
    'scope-bare-mail',
    'https://outlook.office.com/SMTP.Send',
  ],
  [
    'single scopes for an application',
    'scope',
    'https://graph.microsoft.com/Mail.Send',
    { scope: { mode: 'graph-app' } },
    'scope-not-default',
    'https://graph.microsoft.com/.default',
  ],
  [
    'Graph for SMTP in another cloud',
    'scope',
    'https://graph.microsoft.us/Mail.Send offline_access',
    { scope: { mode: 'smtp-delegated', expected: 'https://outlook.office365.us/SMTP.Send offline_access' } },
    'scope-wrong-resource',
    'https://outlook.office365.us/SMTP.Send offline_access',
  ],
  ['a display name', 'sender', 'Contoso Accounts', {}, 'address-name', undefined],
  [
    'a name beside the address',
    'sender',
    'Accounts <accounts@contoso.example>',
    {},
    'address-with-name',
    'accounts@contoso.example',
  ],
  [
    'two senders',
    'sender',
    'a@contoso.example; b@contoso.example',
    {},
    'address-several',
    'a@contoso.example',
  ],
]

test.each(mistakes)('names %s', (_, kind, value, context, code, suggestion) => {
  const finding = fieldFindings(kind, value, context).find((one) => one.code === code)
  expect(finding?.code).toBe(code)
  expect(finding?.suggestion).toBe(suggestion)
})

const right: [string, FieldKind, string, FieldContext][] = [
  ['the EAP redirect', 'redirect', eap, expectedEap],
  ['Sendproof’s own redirect', 'redirect', 'http://localhost', { redirect: { platform: 'publicClient' } }],
  [
    'a port on localhost, where http://localhost is expected',
    'redirect',
    'http://localhost:5000',
    { redirect: { expected: 'http://localhost' } },
  ],
  [
    'nativeclient',
    'redirect',
    'https://login.microsoftonline.com/common/oauth2/nativeclient',
    { redirect: { platform: 'publicClient' } },
  ],
  ['a scheme of its own', 'redirect', `msal${clientId}://auth`, { redirect: { platform: 'publicClient' } }],
  ['the client id', 'client-id', clientId, { ids }],
  ['the tenant id in capitals', 'tenant-id', tenantId.toUpperCase(), { ids }],
  ['a secret', 'client-secret', 'abc8Q~xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', {}],
  [
    'the tenant’s authority',
    'authority',
    `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`,
    {},
  ],
  [
    '/organizations for several tenants',
    'authority',
    'https://login.microsoftonline.com/organizations',
    { audience: 'AzureADMultipleOrgs' },
  ],
  ['the server', 'smtp-host', 'smtp.office365.com', {}],
  ['the server with its port', 'smtp-host', 'SMTP.office365.com:587', {}],
  ['another cloud’s server', 'smtp-host', 'smtp.office365.us', { server: { host: 'smtp.office365.us' } }],
  ['587', 'smtp-port', '587', {}],
  ['STARTTLS', 'smtp-tls', 'StartTLS', {}],
  [
    'SMTP.Send',
    'scope',
    'https://outlook.office.com/SMTP.Send offline_access openid',
    { scope: { mode: 'smtp-delegated' } },
  ],
  [
    'an application on SMTP',
    'scope',
    'https://outlook.office365.com/.default',
    { scope: { mode: 'smtp-app' } },
  ],
  [
    'an application on Graph',
    'scope',
    'https://graph.microsoft.com/.default',
    { scope: { mode: 'graph-app' } },
  ],
  ['a person on Graph', 'scope', 'Mail.Send offline_access', { scope: { mode: 'graph-delegated' } }],
  ['an address', 'sender', 'accounts@contoso.example', {}],
]

test.each(right)('says nothing about %s', (_, kind, value, context) => {
  expect(fieldFindings(kind, value, context)).toEqual([])
})

describe('client kind against credential:', () => {
  test.each([
    [
      'a public client with a secret',
      { platforms: ['publicClient'], credential: 'secret', flow: 'code' },
      ['client-public-with-credential'],
    ],
    [
      'Web without a secret',
      { platforms: ['web'], credential: 'none', flow: 'code' },
      ['client-web-no-credential'],
    ],
    [
      'the finPOWER registration',
      { platforms: ['publicClient'], credential: 'secret', flow: 'client-credentials' },
      ['client-contradiction'],
    ],
    [
      'an application without a credential',
      { platforms: [], credential: 'none', flow: 'client-credentials' },
      ['client-no-credential'],
    ],
    ['a single-page address', { platforms: ['spa'], credential: 'secret', flow: 'code' }, ['client-spa']],
    [
      'a device code without the switch',
      { platforms: [], credential: 'none', flow: 'device-code' },
      ['client-fallback'],
    ],
    ['the EAP registration', { platforms: ['web', 'publicClient'], credential: 'secret', flow: 'code' }, []],
    ['the Enate registration', { platforms: [], credential: 'certificate', flow: 'client-credentials' }, []],
  ] as const)('%s', (_, facts, found) => {
    expect(clientFindings(facts).map(({ code }) => code)).toEqual(found)
  })
})

test('no text makes a validator fall over, and no fact of a finding is longer than a line', () => {
  const nasty = fc.oneof(
    anyText(300),
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.constantFrom(
      'https://',
      'http:///',
      '://',
      'https://[',
      'a@',
      '<@>',
      '::',
      'https://%',
      'common/',
      '.default',
    ),
    fc.string({ maxLength: 4000 }),
  )
  fc.assert(
    fc.property(fc.constantFrom(...fieldKinds), nasty, nasty, (kind, value, other) => {
      const context: FieldContext = {
        redirect: { expected: other, others: [other], platform: 'web' },
        ids: { clientId: other, tenantId: value, secretId: other },
        scope: { mode: 'smtp-delegated', expected: other },
        server: { host: other, port: 587 },
      }
      for (const finding of [...fieldFindings(kind, value), ...fieldFindings(kind, value, context)]) {
        expect(findingCodes).toContain(finding.code)
        // what is offered instead is a whole address, and as long as one
        const facts = Object.entries(finding).filter(([name]) => name !== 'suggestion')
        for (const [, fact] of facts) expect(String(fact).length).toBeLessThan(300)
      }
    }),
    { numRuns: 2000 },
  )
})

test('a secret pasted anywhere is never repeated', () => {
  const secret = 'abc8Q~Zq1Zq2Zq3Zq4Zq5Zq6Zq7Zq8Zq9Zq0Zq'
  for (const kind of ['client-secret', 'client-id', 'tenant-id', 'service-principal-id'] as const)
    for (const text of [secret, ` ${secret}`, `"${secret}"`, secret.slice(0, 20)])
      expect(JSON.stringify(fieldFindings(kind, text))).not.toContain('Zq1Zq2')
})
