/** An application leaves the tenant: what it left in Exchange goes in order, and nothing that serves somebody else. */
import { describe, expect, it } from 'vitest'
import type { ExchangeFacts } from '../../../../src/domain/exchange/facts.schema.ts'
import { SetPlanSchema } from '../../../../src/domain/exchange/plan.schema.ts'
import { removalPlan } from '../../../../src/domain/exchange/removal-plan.ts'
import type { ExchangeWanted } from '../../../../src/domain/exchange/wanted.ts'
import {
  anna,
  appId,
  application,
  assignment,
  exchangeFacts,
  found,
  groupFacts,
  holder,
  mailboxFacts,
  noRole,
  notAsked,
  objectId,
  organisation,
  read,
  sales,
  wantedOfEap,
  wantedOfEnate,
} from '../../../kit/exchange.ts'

const head = {
  id: objectId,
  title: 'Contoso',
  connect: {
    tenantId: appId,
    account: null,
    environment: 'O365Default',
    signIn: { by: 'browser' },
    delegatedOrganization: null,
    signingCertificate: null,
  },
} as const
const other = '88888888-2222-4333-8444-555555555555'
const policy = {
  identity: 'p',
  appIds: [appId],
  right: 'RestrictAccess',
  scopeName: 'Senders',
  scopeIdentity: 'Senders',
  description: '',
  isValid: true,
}
const rights = ['send-as', 'send-on-behalf', 'full-access'] as const
const shared = wantedOfEap({
  smtpAuth: false,
  senders: [{ address: sales, kind: 'shared', signInAs: anna, rights }],
})
const salesWith = (changes: Parameters<typeof mailboxFacts>[1]) =>
  exchangeFacts({ mailboxes: [found(mailboxFacts(anna)), found(mailboxFacts(sales, changes))] })
const listed = organisation({ ewsAllowedAppIds: read([other, appId]) })
const pointer = application({ servicePrincipals: read([]) })
const withApp = { kind: 'application', address: null, id: objectId } as const

/** What the plan does, and what it leaves to a person. */
function removed(wanted: ExchangeWanted, facts: ExchangeFacts): readonly string[] {
  const { plan, left } = removalPlan(head, wanted, facts)
  if (plan !== null) SetPlanSchema.parse(plan)
  const actions = plan?.actions ?? []
  for (const action of actions) expect(action, action.id).toMatchObject({ state: 'absent' })
  return [...actions.map(({ kind }) => kind), ...left]
}
const apps = (changes: Parameters<typeof application>[0]) =>
  exchangeFacts({ applications: application(changes) })

describe('what a decommissioned application left in Exchange', () => {
  it.each<[string, ExchangeWanted, ExchangeFacts, readonly string[]]>([
    [
      'the role, its scope, the policy, and the pointer last',
      wantedOfEnate(),
      apps({ accessPolicies: read([policy]) }),
      ['app-role', 'scope', 'access-policy', 'service-principal', 'remove-group'],
    ],
    [
      'everything is gone already',
      wantedOfEnate(),
      apps({ servicePrincipals: read([]), scopes: read([]), assignments: read([]) }),
      ['remove-group'],
    ],
    [
      'the pointer was never read: nothing is called gone',
      wantedOfEnate(),
      apps({ servicePrincipals: noRole }),
      ['remove-unread', 'remove-group'],
    ],
    [
      'the roles could not be read: neither scope nor pointer is touched',
      wantedOfEnate(),
      apps({ assignments: noRole }),
      ['remove-unread', 'remove-group'],
    ],
    [
      'another application’s role uses the same scope',
      wantedOfEnate(),
      apps({ assignments: read([assignment(), { ...assignment(), objectId: other }]) }),
      ['app-role', 'service-principal', 'remove-shared-scope', 'remove-group'],
    ],
    [
      'the list of roles was cut short: who uses the scope is not known',
      wantedOfEnate(),
      { ...exchangeFacts(), cutShort: ['assignments'] },
      ['app-role', 'service-principal', 'remove-unread', 'remove-group'],
    ],
    [
      'a role of it reaches every mailbox: a person looks at it, and the pointer stays till then',
      wantedOfEnate(),
      apps({ assignments: read([assignment({ scope: null })]) }),
      ['scope', 'remove-other-role', 'remove-group'],
    ],
    [
      'the group of its policy was not read',
      wantedOfEnate(),
      { ...apps({ accessPolicies: read([policy]) }), groups: [] },
      ['app-role', 'scope', 'service-principal', 'remove-policy-group', 'remove-group'],
    ],
    [
      'another application’s policy is none of ours',
      wantedOfEnate(),
      apps({ accessPolicies: read([{ ...policy, appIds: [other] }]) }),
      ['app-role', 'scope', 'service-principal', 'remove-group'],
    ],
    [
      'nobody knows which application it was',
      wantedOfEnate({ clientId: null, app: null }),
      exchangeFacts(),
      ['application-unknown', 'remove-group'],
    ],
    [
      'every right the setup asked for, of this account',
      shared,
      salesWith({ sendOnBehalf: [holder(anna)], fullAccess: read([holder(anna)]) }),
      ['send-as', 'send-on-behalf', 'full-access'],
    ],
    ['rights of other people stay', shared, salesWith({ sendAs: read([holder('kim@contoso.example')]) }), []],
    ['a right that could not be read', shared, salesWith({ sendAs: notAsked }), ['remove-unread']],
    [
      'a right that the setup never asked for stays',
      { ...shared, senders: [{ address: sales, kind: 'shared', signInAs: anna, rights: ['send-as'] }] },
      salesWith({ fullAccess: read([holder(anna)]) }),
      ['send-as'],
    ],
    ['the mailbox itself was not read', shared, exchangeFacts({ mailboxes: [] }), ['remove-unread']],
    [
      'a right on a group',
      {
        ...shared,
        senders: [{ address: 'senders@contoso.example', kind: 'group', signInAs: anna, rights: ['send-as'] }],
      },
      exchangeFacts({ groups: [found(groupFacts('senders@contoso.example'))] }),
      ['send-as'],
    ],
    ['Authenticated SMTP is left to a person', wantedOfEap(), exchangeFacts(), ['remove-smtp-auth']],
    [
      'Full Access of the application, its place in the EWS list, and the pointer',
      wantedOfEnate({ roles: [], appFullAccess: true, ews: true }),
      {
        ...exchangeFacts({ organisation: listed, applications: application({ assignments: read([]) }) }),
        mailboxes: [found(mailboxFacts(anna, { fullAccess: read([holder(objectId, withApp)]) }))],
      },
      ['full-access', 'ews-app', 'service-principal'],
    ],
    [
      'no EWS list, no pointer, no access',
      wantedOfEnate({ roles: [], appFullAccess: true, ews: true }),
      exchangeFacts({ applications: pointer }),
      [],
    ],
  ])('%s', (_, wanted, facts, what) => {
    expect(removed(wanted, facts)).toEqual(what)
  })

  it('no scope goes before its role, and the pointer not before any role', () => {
    const { plan } = removalPlan(head, wantedOfEnate({ app: null }), exchangeFacts())
    expect(plan?.actions).toMatchObject([
      { kind: 'app-role', scope: 'Senders scope', app: { appId, objectId } },
      { kind: 'scope', needs: ['remove-role-1'] },
      { kind: 'service-principal', needs: ['remove-role-1'] },
    ])
  })
})
