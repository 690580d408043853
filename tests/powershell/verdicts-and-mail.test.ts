/**
 * What is said of a mailbox from what Read-Exchange.ps1 has read, and what becomes of mail sent from it: in more than
 * sixty combinations of switches, rights, roles and policies both say the same, and the server's reply belongs to the
 * layer that was named.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createTransport } from 'nodemailer'
import { readFileSync } from 'node:fs'
import { Agent } from 'undici'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPlan, type PlanHead } from '../../src/domain/exchange/build-plan.ts'
import type { ExchangeFacts } from '../../src/domain/exchange/facts.schema.ts'
import type { Application, ReadPlan } from '../../src/domain/exchange/plan.schema.ts'
import { ReadResultSchema } from '../../src/domain/exchange/result.schema.ts'
import { verdicts } from '../../src/domain/exchange/verdict.ts'
import type { ExchangeWanted } from '../../src/domain/exchange/wanted.ts'
import { EwsCalendarProbe } from '../../src/main/adapters/ews/ews-calendar-probe.ts'
import { GraphTransport } from '../../src/main/adapters/graph/graph-transport.ts'
import { SmtpTransport } from '../../src/main/adapters/smtp/smtp-transport.ts'
import { SystemClock } from '../../src/main/adapters/system/node-system.ts'
import { createUndiciFetch } from '../../src/main/adapters/system/undici-fetch.ts'
import {
  combinations,
  expected,
  factorsOf,
  modes,
  phaseOf,
  phases,
  saysIt,
  type Combination,
} from '../kit/exchange-combinations.ts'
import { wantedOfEap } from '../kit/exchange.ts'
import { pairsIn, pairsOf } from '../kit/pairwise.ts'
import { globalCloud } from '../kit/samples.ts'
import { appTokenOf, tokenOf, type Practice } from '../integration/practice/kit.ts'
import { patient, PracticePowerShell, powershell } from './practice-powershell.ts'

const clock = new SystemClock()
const fetch = createUndiciFetch()
const smtpScope = 'https://outlook.office.com/SMTP.Send'
const graphScope = 'https://graph.microsoft.com/Mail.Send https://graph.microsoft.com/Mail.Send.Shared'

it('every two values of different switches stand side by side in some combination', () => {
  for (const mode of modes) {
    const tried = new Set(combinations.flatMap((one) => (one.mode === mode ? pairsIn(one) : [])))
    expect(pairsOf(factorsOf[mode]).filter((pair) => !tried.has(pair))).toEqual([])
  }
  expect(combinations.length).toBeGreaterThanOrEqual(60)
  expect(combinations.map((one, index) => phaseOf(one, index)).filter((phase) => phase < 0)).toEqual([])
})

/** One that was tried. */
interface Tried {
  readonly one: Combination
  readonly address: string
  readonly signInAs: string
  readonly wanted: ExchangeWanted
  readonly phase: number
}

describe.skipIf(powershell === undefined)('A mailbox sends exactly when its verdict says so', patient, () => {
  let practice: PracticePowerShell
  let p: Practice
  let people = ''
  const smtp = new SmtpTransport({ clock })
  const graph = new GraphTransport({ clock, fetch })
  const ews = new EwsCalendarProbe({ clock, fetch })
  const apps = new Map<string, Application>()
  let tried: Tried[] = []
  const delegates = combinations.filter((one) => 'right' in one && one.right !== 'own-address').length

  beforeAll(async () => {
    practice = await PracticePowerShell.start({ mailboxes: combinations.length + delegates + 1 })
    const { tenant } = practice
    const ca = readFileSync(tenant.endpoints.caFile, 'utf8')
    p = { tenant, clientId: '', anna: '', ben: '', shared: '', ca, agent: new Agent({ connect: { ca } }) }
    people = (await registered('People', ['SMTP.Send', 'Mail.Send', 'Mail.Send.Shared'], 'delegated')).appId
    const free = tenant.endpoints.mailboxes.map(({ address }) => address)
    tried = []
    for (const [index, one] of combinations.entries()) {
      const signInAs = free.shift() ?? ''
      const other = 'right' in one && one.right !== 'own-address'
      const address = other ? (free.shift() ?? '') : signInAs
      const wanted = { ...(await wantedOf(one, address, signInAs)) }
      tried.push({ one, address, signInAs, wanted, phase: phaseOf(one, index) })
    }
    for (const name of apps.keys()) await limit(name)
    for (const row of tried) await prepare(row)
  })
  afterAll(async () => {
    await smtp.close()
    await graph.close()
    await p.agent.close()
    await practice.close()
  })

  async function registered(name: string, values: string[], kind: 'application' | 'delegated') {
    const { admin } = practice.tenant
    const { clientId, servicePrincipalId } = await admin.registerApplication({
      recipe: 'any',
      displayName: name,
      redirects: [{ platform: 'publicClient', uri: 'http://localhost' }],
      permissions: values.map((value) => ({
        resource: ['full_access_as_app', 'SMTP.SendAsApp'].includes(value) ? 'exchange' : 'graph',
        value,
        kind,
      })),
    })
    if (values.length > 0) await admin.grantAdminConsent(clientId)
    return { appId: clientId, objectId: servicePrincipalId, name }
  }

  /** Of each kind of application one, with the consent it has where no role takes its place. */
  async function application({ mode, app }: Extract<Combination, { app: string }>): Promise<Application> {
    const name = `${mode} ${app}`
    const known = apps.get(name)
    if (known !== undefined) return known
    const consents = {
      'graph-app': ['Mail.Send'],
      ews: ['full_access_as_app'],
      'smtp-app': ['SMTP.SendAsApp'],
    }
    const limited = !app.startsWith('consent') && app !== 'full-access'
    const made = await registered(name, limited ? [] : consents[mode], 'application')
    apps.set(name, made)
    return made
  }

  const roles = {
    'graph-app': 'Application Mail.Send',
    'smtp-app': 'Application SMTP.SendAsApp',
    ews: 'Application EWS.AccessAsApp',
  } as const

  async function wantedOf(one: Combination, address: string, signInAs: string): Promise<ExchangeWanted> {
    const smtpAuth = one.mode.startsWith('smtp')
    if (!('app' in one)) {
      const rights = address === signInAs ? [] : (['send-as'] as const)
      const senders = [{ address, kind: 'user', signInAs, rights }] as const
      return wantedOfEap({ transport: one.mode, smtpAuth, senders })
    }
    const app = await application(one)
    return wantedOfEap({
      transport: one.mode === 'smtp-app' ? 'smtp-app' : 'graph-app',
      byApplication: true,
      smtpAuth,
      ews: one.mode === 'ews',
      senders: [{ address, kind: 'user', signInAs: address, rights: [] }],
      clientId: app.appId,
      app,
      roles:
        one.app.startsWith('consent') || one.app === 'full-access'
          ? []
          : [{ role: roles[one.mode], group: groupOf(app.name) }],
      appFullAccess: one.app === 'full-access',
    })
  }

  const groupOf = (name: string) => `Group ${name}`
  const groupAddress = (name: string) =>
    `${groupOf(name).toLowerCase().replaceAll(' ', '-')}@${practice.tenant.endpoints.tenantName}`

  /** What belongs to the mailbox itself. */
  async function prepare({ one, address, signInAs, wanted }: Tried): Promise<void> {
    const { admin } = practice.tenant
    if ('own' in one && one.own !== 'inherit') await admin.setMailboxSmtpAuth(signInAs, one.own === 'on')
    if ('mailbox' in one && one.mailbox === 'off')
      await practice.invoke('Set-CASMailbox', { Identity: address, EwsEnabled: false })
    if ('app' in one && one.app === 'full-access' && one.member === 'yes')
      await admin.grantAppFullAccess(address, wanted.clientId ?? '')
    if (!('right' in one)) return
    switch (one.right) {
      case 'send-as':
        return void (await admin.grantSendAs(address, signInAs))
      case 'on-behalf':
        return void (await admin.grantSendOnBehalf(address, signInAs))
      case 'full-access':
        return void (await admin.grantFullAccess(address, signInAs))
      case 'both':
        await admin.grantSendAs(address, signInAs)
        return void (await admin.grantSendOnBehalf(address, signInAs))
      case 'through-group': {
        const group = `team.${address}`
        await admin.createGroup(group, `Team of ${address}`, 'security', [signInAs])
        return void (await admin.grantSendAs(address, group))
      }
      case 'own-address':
      case 'orphan':
    }
  }

  /** Group, scope, role and policy of one application, as its name says. */
  async function limit(name: string): Promise<void> {
    const { admin } = practice.tenant
    const app = apps.get(name)
    const own = tried.filter(({ wanted }) => wanted.clientId === app?.appId)
    const [first] = own
    if (app === undefined || first === undefined || !('app' in first.one)) throw new Error(name)
    const { mode, app: kind } = first.one
    const members = own.flatMap(({ one, address }) =>
      'member' in one && one.member === 'yes' ? [address] : [],
    )
    const group = groupAddress(name)
    await admin.createGroup(group, groupOf(name), 'security', members)
    const policy = {
      'consent-restrict': 'RestrictAccess',
      'consent-deny': 'DenyAccess',
      'role-deny': 'DenyAccess',
    }
    const right = Object.entries(policy).find(([one]) => one === kind)?.[1]
    if (right !== undefined)
      await practice.invoke('New-ApplicationAccessPolicy', {
        AppId: app.appId,
        AccessRight: right,
        PolicyScopeGroupID: group,
      })
    if (kind.startsWith('consent') || kind === 'unregistered') return
    await admin.registerServicePrincipal(app.appId, kind === 'wrong-id' ? other(app.objectId) : app.objectId)
    if (kind === 'role-none' || kind === 'full-access') return
    const [found] = await practice.invoke('Get-DistributionGroup', { Identity: group })
    const scope = `${groupOf(name)} scope`
    await practice.invoke('New-ManagementScope', {
      Name: scope,
      RecipientRestrictionFilter: `MemberOfGroup -eq '${String(found?.['DistinguishedName'])}'`,
    })
    await practice.invoke('New-ManagementRoleAssignment', {
      Name: `May send ${name}`,
      Role: roles[mode],
      App: app.appId,
      ...(kind === 'role-unlimited' ? {} : { CustomResourceScope: scope }),
    })
  }

  /** The registration's object id is another one than the Enterprise application's. */
  const other = (objectId: string) => objectId.replace(/^./, (digit) => (digit === '0' ? '1' : '0'))

  /** What all mailboxes share from now on. */
  async function enter(number: number): Promise<void> {
    const phase = phases[number]
    if (phase === undefined) throw new Error('no such phase')
    const { admin } = practice.tenant
    const ewsApps = [...apps].flatMap(([name, { appId }]) => (name.startsWith('ews') ? [appId] : []))
    const enabled = { open: true, listed: true, 'not-listed': true, off: false, undecided: null }
    const lists = { open: null, listed: ewsApps, 'not-listed': [people], off: null, undecided: null }
    await admin.setTenantSmtpAuth(phase.tenant === 'on')
    await admin.setPolicies({ securityDefaults: phase.defaults === 'on' })
    await admin.setEws(enabled[phase.ews], lists[phase.ews])
    await practice.trouble({
      dehydrated: phase.dehydrated,
      orphans: tried.flatMap(({ one, address }) =>
        'right' in one && one.right === 'orphan'
          ? [{ mailbox: address, right: 'sendAs' as const, sid: 'S-1-5-21-1-2-3-1001' }]
          : [],
      ),
      settings: {
        licensed: Object.fromEntries(
          tried.flatMap(({ one, signInAs }) => (one.licence === 'no' ? [[signInAs, false]] : [])),
        ),
        hidden: Object.fromEntries(
          tried.flatMap(({ one, address }) =>
            'hidden' in one && one.hidden === 'yes' ? [[address, true]] : [],
          ),
        ),
        authenticationPolicies: [{ name: 'No passwords', allowBasicAuthSmtp: false }],
        authenticationPolicyOf: Object.fromEntries(
          tried.flatMap(({ one, signInAs }) =>
            'policy' in one && one.policy === 'own' ? [[signInAs, 'No passwords']] : [],
          ),
        ),
        defaultAuthenticationPolicy: phase.policy === 'default' ? 'No passwords' : null,
      },
    })
  }

  const cloud = () => {
    const { authority, graph: at, smtp: submission, ews: soap, caFile } = practice.tenant.endpoints
    return {
      ...globalCloud,
      kind: 'practice' as const,
      authority,
      graph: at,
      smtp: submission,
      ews: soap,
      caFile,
    }
  }

  /** @returns what the server said last, or that it took the mail */
  async function send({ one, address, signInAs, wanted }: Tried): Promise<string> {
    const signal = new AbortController().signal
    const flow = wanted.byApplication ? 'app' : 'delegated'
    const user = wanted.byApplication ? address : signInAs
    const token = wanted.byApplication
      ? await appTokenOf(p, one.mode === 'graph-app' ? 'graph' : 'exchange', wanted.clientId ?? '')
      : await tokenOf(
          { ...p, clientId: people },
          signInAs,
          one.mode === 'smtp-delegated' ? smtpScope : graphScope,
        )
    if (one.mode === 'ews') {
      const looked = await ews.look({
        cloud: cloud(),
        token,
        flow,
        user,
        mailbox: address,
        folder: null,
        signal,
      })
      return looked.outcome === 'accepted' ? 'sent' : (looked.reply ?? '')
    }
    const sent = await (one.mode.startsWith('smtp') ? smtp : graph).send({
      cloud: cloud(),
      flow,
      user,
      token,
      mail: {
        from: address,
        to: practice.tenant.endpoints.recipient,
        subject: 'Combination',
        text: 'x',
        messageId: `<${address}>`,
        date: new Date(),
        headers: {},
      },
      onHandingOver: () => undefined,
      signal,
    })
    return sent.outcome === 'accepted' ? 'sent' : (sent.reply ?? '')
  }

  async function password(user: string): Promise<string> {
    const { smtp: at, password: pass } = practice.tenant.endpoints
    const client = createTransport({ ...at, requireTLS: true, tls: { ca: p.ca }, auth: { user, pass } })
    try {
      await client.verify()
      return 'let in'
    } catch (error) {
      return error instanceof Error ? error.message : ''
    } finally {
      client.close()
    }
  }

  /** One plan that reads for all of them what the product's own plans read. */
  function everything(): { read: ReadPlan['read']; rights: ReadPlan['read'] } {
    const plans = tried.map(({ wanted }) => readPlan(head, wanted).read)
    const whom = (lists: ReadPlan['read']['groups'][]) => [
      ...new Map(lists.flat().map((one) => [one.address, one])).values(),
    ]
    const parts = new Set(plans.flatMap((plan) => plan.parts))
    parts.delete('full-access')
    const read = {
      parts: [...parts],
      mailboxes: whom(plans.map(({ mailboxes }) => (mailboxes === 'all' ? [] : mailboxes))),
      groups: whom(plans.map(({ groups }) => groups)),
      tests: plans.flatMap(({ tests }) => tests),
      applications: [...new Set(plans.flatMap(({ applications }) => applications ?? []))],
    }
    // one call for each mailbox, so only for those where somebody holds it or an application needs it
    const mailboxes = tried.flatMap(({ one, address }) =>
      ('right' in one && one.right === 'full-access') || ('app' in one && one.app === 'full-access')
        ? [{ address, id: null }]
        : [],
    )
    return { read, rights: { parts: ['mailboxes', 'full-access'], mailboxes, groups: [], tests: [] } }
  }
  const head: PlanHead = {
    id: '11111111-1111-4111-8111-111111111111',
    title: 'Combinations',
    connect: {
      tenantId: '11111111-1111-4111-8111-111111111111',
      account: null,
      environment: 'O365Default',
      signIn: { by: 'browser' },
      delegatedOrganization: null,
      signingCertificate: null,
    },
  }

  it('in every combination, with the reply of the layer that was named', async () => {
    const said = new Map<Tried, string>()
    const passwords = new Map<Tried, string>()
    /** Before the script reads the next phase, mail is sent in the one it has just read. */
    const turn = async (number: number) => {
      for (const row of tried.filter(({ phase }) => phase === number - 1)) {
        said.set(row, await send(row))
        if (row.one.mode === 'smtp-delegated') passwords.set(row, await password(row.signInAs))
      }
      if (number < phases.length) await enter(number)
    }
    const turns = createServer((request, response) => {
      turn(Number(request.url?.slice(1))).then(
        () => response.end('"go on"'),
        (error: unknown) => response.writeHead(500).end(String(error)),
      )
    })
    await new Promise<void>((resolve) => turns.listen(0, '127.0.0.1', resolve))
    const port = (turns.address() as AddressInfo).port
    await enter(0)
    const { read, rights } = everything()
    const [whole, full] = [practice.plan({ read }), practice.plan({ read: rights })]
    const parts = ['organisation', 'transport', 'authentication-policies'] as const
    const plans = phases.map(() =>
      practice.plan({ read: { parts: [...parts], mailboxes: [], groups: [], tests: [] } }),
    )
    const next = (number: number) =>
      `$null = Invoke-RestMethod -Uri 'http://127.0.0.1:${port}/${number}' -NoProxy -ErrorAction Stop`
    const ran = await practice.run(
      [
        "$ErrorActionPreference = 'Stop'",
        practice.call('Read-Exchange.ps1', whole),
        practice.call('Read-Exchange.ps1', full),
        ...plans.flatMap((plan, number) => [next(number), practice.call('Read-Exchange.ps1', plan)]),
        next(phases.length),
      ].join('\n'),
    )
    turns.close()
    expect(ran.errors).toBe('')

    const readFacts = (file: string): ExchangeFacts => {
      const { facts } = ReadResultSchema.parse(JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, '')))
      if (facts === null) throw new Error(ran.out)
      return facts
    }
    const mailboxes = readFacts(whole.result)
    const opened = new Map(
      readFacts(full.result).mailboxes.map(({ facts }) => [facts?.address, facts?.fullAccess]),
    )
    for (const { facts } of mailboxes.mailboxes)
      if (facts !== null) facts.fullAccess = opened.get(facts.address) ?? facts.fullAccess
    const shared = plans.map(({ result }) => readFacts(result))
    const wrong = tried.flatMap((row) => {
      const { one, wanted, phase } = row
      const { organisation, transport, authenticationPolicies } = shared[phase] ?? mailboxes
      const facts = { ...mailboxes, organisation, transport, authenticationPolicies }
      const on = phases[phase]?.defaults === 'on'
      const [verdict] = verdicts(wanted, facts, {
        at: '2026-11-27T09:00:00.000Z',
        securityDefaults: on,
        application: null,
        consents: null,
      })
      const right = expected(one)
      const found = verdict?.state === 'unknown' ? 'unknown' : (verdict?.layer ?? null)
      const reply = said.get(row) ?? 'not tried'
      const behaves =
        right === null ? reply === 'sent' : right === 'unknown' ? true : (saysIt[right]?.test(reply) ?? false)
      const notes = (verdict?.findings ?? []).map(({ code }) => code)
      const noted =
        one.mode !== 'smtp-delegated' ||
        (notes.includes('policy-blocks-passwords') === (one.policy !== 'none') &&
          notes.includes('security-defaults-on') === on &&
          notes.includes('orphaned-right') === (one.right === 'orphan'))
      return found === right && behaves && noted
        ? []
        : [{ ...one, dehydrated: phases[phase]?.dehydrated, should: right, found, reply, notes }]
    })
    expect(wrong).toEqual([])

    // a password gets in nowhere, and is told by the same rules why
    for (const [{ one, phase }, reply] of passwords) {
      const own = 'own' in one ? one.own : 'inherit'
      const tenant = phases[phase]?.tenant
      expect(reply).toMatch(
        own === 'off'
          ? /disabled for the Mailbox/
          : own === 'inherit' && tenant === 'off'
            ? /disabled for the Tenant/
            : phases[phase]?.defaults === 'on'
              ? /security defaults policy/
              : /basic authentication is disabled/,
      )
    }
  })
})
