/** A setup is given another tenant: nothing that was read or changed in the one before may be set, or put back, there. */
import { expect, it } from 'vitest'
import type { ExchangeResult } from '../../../src/domain/exchange/result.schema.ts'
import { err, ok } from '../../../src/domain/result.ts'
import { ExchangeReadings, type ReadResult } from '../../../src/main/services/exchange/exchange-readings.ts'
import { eap } from '../../kit/assets.ts'
import { exchangeFacts, wantedOfEap } from '../../kit/exchange.ts'
import { aSetup } from '../../kit/samples.ts'

const planId = '11111111-1111-4111-8111-111111111111'
const moment = '2026-11-27T09:00:00.000Z'
const old = aSetup()
const head: Omit<ReadResult, 'kind' | 'facts'> = {
  format: 'sendproof-exchange-result',
  version: 1,
  planId,
  planDigest: 'a'.repeat(64),
  startedAt: moment,
  finishedAt: moment,
  ended: 'complete',
  host: {
    powershell: '7.6.9',
    edition: 'Core',
    system: 'Windows',
    module: null,
    modules: [],
    languageMode: 'FullLanguage',
    executionPolicy: 'RemoteSigned',
    culture: 'en-US',
  },
  connected: {
    account: 'kim@contoso.example',
    appId: '',
    tenantId: (old.tenantId ?? '').toUpperCase(),
    organization: '',
  },
  troubles: [],
}
const bytes = (result: ExchangeResult) => Buffer.from(JSON.stringify(result))
const reading = bytes({ ...head, kind: 'read', facts: exchangeFacts() })
const change = bytes({ ...head, kind: 'set', preview: false, actions: [] })

it('shows, sets and undoes only what is of the tenant the setup has now', async () => {
  let setup = old
  const opened = () => ok({ setup, recipe: eap() })
  const readings = new ExchangeReadings({
    desk: { open: opened, connect: async () => err({ code: 'setup-gone' }) },
    setups: { getSetting: () => moment },
    exchangeStore: {
      read: async (_, kind) => ok(kind === 'reading' ? reading : null),
      changes: async () => ok([change]),
      keep: async () => ok(null),
      keepChange: async () => ok(null),
      forget: async () => undefined,
      removeAll: async () => undefined,
    },
    exchange: { wanted: async () => wantedOfEap(), entraSide: () => null },
  })
  const seen = async () => {
    const known = await readings.known(old.id)
    const facts = await readings.facts(old.id)
    const one = await readings.change(old.id, planId)
    if (!known.ok || !facts.ok) throw new Error('not known')
    return {
      read: known.value.reading !== null && facts.value !== null,
      changes: known.value.changes.length,
      undo: one.ok,
    }
  }
  expect(await seen()).toEqual({ read: true, changes: 1, undo: true })
  setup = { ...old, tenantId: '0f0e0d0c-0000-4000-8000-000000000002' }
  expect(await seen()).toEqual({ read: false, changes: 0, undo: false })
  setup = old
  expect(await seen()).toEqual({ read: true, changes: 1, undo: true })
})
