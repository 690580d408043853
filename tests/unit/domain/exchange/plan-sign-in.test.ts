/** How somebody wants the scripts to sign in becomes the head of a plan, or names what is missing. */
import { describe, expect, test } from 'vitest'
import { planSignIn, type SignInWish } from '../../../../src/domain/exchange/plan-sign-in.ts'
import { readCodeLine } from '../../../../src/domain/exchange/script-step.schema.ts'

const nothing: SignInWish = {
  ...{ by: 'browser', account: null, certificate: null, appId: null, organization: null, partnerOf: null },
}
const appId = '11111111-2222-4333-8444-555555555555'
const thumbprint = 'AB'.repeat(20)
const asApp = {
  by: 'certificate',
  certificate: thumbprint,
  appId,
  organization: 'contoso.onmicrosoft.com',
} as const

describe('the head of the plan', () => {
  const head = { delegatedOrganization: null, account: null }
  test.each<[string, Partial<SignInWish>, object]>([
    ['the browser, as anybody', {}, { ...head, signIn: { by: 'browser' } }],
    ['the browser, as one person', { account: ' kim@x.example ' }, { account: 'kim@x.example' }],
    ['a code', { by: 'code' }, { ...head, signIn: { by: 'device' } }],
    [
      'a certificate as Windows shows it',
      { ...asApp, certificate: `\u200e${'ab '.repeat(20)}` },
      { signIn: { by: 'certificate', thumbprint: 'ab'.repeat(20) }, account: null },
    ],
    [
      'a file',
      { ...asApp, certificate: 'C:\\keys\\app.pfx' },
      { signIn: { by: 'certificate-file', file: 'C:\\keys\\app.pfx' } },
    ],
    [
      'a partner with an account of their own',
      { partnerOf: 'fabrikam.onmicrosoft.com', account: 'jo@partner.example' },
      { delegatedOrganization: 'fabrikam.onmicrosoft.com', account: 'jo@partner.example' },
    ],
  ])('%s', (_, wish, expected) => {
    expect(planSignIn({ ...nothing, ...wish })).toMatchObject({ ok: true, value: expected })
  })

  test.each<[string, Partial<SignInWish>]>([
    ['certificate', { ...asApp, certificate: ' ' }],
    ['appId', { ...asApp, appId: 'contoso' }],
    ['organization', { ...asApp, organization: 'contoso' }],
    ['organization', { ...asApp, organization: null }],
    ['partnerOf', { partnerOf: 'jo@partner.example' }],
    ['partnerOf', { partnerOf: 'a b' }],
  ])('names %s', (part, wish) => {
    expect(planSignIn({ ...nothing, ...wish })).toMatchObject({
      ok: false,
      error: { code: 'exchange-sign-in-incomplete', part },
    })
  })
})

describe('the code the module prints', () => {
  const microsoft = 'https://microsoft.com/devicelogin'
  test.each([
    [
      `To sign in, use a web browser to open the page ${microsoft} and enter the code F9KC2JBQT to authenticate.`,
      microsoft,
      'F9KC2JBQT',
    ],
    [
      `WARNING: Um sich anzumelden, öffnen Sie ${microsoft} und geben Sie den Code GH4K8LMN2 ein.`,
      microsoft,
      'GH4K8LMN2',
    ],
    [
      'Open https://login.microsoftonline.us/common/oauth2/deviceauth, code ABCD12345',
      'https://login.microsoftonline.us/common/oauth2/deviceauth',
      'ABCD12345',
    ],
  ])('%s', (line, address, code) => {
    expect(readCodeLine(line)).toEqual({ event: 'code', address, code })
  })
  test.each([
    'See https://aka.ms/exov3 for WHATISNEW in 3.10.1',
    `The page ${microsoft} and no code`,
    'http://microsoft.com/devicelogin F9KC2JBQT',
    `${microsoft} ${'x'.repeat(2000)} F9KC2JBQT`,
    // longer than the window takes an address
    `https://microsoft.com/${'x'.repeat(600)}/devicelogin F9KC2JBQT`,
  ])('is not in: %s', (line) => {
    expect(readCodeLine(line)).toBeNull()
  })
})
