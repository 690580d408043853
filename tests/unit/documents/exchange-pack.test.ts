/** An administrator on another PC who has only the zip: what it does, how to run it, and nothing secret in it. */
import { describe, expect, it } from 'vitest'
import { exchangePack } from '../../../src/documents/files/exchange-pack.ts'
import { readPlan, setPlan } from '../../../src/domain/exchange/build-plan.ts'
import { inTheBrowser } from '../../../src/domain/exchange/plan-sign-in.ts'
import { ExchangePlanSchema } from '../../../src/domain/exchange/plan.schema.ts'
import { wordsFor } from '../../../src/words/words.ts'
import type { ExchangeFacts } from '../../../src/domain/exchange/facts.schema.ts'
import { ok } from '../../../src/domain/result.ts'
import { ExchangeHandover } from '../../../src/main/services/exchange/exchange-handover.ts'
import { eap } from '../../kit/assets.ts'
import { aSetup } from '../../kit/samples.ts'
import { appId, exchangeFacts, objectId, wantedOfEap, wantedOfEnate } from '../../kit/exchange.ts'

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
const scripts = [{ name: 'Set-Exchange.ps1', content: 'script' }]
const { plan: set } = setPlan(head, wantedOfEap(), null)

describe('The zip for another PC', () => {
  it.each([
    [
      'reads',
      readPlan(head, wantedOfEap()),
      /changes nothing/,
      /\.\\Read-Exchange\.ps1 -Plan plan\.json -Result result\.json/,
    ],
    [
      'makes changes',
      set,
      /- Turn on Authenticated SMTP for anna@contoso\.example/,
      /-Result preview\.json -Preview/,
    ],
  ])('says that it %s, and how', (_, plan, what, how) => {
    if (plan === null) throw new Error('a plan')
    const facts = { plan, left: [], setup: 'C', tenant: 'contoso.example', scripts }
    const files = new Map(
      exchangePack(facts, wordsFor('en')).map(({ name, content }) => [name, String(content)]),
    )
    expect([...files.keys()]).toEqual(['READ-ME.txt', 'plan.json', 'Set-Exchange.ps1'])
    expect(files.get('READ-ME.txt')).toMatch(what)
    expect(files.get('READ-ME.txt')).toMatch(how)
    expect(files.get('READ-ME.txt')).toContain('tenant contoso.example')
    expect(ExchangePlanSchema.parse(JSON.parse(files.get('plan.json') ?? ''))).toEqual(plan)
  })
})

it.each([
  [{ by: 'browser' }, null, 'a browser opens: sign in as an administrator'],
  [{ by: 'device' }, null, 'shows a code: enter it on any device'],
  [
    { by: 'certificate', thumbprint: 'A'.repeat(40), appId, organization: 'contoso.onmicrosoft.com' },
    null,
    'signs in by itself with the certificate',
  ],
  [{ by: 'browser' }, 'customer.example', 'reaches customer.example as a partner'],
] as const)('The zip says how the script signs in by %j', (signIn, delegatedOrganization, said) => {
  const plan = readPlan(
    { ...head, connect: { ...head.connect, signIn, delegatedOrganization } },
    wantedOfEap(),
  )
  const facts = { plan, left: [], setup: 'C', tenant: 'contoso.example', scripts }
  expect(String(exchangePack(facts, wordsFor('en'))[0]?.content)).toContain(said)
})

describe('The removal of what an application left in Exchange', () => {
  const packed = async (facts: ExchangeFacts | null) => {
    const written: { name: string; content: string }[] = []
    const setup = aSetup()
    const handover = new ExchangeHandover({
      words: wordsFor('en'),
      files: { write: async () => ok(null) },
      zip: {
        pack(entries) {
          written.push(...entries.map(({ name, content }) => ({ name, content: String(content) })))
          return new Uint8Array()
        },
      },
      powershell: { scripts: async () => ok(scripts) },
      exchange: {
        ready: async () =>
          ok({
            connected: { setup, recipe: eap(), cloud: setup.cloud, practice: null },
            ...{ tenantId: appId, wanted: wantedOfEnate(), head },
          }),
      },
      readings: {
        facts: async () => ok(facts),
        change: async () => ({ ok: false, error: { code: 'exchange-change-gone' } }),
      },
      signIn: { way: () => ok(inTheBrowser) },
    })
    return { reply: await handover.write(setup.id, { what: 'remove' }, 'removal.zip'), written }
  }

  it('is a file for the script, with what is left to a person said beside it', async () => {
    const { reply, written } = await packed(exchangeFacts())
    expect(reply).toEqual(ok(null))
    const plan = ExchangePlanSchema.parse(
      JSON.parse(written.find(({ name }) => name === 'plan.json')?.content ?? ''),
    )
    if (plan.kind !== 'set') throw new Error('a plan that sets')
    expect(plan.actions.map(({ kind }) => kind)).toEqual(['app-role', 'scope', 'service-principal'])
    for (const action of plan.actions) expect(action).toMatchObject({ state: 'absent' })
    expect(written.find(({ name }) => name === 'READ-ME.txt')?.content).toContain(
      '- Not in the plan: the group of the senders',
    )
  })

  it('is not made up where Exchange was never read', async () => {
    const { reply, written } = await packed(null)
    expect(reply).toMatchObject({ error: { code: 'exchange-remove-unread' } })
    expect(written).toEqual([])
  })
})
