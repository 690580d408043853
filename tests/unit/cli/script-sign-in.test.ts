/** A certificate file is named from where the person stands, wherever the script that reads it is started. */
import path from 'node:path'
import { expect, test } from 'vitest'
import type { Arguments } from '../../../src/cli/frame/command.ts'
import { scriptSignIn, scriptSignInHere } from '../../../src/cli/frame/script-sign-in.ts'

const given = (certificate: string): Arguments => {
  const words = new Map([
    ['certificate', certificate],
    ['app-id', '11111111-2222-4333-8444-555555555555'],
    ['organization', 'contoso.onmicrosoft.com'],
  ])
  return { positionals: [], text: (name) => words.get(name), texts: () => [], flag: () => false }
}

test.each([
  ['a script that runs here gets the whole path', scriptSignInHere, path.resolve('unattended.pfx')],
  ['a plan for another PC keeps what was typed', scriptSignIn, 'unattended.pfx'],
])('%s', (_, made, file) => {
  expect(made(given('unattended.pfx'))).toMatchObject({
    value: { signIn: { by: 'certificate-file', file } },
  })
})

test('a thumbprint is no file', () => {
  const thumbprint = 'ab'.repeat(20)
  expect(scriptSignInHere(given(thumbprint))).toMatchObject({
    value: { signIn: { by: 'certificate', thumbprint } },
  })
})
