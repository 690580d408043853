/** A plan changes no more than the setup needs: what is there stays, and the organisation's switch is never touched. */
import { describe, expect, it } from 'vitest'
import { readPlan, setPlan, type PlanHead } from '../../../../src/domain/exchange/build-plan.ts'
import type { ExchangeFacts } from '../../../../src/domain/exchange/facts.schema.ts'
import { noExtras } from '../../../../src/domain/exchange/plan-extras.ts'
import { ExchangePlanSchema } from '../../../../src/domain/exchange/plan.schema.ts'
import { exchangeMoves, exchangeSteps } from '../../../../src/domain/exchange/step-moves.ts'
import { verdicts } from '../../../../src/domain/exchange/verdict.ts'
import { exchangeWanted, type ExchangeWanted } from '../../../../src/domain/exchange/wanted.ts'
import { eap } from '../../../kit/assets.ts'
import {
  anna,
  appId,
  application,
  exchangeFacts,
  found,
  gone,
  groupFacts,
  holder,
  mailboxFacts,
  noRole,
  organisation,
  read,
  sales,
  sid,
  wantedOfEap,
  wantedOfEnate,
} from '../../../kit/exchange.ts'
import { aMailbox, aSetup } from '../../../kit/samples.ts'

const head: PlanHead = {
  id: appId,
  title: 'Contoso',
  connect: {
    tenantId: appId,
    account: null,
    environment: 'O365Default',
    signIn: { by: 'browser' },
    delegatedOrganization: null,
    signingCertificate: null,
  },
}
const shared = { address: sales, kind: 'shared', signInAs: anna, rights: ['send-as'] } as const
const twoSenders = wantedOfEap({
  senders: [{ address: anna, kind: 'user', signInAs: anna, rights: [] }, shared],
})

function kinds(wanted: ExchangeWanted, facts: ExchangeFacts | null): string[] {
  const { plan } = setPlan(head, wanted, facts)
  if (plan !== null) ExchangePlanSchema.parse(plan)
  return plan?.actions.map(({ kind }) => kind) ?? []
}

describe('what is to be set', () => {
  it('is everything, once for each who signs in, while nothing was read', () => {
    expect(kinds(twoSenders, null)).toEqual(['mailbox-smtp-auth', 'send-as'])
  })

  it('is nothing where the facts show it is there', () => {
    expect(kinds(twoSenders, exchangeFacts())).toEqual([])
    const inherits = [found(mailboxFacts(anna, { smtpAuth: read('inherit') })), found(mailboxFacts(sales))]
    const open = { transport: read({ smtpAuthDisabled: false }), mailboxes: inherits }
    expect(kinds(twoSenders, exchangeFacts(open))).toEqual([])
  })

  it('is the mailbox’s switch and never the organisation’s', () => {
    const inherits = [found(mailboxFacts(anna, { smtpAuth: read('inherit') })), found(mailboxFacts(sales))]
    expect(kinds(twoSenders, exchangeFacts({ mailboxes: inherits }))).toEqual(['mailbox-smtp-auth'])
  })

  it('is planned where it could not be read: the script looks again before it writes', () => {
    const mailboxes = [found(mailboxFacts(anna)), found(mailboxFacts(sales, { sendAs: noRole }))]
    expect(kinds(twoSenders, exchangeFacts({ mailboxes }))).toEqual(['send-as'])
  })

  it('leaves Send on Behalf alone where it is enough, and adds Full Access only where replies are read', () => {
    const mailboxes = [
      found(mailboxFacts(anna)),
      found(mailboxFacts(sales, { sendAs: read([]), sendOnBehalf: [holder(anna)] })),
    ]
    const facts = exchangeFacts({ mailboxes })
    const graph = { transport: 'graph-delegated', smtpAuth: false } as const
    expect(kinds({ ...twoSenders, ...graph }, facts)).toEqual([])
    expect(kinds(twoSenders, facts)).toEqual(['send-as'])
    const reads = { ...shared, rights: ['send-as', 'full-access'] as const }
    expect(kinds({ ...twoSenders, ...graph, senders: [reads] }, facts)).toEqual(['full-access'])
    const behalf = { ...shared, rights: ['send-as', 'send-on-behalf'] as const }
    expect(kinds({ ...twoSenders, senders: [behalf] }, null)).toEqual([
      'mailbox-smtp-auth',
      'send-as',
      'send-on-behalf',
    ])
  })

  it('limits an application in the order that never opens a hole, and tests it from both sides', () => {
    const wanted = wantedOfEnate({ outside: [sales] })
    expect(kinds(wanted, null)).toEqual([
      'service-principal',
      'security-group',
      'group-member',
      'scope',
      'app-role',
      'test-app',
      'test-app',
    ])
    const there = { ...exchangeFacts(), groups: [found(groupFacts('senders@contoso.example'))] }
    expect(kinds(wanted, there)).toEqual([])
    const halfway = exchangeFacts({ applications: application({ assignments: read([]) }) })
    expect(kinds(wanted, halfway)).toEqual(['app-role', 'test-app', 'test-app'])
  })

  it('never slips in what cannot be undone, and leaves out an application it does not know', () => {
    const dehydrated = exchangeFacts({ organisation: organisation({ isDehydrated: true }) })
    const planned = setPlan(head, wantedOfEnate(), dehydrated)
    expect(planned).toEqual({ plan: null, left: ['customisation'] })
    expect(setPlan(head, wantedOfEnate({ app: null }), null)).toEqual({
      plan: null,
      left: ['application-unknown'],
    })
  })

  it('customises the organisation where somebody said so, before everything that needs it', () => {
    const dehydrated = exchangeFacts({
      organisation: organisation({ isDehydrated: true }),
      applications: application({ scopes: read([]), assignments: read([]) }),
    })
    const extras = { ...noExtras, customise: true }
    const { plan, left } = setPlan(head, wantedOfEnate(), dehydrated, extras)
    expect(left).toEqual([])
    expect(plan?.actions.map(({ kind, needs }) => [kind, needs])).toEqual([
      ['customisation', []],
      ['scope', ['customise']],
      ['app-role', ['customise', 'scope-1']],
      ['test-app', ['role-1']],
    ])
    // one that was customised long ago is not asked again
    expect(setPlan(head, wantedOfEnate(), exchangeFacts(), extras).plan).toBe(null)
  })

  it('takes access policies away last, after the tests, and never unasked', () => {
    const policies = read([
      {
        identity: 'p',
        appIds: [appId],
        right: 'RestrictAccess',
        scopeName: 'Senders',
        scopeIdentity: 'Senders',
        description: '',
        isValid: true,
      },
    ])
    const facts = exchangeFacts({
      applications: application({ accessPolicies: policies, assignments: read([]) }),
    })
    const asked = { ...noExtras, removePolicies: true }
    expect(setPlan(head, wantedOfEnate(), facts).left).toEqual(['access-policy'])
    const { plan, left } = setPlan(head, wantedOfEnate({ outside: [sales] }), facts, asked)
    expect([plan?.actions.at(-1), left]).toMatchObject([
      {
        kind: 'access-policy',
        needs: ['test-inside', 'test-outside'],
        right: 'RestrictAccess',
        group: { address: 'senders@contoso.example' },
        state: 'absent',
      },
      [],
    ])
    // of a group nobody read it stays
    const unread = { ...facts, groups: [] }
    expect(setPlan(head, wantedOfEnate(), unread, asked).left).toEqual(['access-policy'])
  })

  it('tidies up where somebody said so: deleted accounts, and Full Access by habit, never a group’s', () => {
    const mailboxes = (fullAccess: readonly ReturnType<typeof holder>[]) => [
      found(mailboxFacts(anna)),
      found(mailboxFacts(sales, { sendAs: read([holder(anna), gone]), fullAccess: read([...fullAccess]) })),
    ]
    const tidy = { ...noExtras, tidy: true }
    const facts = exchangeFacts({ mailboxes: mailboxes([holder(anna), gone]) })
    expect(kinds(twoSenders, facts)).toEqual([])
    expect(setPlan(head, twoSenders, facts, tidy).plan?.actions).toMatchObject([
      { kind: 'send-as', trustee: { kind: 'sid', sid }, state: 'absent' },
      { kind: 'full-access', trustee: { kind: 'sid', sid }, state: 'absent' },
      { kind: 'full-access', trustee: { kind: 'recipient', address: anna }, state: 'absent' },
    ])
    const throughGroup = exchangeFacts({ mailboxes: mailboxes([holder('senders@contoso.example')]) })
    expect(setPlan(head, twoSenders, throughGroup, tidy).plan?.actions).toHaveLength(1)
    const reads = { ...shared, rights: ['send-as', 'full-access'] as const }
    const needed = setPlan(head, { ...twoSenders, senders: [reads] }, facts, tidy).plan?.actions
    expect(needed?.map(({ id }) => id)).toEqual(['orphan-send-as-1-1', 'orphan-full-access-1-1'])
  })

  it('adds an application to an EWS list that is there, and makes no first list', () => {
    const wanted = wantedOfEnate({ roles: [], ews: true })
    const listed = organisation({ ewsAllowedAppIds: read(['another']) })
    expect(kinds(wanted, exchangeFacts({ organisation: listed }))).toEqual(['ews-app'])
    expect(kinds(wanted, exchangeFacts())).toEqual([])
    expect(setPlan(head, wanted, null)).toEqual({ plan: null, left: ['ews'] })
  })

  it('gives an application over SMTP Full Access where no role does', () => {
    const wanted = wantedOfEnate({ roles: [], appFullAccess: true, transport: 'smtp-app', smtpAuth: true })
    expect(kinds(wanted, exchangeFacts())).toEqual(['full-access'])
    const app = holder(anna, { kind: 'application', shown: '99999999-2222-4333-8444-555555555555' })
    const mailboxes = [found(mailboxFacts(anna, { fullAccess: read([app]) }))]
    expect(kinds(wanted, exchangeFacts({ mailboxes }))).toEqual([])
  })
})

describe('what is to be read', () => {
  it('is what the way of sending depends on, and no more', () => {
    const plan = ExchangePlanSchema.parse(readPlan(head, twoSenders))
    expect(plan).toMatchObject({
      read: {
        parts: [
          ...['organisation', 'mailboxes', 'transport', 'authentication-policies', 'smtp-auth'],
          ...['users', 'send-as', 'full-access', 'groups'],
        ],
        mailboxes: [{ address: anna }, { address: sales }],
        groups: [],
        tests: [],
      },
    })
    const app = ExchangePlanSchema.parse(readPlan(head, wantedOfEnate({ outside: [sales] })))
    expect(app).toMatchObject({
      read: {
        parts: ['organisation', 'mailboxes', 'users', 'applications', 'groups'],
        applications: [appId],
        groups: [{ address: 'senders@contoso.example' }],
        tests: [{ mailbox: { address: sales } }, { mailbox: { address: anna } }],
      },
    })
  })
})

describe('the checklist follows what was read', () => {
  const setup = aSetup({ answers: { hostname: 'eap.contoso.example', sender: 'shared' } })
  const senders = [aMailbox(anna), aMailbox(sales, { kind: 'shared', signInAs: anna })]
  const wanted = exchangeWanted(setup, eap(), senders, null)
  const steps = exchangeSteps(eap(), setup.answers)
  const now = '2026-11-27T09:00:00.000Z'
  const moves = (facts: ExchangeFacts, state: 'todo' | 'done' | 'waiting', waitUntil: string | null = null) =>
    exchangeMoves(
      verdicts(wanted, facts),
      steps,
      ['smtp-auth', 'send-as', 'consent'].map((id) => ({ id, state, waitUntil })),
      now,
    )
  const closed = [
    found(mailboxFacts(anna, { smtpAuth: read('inherit') })),
    found(mailboxFacts(sales, { type: 'SharedMailbox' })),
  ]

  it('marks done what is there, and blocks what was called done and is not', () => {
    expect(moves(exchangeFacts(), 'todo')).toEqual([
      { step: 'smtp-auth', to: 'done', differs: [] },
      { step: 'send-as', to: 'done', differs: [] },
    ])
    expect(moves(exchangeFacts(), 'done')).toEqual([])
    expect(moves(exchangeFacts({ mailboxes: closed }), 'done')).toEqual([
      { step: 'smtp-auth', to: 'blocked', differs: ['tenant-smtp-auth'] },
    ])
  })

  it('says nothing while Microsoft may still be at it, or where anything could not be read', () => {
    const facts = exchangeFacts({ mailboxes: closed })
    expect(moves(facts, 'waiting', '2026-11-27T10:00:00.000Z')).toEqual([])
    expect(moves(exchangeFacts({ mailboxes: [] }), 'todo')).toEqual([])
  })
})
