/** The service desk reset a password: exactly the mailboxes of that account stop, and no other has to be bothered. */
import { expect, test } from 'vitest'
import { signedInAs } from '../../../../src/domain/mailbox/signed-in-as.ts'
import { aMailbox } from '../../../kit/samples.ts'

const signIn = (username: string, objectId: string) => ({
  ...{ username, objectId, tenantId: 't', at: '2026-11-01T08:00:00.000Z', scopes: [] },
})
const anna = 'anna@contoso.example'
const mailboxes = [
  aMailbox(anna, { authorisation: signIn(anna, 'a') }),
  aMailbox('info@contoso.example', { kind: 'shared', signInAs: anna, authorisation: signIn(anna, 'a') }),
  aMailbox('team@contoso.example', { kind: 'shared', signInAs: anna }),
  aMailbox('ben@contoso.example', { authorisation: signIn('b.doe@contoso.example', 'b') }),
  aMailbox('kim@contoso.example', { authorisation: signIn('kim@contoso.example', 'k') }),
]

test.each([
  [anna, [anna, 'info@contoso.example']],
  ['  ANNA@contoso.example ', [anna, 'info@contoso.example']],
  // the address people know, and the name it signs in with
  ['ben@contoso.example', ['ben@contoso.example']],
  ['b.doe@contoso.example', ['ben@contoso.example']],
  // a mailbox nobody signs in as has no password of its own
  ['info@contoso.example', []],
  ['', []],
])('%j concerns %j', (account, concerned) => {
  expect(signedInAs(mailboxes, account).map(({ address }) => address)).toEqual(concerned)
})
