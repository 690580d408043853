/** An administrator on another PC who has only the zip: what it does, how to run it, and nothing secret in it. */
import { describe, expect, it } from 'vitest'
import { exchangePack } from '../../../src/documents/files/exchange-pack.ts'
import { readPlan, setPlan } from '../../../src/domain/exchange/build-plan.ts'
import { ExchangePlanSchema } from '../../../src/domain/exchange/plan.schema.ts'
import { wordsFor } from '../../../src/words/words.ts'
import { appId, objectId, wantedOfEap } from '../../kit/exchange.ts'

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
    const facts = { plan, setup: 'C', tenant: 'contoso.example', scripts }
    const files = new Map(
      exchangePack(facts, wordsFor('en')).map(({ name, content }) => [name, String(content)]),
    )
    expect([...files.keys()]).toEqual(['READ-ME.txt', 'plan.json', 'Set-Exchange.ps1'])
    expect(files.get('READ-ME.txt')).toMatch(what)
    expect(files.get('READ-ME.txt')).toMatch(how)
    expect(files.get('READ-ME.txt')).toContain('administrator of contoso.example')
    expect(ExchangePlanSchema.parse(JSON.parse(files.get('plan.json') ?? ''))).toEqual(plan)
  })
})
