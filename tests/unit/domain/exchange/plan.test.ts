/** A plan that would do more, or something else, than a person agreed to is no plan. */
import { expect, test } from 'vitest'
import { SetPlanSchema } from '../../../../src/domain/exchange/plan.schema.ts'

const id = '11111111-1111-4111-8111-111111111111'
const app = { appId: id, objectId: id, name: 'Product' }
const group = { address: 'senders@contoso.example', id: null }
const role = {
  kind: 'app-role',
  id: 'role',
  name: 'May send',
  app,
  role: 'Application Mail.Send',
  scope: 'Senders',
  state: 'present',
}
const made = {
  kind: 'security-group',
  address: group.address,
  name: 'Senders',
  displayName: 'Senders',
  alias: 'senders',
  state: 'present',
}
const groupNamed = (displayName: string) => ({ ...made, id: 'group', displayName })

const plan = (...actions: readonly object[]) => ({
  format: 'sendproof-exchange-plan',
  version: 1,
  kind: 'set',
  id,
  title: 'Contoso',
  connect: {
    tenantId: id,
    account: null,
    environment: 'O365Default',
    signIn: { by: 'browser' },
    delegatedOrganization: null,
    signingCertificate: null,
  },
  retry: { tries: 3, waitSeconds: 5 },
  actions,
})
/** Where the first thing wrong stands. */
function wrong(...actions: readonly object[]): string {
  const read = SetPlanSchema.safeParse(plan(...actions))
  return read.success ? '' : (read.error.issues[0]?.path.join('.') ?? '?')
}

test.each([
  ['a role inside a scope', '', [role]],
  [
    'a name with quotation marks, emoji and right-to-left letters',
    '',
    [groupNamed('O\u2019Brien "$(x)" 😀 مكتب')],
  ],
  ['an action that needs an earlier one', '', [groupNamed('Senders'), { ...role, needs: ['group'] }]],
  ['no action at all', 'actions', []],
  ['a role without a scope, which would reach every mailbox', 'actions.0.scope', [{ ...role, scope: '' }]],
  [
    'customising that nobody said yes to',
    'actions.0.confirmed',
    [{ kind: 'customisation', id: 'c', confirmed: false }],
  ],
  ['half a surrogate pair, which no file brings back', 'actions.0.displayName', [groupNamed('a\ud83d')]],
  ['a line break in a name', 'actions.0.displayName', [groupNamed('a\nb')]],
  ['two actions of one id', 'actions.1.id', [role, role]],
  [
    'an action that needs a later one',
    'actions.0.needs',
    [{ ...role, needs: ['group'] }, groupNamed('Senders')],
  ],
  ['a property nobody knows', 'actions.0', [{ ...role, scopes: 'Senders' }]],
  [
    'giving a right to a SID of nobody by address',
    'actions.0.trustee.sid',
    [
      {
        kind: 'send-as',
        id: 's',
        target: group,
        trustee: { kind: 'sid', sid: 'kim@contoso.example' },
        state: 'absent',
      },
    ],
  ],
])('%s: %s', (_, where, actions) => {
  expect(wrong(...actions)).toBe(where)
})
