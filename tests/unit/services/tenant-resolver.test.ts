/** An administrator knows the tenant by its domain; the product, the sheet and every sign-in need its id. */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { AppError } from '../../../src/domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../src/domain/result.ts'
import type { Setup } from '../../../src/domain/setup/setup.schema.ts'
import { Announcer } from '../../../src/main/services/desk/announcer.ts'
import { TenantResolver } from '../../../src/main/services/desk/tenant-resolver.ts'
import { openStore } from '../../../src/main/adapters/sqlite/open-store.ts'
import { fieldSheet } from '../../../src/domain/field-sheet/field-sheet.ts'
import { eap } from '../../kit/assets.ts'
import { aSetup } from '../../kit/samples.ts'
import { SystemClock } from '../../../src/main/adapters/system/node-system.ts'

const id = 'c0ffee00-1234-4abc-8def-000000000001'
const offline = err<AppError>({ code: 'tenant-not-looked-up', domain: 'contoso.com', host: 'login.example' })
const unknown = err<AppError>({ code: 'tenant-unknown', domain: 'contoso.com', cloud: 'x', field: 'tenant' })

function desk(answers: readonly Result<string, AppError>[]) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sendproof-tenant-'))
  const store = openStore(path.join(folder, 'sendproof.db'), new SystemClock())
  if (!store.ok) throw new Error(store.error.code)
  onTestFinished(() => {
    store.value.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  const { setups } = store.value
  const asked: string[] = []
  const left = [...answers]
  const during: (() => void)[] = []
  const resolver = new TenantResolver({
    setups,
    announcer: new Announcer(),
    tenants: {
      idOf: async (_, domain) => {
        asked.push(domain)
        during.shift()?.()
        return left.shift() ?? offline
      },
    },
  })
  const kept = (setup: Setup): Setup => {
    setups.saveSetup(setup)
    return setup
  }
  return { setups, resolver, asked, during, kept }
}

const byDomain = (changes: Partial<Setup> = {}) =>
  aSetup({ tenantId: null, tenantName: 'contoso.com', ...changes })

describe('entered', () => {
  const { cloud } = aSetup()
  test.each<[string, string, Result<string, AppError>[], unknown]>([
    ['an id is taken as it is, and nobody is asked', id, [], ok({ tenantId: id, tenantName: null })],
    ['a domain becomes its id', ' Contoso.com ', [ok(id)], ok({ tenantId: id, tenantName: 'contoso.com' })],
    [
      'without a network it waits',
      'contoso.com',
      [offline],
      ok({ tenantId: null, tenantName: 'contoso.com' }),
    ],
    ['a domain without a tenant is refused', 'contoso.com', [unknown], unknown],
  ])('%s', async (_, typed, answers, expected) => {
    const { resolver, asked } = desk(answers)
    expect(await resolver.entered(cloud, typed)).toEqual(expected)
    expect(asked).toHaveLength(answers.length)
  })

  test('what is no tenant is refused before anybody is asked', async () => {
    const { resolver, asked } = desk([])
    expect(await resolver.entered(cloud, 'common')).toMatchObject({ error: { field: 'tenant' } })
    expect(asked).toEqual([])
  })
})

describe('before the first sign-in', () => {
  test('the id is looked up again and stays', async () => {
    const { resolver, setups, asked, kept } = desk([offline, ok(id)])
    const setup = kept(byDomain())
    expect(await resolver.ready(setup)).toEqual(offline)
    expect(await resolver.ready(setup)).toMatchObject({ ok: true, value: { tenantId: id } })
    expect(setups.getSetup(setup.id)).toMatchObject({ tenantId: id, tenantName: 'contoso.com' })
    expect(await resolver.ready(setups.getSetup(setup.id) ?? setup)).toMatchObject({ ok: true })
    expect(asked).toHaveLength(2)
  })

  test('a tenant somebody named meanwhile is not overwritten', async () => {
    const { resolver, setups, during, kept } = desk([ok(id)])
    const setup = kept(byDomain())
    const other = 'fab00000-1234-4abc-8def-000000000002'
    during.push(() => setups.saveSetup({ ...setup, tenantId: other, tenantName: null }))
    expect(await resolver.ready(setup)).toMatchObject({ ok: true, value: { tenantId: other } })
    expect(setups.getSetup(setup.id)?.tenantId).toBe(other)
  })

  test('one that was removed meanwhile does not come back', async () => {
    const { resolver, setups, during, kept } = desk([ok(id)])
    const setup = kept(byDomain())
    during.push(() => setups.removeSetup(setup.id))
    expect(await resolver.ready(setup)).toMatchObject({ error: { code: 'setup-gone' } })
    expect(setups.listSetups()).toEqual([])
  })
})

test('until then the domain stands nowhere as the Directory (tenant) ID', () => {
  const sheet = JSON.stringify(fieldSheet(eap(), byDomain(), []))
  expect(sheet).not.toContain('contoso.com')
  expect(sheet).toContain('‹tenantId›')
})
