/** The EAP recipe against the fact file: one row a fact (reference 11.3). */
import { describe, expect, test } from 'vitest'
import { parseClouds } from '../../../../src/domain/cloud/parse-clouds.ts'
import { fill, placeholderValues } from '../../../../src/domain/recipe/placeholders.ts'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { assets, eap, mailboxOf, setupOf } from '../sample.ts'

const recipe = eap()
const step = (id: string) => {
  const found = recipe.steps.find((one) => one.id === id)
  if (found === undefined) throw new Error(`no step ${id}`)
  return found
}
const field = (screen: string, name: string) =>
  recipe.product.screens.find((one) => one.title === screen)?.fields.find((one) => one.name === name)
const redirect = (uri: string) => recipe.registration.redirects.find((one) => one.uri === uri)
const permission = (value: string) => recipe.permissions.find((one) => one.value === value)
const values = placeholderValues(setupOf(), recipe, [mailboxOf(1)])

const facts: [string, () => unknown, unknown][] = [
  ['it is for version 11.0.1 or later', () => recipe.versions, ['11.0.1 or later']],
  ['it sends over SMTP with delegated permission', () => recipe.sending.mode, 'smtp-delegated'],
  ['it is verified the way it sends', () => recipe.verification.transport, 'smtp-delegated'],
  ['the registration is single tenant', () => recipe.registration.audience, 'AzureADMyOrg'],
  [
    'the server’s redirect stands under Web',
    () => redirect('https://{hostname}/wm/externalAuth/redirect.html')?.platform,
    'web',
  ],
  [
    'Sendproof’s redirect stands under Mobile and desktop',
    () => redirect('http://localhost')?.platform,
    'publicClient',
  ],
  [
    'Sendproof’s redirect is for the verification',
    () => redirect('http://localhost')?.purpose,
    'verification',
  ],
  ['access tokens are ticked', () => recipe.registration.implicit.accessTokens, true],
  ['ID tokens are ticked', () => recipe.registration.implicit.idTokens, true],
  ['SMTP.Send is required', () => permission('SMTP.Send')?.need, 'required'],
  ['SMTP.Send is listed under Graph', () => permission('SMTP.Send')?.resource, 'graph'],
  ['offline_access is required', () => permission('offline_access')?.need, 'required'],
  ['Mail.Send is surplus', () => permission('Mail.Send')?.need, 'surplus'],
  ['Mail.Read is for the verification', () => permission('Mail.Read')?.need, 'verification'],
  [
    'every permission is delegated',
    () => new Set(recipe.permissions.map((one) => one.kind)),
    new Set(['delegated']),
  ],
  ['the credential is a secret', () => recipe.credential.kinds, ['secret']],
  ['SMTP AUTH is needed', () => recipe.smtpAuth.needed, true],
  [
    'SMTP AUTH is read from Manage email apps',
    () => step('smtp-auth').portal.slice(-2),
    ['Manage email apps', 'Authenticated SMTP'],
  ],
  ['SMTP AUTH may take an hour', () => step('smtp-auth').waitMinutes, 60],
  [
    'the connection is made under Integration',
    () => recipe.product.screens[1]?.menu.slice(1, 4),
    ['Integration', 'Service Connections', 'Connections'],
  ],
  [
    'the connection’s service is the Exchange one',
    () => field('Service Connection', 'Service')?.value,
    'Microsoft Entra ID Exchange',
  ],
  ['the tenant’s service is Entra ID', () => field('Tenant', 'Service')?.value, 'Microsoft Entra ID'],
  ['the secret’s field is marked secret', () => field('Tenant', 'Client Secret')?.secret, true],
  [
    'the e-mail settings are in the global settings',
    () => recipe.product.screens[2]?.menu.slice(1),
    ['Settings', 'Edit Global System Settings', 'Emails'],
  ],
  ['the product has no test button', () => recipe.product.builtInTest.startsWith('None'), true],
  [
    'the server and port come out as smtp.office365.com:587',
    () => fill(field('Emails', 'SMTP server')?.value ?? '', values).text,
    'smtp.office365.com:587',
  ],
  [
    'no value names port 567',
    () => JSON.stringify([recipe.product, recipe.steps.map((one) => one.values)]).includes(':567'),
    false,
  ],
]

test.each(facts)('%s', (_, read, expected) => {
  expect(read()).toEqual(expected)
})

test('the Emails screen has all eight fields of the product', () => {
  expect(recipe.product.screens[2]?.fields.map((one) => one.name)).toEqual([
    'Enabled',
    'SMTP server',
    'Default Sender',
    'SMTP Authentication',
    'Use SSL',
    'Modern Authentication (OAuth 2.0)',
    'Mailbox Email Address',
    'Service Connection',
  ])
})

/** The nine errors of the manual: on which step, by which words of the correction, and how sure. */
const errata: [string, string, RegExp, 'confirmed' | 'open'][] = [
  ['port 567 is a misprint for 587', 'email-settings', /smtp\.office365\.com:587/, 'confirmed'],
  ['the secret is hidden, not decrypted', 'client-secret', /hides it for good/, 'confirmed'],
  ['SMTP AUTH and security defaults are left out', 'smtp-auth', /535 5\.7\.139/, 'confirmed'],
  ['Mail.Send is not used by SMTP', 'permissions', /Leave Mail\.Send out/, 'open'],
  ['removing User.Read can break the sign-in', 'permissions', /AADSTS90008/, 'open'],
  ['the mailbox owner signs in, not the Azure administrator', 'service-connection', /owns the/, 'confirmed'],
  ['admin consent is left out', 'consent', /AADSTS90094/, 'confirmed'],
  ['the portal has moved to Entra', 'register-application', /entra\.microsoft\.com/, 'confirmed'],
  ['application permission is a limit of the product only', 'permissions', /SMTP\.SendAsApp/, 'confirmed'],
]

describe('tells the administrator where the manual is wrong:', () => {
  test.each(errata)('%s', (_, id, words, status) => {
    const notes = step(id).manual.filter((note) => words.test(`${note.do} ${note.because}`))
    expect(notes).toHaveLength(1)
    expect(notes[0]?.status).toBe(status)
    if (status === 'open') expect(notes[0]?.ask).toMatch(/\?$/)
  })

  test('and nowhere else', () => {
    expect(recipe.steps.flatMap((one) => one.manual)).toHaveLength(errata.length)
  })
})

test('the practice administrator can do every step that changes the tenant', () => {
  expect(
    Object.fromEntries(
      recipe.steps.filter((one) => one.practice.length > 0).map((one) => [one.id, one.practice]),
    ),
  ).toEqual({
    'register-application': ['register-application'],
    'web-redirect': ['set-redirects'],
    'verification-redirect': ['set-redirects'],
    permissions: ['add-permissions'],
    consent: ['grant-consent'],
    'client-secret': ['add-secret'],
    'smtp-auth': ['enable-smtp-auth'],
    'send-as': ['grant-send-as'],
  })
})

test('no sentence of the vendor’s manual is copied', () => {
  const manual = readFileSync(path.join(assets, 'recipes/eap.yaml'), 'utf8').replace(/\s+/g, ' ')
  for (const sentence of [
    'Leave the default configuration in the Supported account types',
    'make sure to save it to the clipboard',
    'One by one add the following permissions',
  ])
    expect(manual).not.toContain(sentence)
})

test('every named cloud has its endpoints, and says how sure they are', () => {
  const clouds = parseClouds(parse(readFileSync(path.join(assets, 'clouds.yaml'), 'utf8')))
  expect(
    clouds.ok &&
      clouds.value.map((cloud) => [
        cloud.kind,
        new URL(cloud.authority).host,
        cloud.smtp.host,
        cloud.smtp.port,
        cloud.sure,
      ]),
  ).toEqual([
    ['global', 'login.microsoftonline.com', 'smtp.office365.com', 587, 'verified'],
    ['gcc-high', 'login.microsoftonline.us', 'smtp.office365.us', 587, 'partly-verified'],
    ['dod', 'login.microsoftonline.us', 'outlook-dod.office365.us', 587, 'unverified'],
    ['china', 'login.partner.microsoftonline.cn', 'smtp.partner.outlook.cn', 587, 'partly-verified'],
  ])
})
