/**
 * From a tenant in which nothing is set up to a proven product, with commands and scripts alone: Entra by audit and apply,
 * Exchange by the two scripts under a real PowerShell. Nobody opens a portal and no practice administrator helps. In every
 * test run: the product with the worst of tenants; `npm run bench -- products` walks all five.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { SetPlanSchema } from '../../src/domain/exchange/plan.schema.ts'
import { Desk } from '../integration/app/cli.ts'
import { cliHere } from '../integration/app/in-process.ts'
import { patient, PracticePowerShell, powershell, quoted } from './practice-powershell.ts'

interface Product {
  readonly recipe: string
  readonly answers: readonly string[]
  /** What is wrong in the tenant before anybody looks. */
  readonly broken: readonly ('dehydrated' | 'access-policy')[]
  readonly plan: readonly string[]
  readonly kinds: readonly string[]
  /** How many attempts have to be refused, and are. */
  readonly refused: number
}

const delegated = ['eap', 'flexdeploy']
const limited = ['service-principal', 'security-group', 'group-member', 'scope', 'app-role', 'test-app']

const all: readonly Product[] = [
  {
    recipe: 'eap',
    answers: ['sender=shared'],
    broken: [],
    plan: [],
    kinds: ['mailbox-smtp-auth', 'send-as'],
    refused: 0,
  },
  {
    recipe: 'flexdeploy',
    answers: ['approvals=true', 'reply-mailbox=shared'],
    broken: [],
    plan: [],
    kinds: ['send-as', 'full-access'],
    refused: 0,
  },
  {
    recipe: 'finpower-connect',
    answers: [],
    broken: ['dehydrated'],
    plan: ['--customise'],
    kinds: ['customisation', ...limited],
    refused: 1,
  },
  { recipe: 'exact', answers: [], broken: [], plan: [], kinds: limited, refused: 1 },
  {
    recipe: 'enate',
    answers: [],
    broken: ['dehydrated', 'access-policy'],
    plan: ['--customise'],
    kinds: ['customisation', ...limited],
    refused: 1,
  },
]

const chosen = process.env['PRODUCTS'] ?? 'enate'
const products = all.filter(({ recipe }) => chosen === 'each' || chosen.split(',').includes(recipe))

const Taken = z.looseObject({
  verdicts: z.array(z.looseObject({ state: z.string(), layer: z.string().nullable() })),
})
const Verified = z.looseObject({
  summary: z.looseObject({ accepted: z.int(), refused: z.int(), unexpected: z.int() }),
})

describe.skipIf(powershell === undefined)('Nobody opens a portal', patient, () => {
  const desk = new Desk()
  const practices = new Map<Product, PracticePowerShell>()
  const file = (product: Product, name: string) => path.join(desk.folder, `${product.recipe}-${name}.json`)

  async function cli(...words: string[]) {
    const ended = await cliHere(desk.folder, ...words)
    return { ...ended, told: `${words.join(' ')}: ${ended.err}${ended.out}` }
  }
  async function done(...words: string[]): Promise<string> {
    const ended = await cli(...words)
    expect(ended.code, ended.told).toBe(0)
    return ended.out
  }

  beforeAll(async () => {
    for (const product of products) {
      const { recipe, answers } = product
      const created = await done(
        ...['setup', 'create', '--recipe', recipe, '--name', recipe, '--practice', '--mailboxes', '2'],
        ...answers.flatMap((answer) => ['--answer', answer]),
        '--json',
      )
      const { id } = z.looseObject({ id: z.string() }).parse(JSON.parse(created))
      await done('mailbox', 'import', recipe, '--practice')
      const stateDir = path.join(desk.folder, 'practice', id)
      practices.set(product, await PracticePowerShell.start({ mailboxes: 2, stateDir }))
    }
  })
  afterAll(async () => {
    for (const practice of practices.values()) await practice.close()
    desk.close()
  })

  const practiceOf = (product: Product): PracticePowerShell => {
    const found = practices.get(product)
    if (found === undefined) throw new Error(product.recipe)
    return found
  }

  /** All products in one process: starting one costs as much as their runs. */
  async function scripts(
    name: 'Read-Exchange.ps1' | 'Set-Exchange.ps1',
    plan: string,
    result: string,
    whose: readonly Product[] = products,
  ) {
    const calls = whose.flatMap((product) => {
      const practice = practiceOf(product)
      return [
        `$env:PRACTICE_EXCHANGE = ${quoted(path.join(practice.folder, 'practice.json'))}`,
        practice.call(name, { plan: file(product, plan), result: file(product, result) }),
        // the next one is another tenant
        'Remove-Module ExchangeOnlineManagement',
      ]
    })
    const [first] = products
    if (first === undefined) throw new Error('no products')
    return practiceOf(first).run(calls.join('\n'))
  }

  /** Layers that block after the changes; what is not good in another way fails. */
  async function blockedBy(product: Product, reading = 'after'): Promise<(string | null)[]> {
    const taken = await cli('exchange', 'take', product.recipe, file(product, reading), '--json')
    const bad = Taken.parse(JSON.parse(taken.out)).verdicts.filter(({ state }) => state !== 'good')
    expect(taken.code, taken.told).toBe(bad.length === 0 ? 0 : 1)
    return [...new Set(bad.map(({ layer }) => layer))]
  }

  it('from nothing to proven: a tenant never customised, and an old access policy in it', async () => {
    for (const product of products) {
      const { recipe } = product
      await cli('audit', recipe)
      // it ends with 1 where Exchange has to limit what was granted
      expect((await cli('apply', recipe, '--yes')).out).toContain('changes made')
      await cli('audit', recipe)
      const practice = practiceOf(product)
      if (product.broken.includes('dehydrated')) await practice.trouble({ dehydrated: true })
      if (!delegated.includes(recipe))
        await done('mailbox', 'outside', recipe, practice.tenant.endpoints.outside)
      if (product.broken.includes('access-policy')) {
        const { endpoints, admin } = practice.tenant
        const [registration] = (await admin.describe()).registrations
        await admin.createGroup(`old@${endpoints.tenantName}`, 'Old policy group', 'security', [])
        await practice.invoke('New-ApplicationAccessPolicy', {
          AppId: registration?.clientId,
          AccessRight: 'RestrictAccess',
          PolicyScopeGroupID: `old@${endpoints.tenantName}`,
        })
      }
      await done('exchange', 'plan', recipe, '--read', '--out', file(product, 'read'))
    }
    const before = await scripts('Read-Exchange.ps1', 'read', 'before')
    expect(before.errors, before.out).toBe('')
    for (const product of products) {
      const { recipe, plan, kinds } = product
      const taken = await cli('exchange', 'take', recipe, file(product, 'before'), '--json')
      expect(taken.code, taken.told).toBe(1)
      const facts = ['--facts', file(product, 'before')]
      await done('exchange', 'plan', recipe, '--set', ...facts, ...plan, '--out', file(product, 'set'))
      const planned = SetPlanSchema.parse(JSON.parse(readFileSync(file(product, 'set'), 'utf8')))
      expect([recipe, ...new Set(planned.actions.map(({ kind }) => kind))]).toEqual([recipe, ...kinds])
    }
    const set = await scripts('Set-Exchange.ps1', 'set', 'changed')
    expect(set.errors, set.out).toBe('')
    for (const product of products) await done('exchange', 'take', product.recipe, file(product, 'changed'))
    const after = await scripts('Read-Exchange.ps1', 'read', 'after')
    expect(after.errors, after.out).toBe('')
    for (const product of products) {
      const { recipe, refused } = product
      if (delegated.includes(recipe)) await done('mailbox', 'authorise', recipe, '--all')
      else {
        // the scope is in place and still limits nothing, unless an access policy limits the consent
        const open = product.broken.includes('access-policy') ? [] : ['consent']
        expect([recipe, ...(await blockedBy(product))]).toEqual([recipe, ...open])
        // the product was tried with its roles; now what they have taken the place of goes
        await done('step', 'set', recipe, 'product-test', 'done')
        const removed = await cli('apply', recipe, '--yes')
        expect(removed.out, removed.told).toMatch(/Mail\.Send/)
        await done('credential', 'prove', recipe)
      }
      expect([recipe, ...(await blockedBy(product))]).toEqual([recipe])
      // its owner makes the folder for replies in Outlook
      if (recipe === 'flexdeploy') {
        const { admin, endpoints } = practiceOf(product).tenant
        await admin.createFolder(endpoints.mailboxes.at(-1)?.address ?? '', 'FlexDeploy replies')
      }
      const verified = await cli('verify', recipe, '--json')
      const { summary } = Verified.parse(JSON.parse(verified.out))
      expect({ recipe, ...summary }, verified.told).toMatchObject({ refused, unexpected: 0 })
      expect(summary.accepted).toBeGreaterThanOrEqual(2)
    }

    // the consent is gone, so the policy limits nothing any more and can go
    const converted = products.filter(({ broken }) => broken.includes('access-policy'))
    for (const product of converted) {
      const from = ['--facts', file(product, 'after')]
      const out = ['--out', file(product, 'last')]
      const kept = await cli('exchange', 'plan', product.recipe, '--set', ...from, ...out)
      expect(kept.err).toContain('Remove the consent first')
      await done('exchange', 'plan', product.recipe, '--set', ...from, '--remove-policies', ...out)
    }
    await scripts('Set-Exchange.ps1', 'last', 'converted', converted)
    for (const product of converted) {
      await done('exchange', 'take', product.recipe, file(product, 'converted'))
      const { admin } = practiceOf(product).tenant
      expect((await admin.describe()).accessPolicies).toEqual([])
      await done('verify', product.recipe)
    }

    // and out again: what the setup made in Exchange is taken out by script, and put back by script
    const held = products.filter(({ recipe }) => !delegated.includes(recipe))
    const step = async (name: 'Read-Exchange.ps1' | 'Set-Exchange.ps1', plan: string, result: string) => {
      const ran = await scripts(name, plan, result, held)
      expect(ran.errors, ran.out).toBe('')
    }
    await step('Read-Exchange.ps1', 'read', 'standing')
    for (const product of held) {
      const facts = ['--facts', file(product, 'standing')]
      await done('exchange', 'plan', product.recipe, '--remove', ...facts, '--out', file(product, 'remove'))
      const { actions } = SetPlanSchema.parse(JSON.parse(readFileSync(file(product, 'remove'), 'utf8')))
      expect(actions.at(-1)).toMatchObject({ kind: 'service-principal', state: 'absent' })
      // that the organisation was customised is said, and stays
      const undo = ['exchange', 'undo', product.recipe, file(product, 'changed')]
      const put = await cli(...undo, '--out', file(product, 'undo-all'))
      expect([put.code, /^Stays: customise/m.test(put.err)], put.told).toEqual([
        0,
        product.plan.includes('--customise'),
      ])
    }
    await step('Set-Exchange.ps1', 'remove', 'removed')
    await step('Read-Exchange.ps1', 'read', 'gone')
    for (const product of held) {
      const { recipe } = product
      await done('exchange', 'take', recipe, file(product, 'removed'))
      // whether the other mailbox is out of reach cannot be asked of an application Exchange does not know
      expect([recipe, ...(await blockedBy(product, 'gone'))]).toEqual([recipe, 'service-principal', null])
      await done('exchange', 'undo', recipe, file(product, 'removed'), '--out', file(product, 'back'))
    }
    await step('Set-Exchange.ps1', 'back', 'put-back')
    await step('Read-Exchange.ps1', 'read', 'whole')
    for (const product of held) {
      await done('exchange', 'take', product.recipe, file(product, 'put-back'))
      expect([product.recipe, ...(await blockedBy(product, 'whole'))]).toEqual([product.recipe])
    }
  })
})
