/**
 * A result of the Exchange scripts comes back by mail or on a stick, and is not what it should be: command line and window
 * refuse it in a sentence, and nothing that was known is another one afterwards.
 */
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compose, type Composition } from '../../../src/cli/frame/compose.ts'
import { ExchangePlanSchema } from '../../../src/domain/exchange/plan.schema.ts'
import { createExchangeHandlers } from '../../../src/main/ipc/exchange-handlers.ts'
import { en } from '../../../src/words/en.ts'
import { sayProblem } from '../../../src/words/shape/say-problem.ts'
import { exchangeFacts } from '../../kit/exchange.ts'
import { cliHere } from './in-process.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'sendproof-results-'))
const file = path.join(folder, 'result.json')
const at = '2025-11-20T09:00:00.000Z'
let desk: Composition
let setup = ''
let tenantId = ''

beforeAll(async () => {
  await cliHere(folder, 'setup', 'create', '--recipe', 'eap', '--name', 'C', '--practice', '--mailboxes', '2')
  await cliHere(folder, 'mailbox', 'import', 'C', '--practice')
  const io = {
    out() {},
    err() {},
    outParts: async () => {},
    read: async () => '',
    interrupted: new AbortController().signal,
  }
  const assetsFolder = path.resolve(import.meta.dirname, '../../../assets')
  const composed = await compose({ dataFolder: folder, assetsFolder, version: '0.0.0', io, env: {} })
  if (!composed.ok) throw new Error(composed.error.code)
  desk = composed.value
  const found = desk.app.setups.byName('C')
  setup = found.ok ? found.value.id : ''
  const started = await desk.app.setups.startPractice(setup)
  tenantId = started.ok ? started.value.tenantId : ''
  writeFileSync(file, JSON.stringify(result()))
  const taken = await desk.app.exchange.take(setup, file)
  expect(taken).toMatchObject({ ok: true })
})
afterAll(async () => {
  await desk.close()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

/** What a script has written a day later than what is known. */
function result(changes: object = {}) {
  const host = { powershell: '5.1', edition: 'Desktop', system: 'Windows', module: '3.9.2', modules: [] }
  return {
    ...{ format: 'sendproof-exchange-result', version: 1, kind: 'read' },
    ...{ planId: '11111111-1111-4111-8111-111111111111', planDigest: 'a'.repeat(64) },
    ...{ startedAt: at, finishedAt: at, ended: 'complete' },
    host: { ...host, languageMode: 'FullLanguage', executionPolicy: 'RemoteSigned', culture: 'de-DE' },
    connected: { account: 'admin@contoso.example', appId: '', tenantId, organization: 'Contoso' },
    ...{ troubles: [], facts: exchangeFacts() },
    ...changes,
  }
}

const json = (changes: object) =>
  JSON.stringify(result({ finishedAt: '2025-11-21T09:00:00.000Z', ...changes }))
const bad: [name: string, code: string, write: () => void][] = [
  ['cut off in the middle', 'exchange-result-damaged', () => writeFileSync(file, json({}).slice(0, 900))],
  [
    'cut off as UTF-16',
    'exchange-result-damaged',
    () => writeFileSync(file, Buffer.from(`\ufeff${json({}).slice(0, 900)}`, 'utf16le')),
  ],
  [
    'UTF-16 without its mark',
    'exchange-result-damaged',
    () => writeFileSync(file, Buffer.from(json({}), 'utf16le')),
  ],
  [
    'no text at all',
    'exchange-result-not-text',
    () => writeFileSync(file, Buffer.from([0x50, 0x4b, 0xff, 0xc3, 0x28])),
  ],
  ['empty', 'exchange-result-damaged', () => writeFileSync(file, '')],
  ['another kind of file', 'exchange-result-foreign', () => writeFileSync(file, '{"mailboxes":[]}')],
  [
    'with a member that no script writes',
    'exchange-result-foreign',
    () => writeFileSync(file, json({ run: '$(calc)' })),
  ],
  [
    'that would be the prototype of everything',
    'exchange-result-foreign',
    () => writeFileSync(file, json({}).replace('{', '{"__proto__":{"ok":true},"constructor":1,')),
  ],
  [
    'nested a hundred thousand deep',
    'exchange-result-foreign',
    () => writeFileSync(file, `${'['.repeat(100_000)}${']'.repeat(100_000)}`),
  ],
  [
    'of another tenant',
    'exchange-result-other-tenant',
    () =>
      writeFileSync(
        file,
        json({
          connected: { ...result().connected, tenantId: '99999999-9999-4999-8999-999999999999' },
        }),
      ),
  ],
  [
    'older than what is known',
    'exchange-result-older',
    () => writeFileSync(file, json({ finishedAt: '2025-11-19T09:00:00.000Z' })),
  ],
  [
    'from the future',
    'exchange-result-from-future',
    () => writeFileSync(file, json({ finishedAt: '2099-01-01T00:00:00.000Z' })),
  ],
  [
    'of hundreds of megabytes',
    'file-too-large',
    () => {
      writeFileSync(file, json({}))
      truncateSync(file, 300 * 1024 * 1024)
    },
  ],
]

test.each(bad)(
  'a result %s changes nothing, in the window and on the command line',
  async (_, code, write) => {
    write()
    const known = async () =>
      JSON.stringify([await desk.app.exchangeReadings.known(setup), desk.app.setups.get(setup)])
    const before = await known()
    const handlers = createExchangeHandlers(desk.app, {
      words: en,
      dialogs: { chooseOpen: async () => file, chooseSave: async () => null, chooseFolder: async () => null },
      confirmation: { confirm: async () => false },
      fileName: (text) => text,
    })
    const reply = await handlers['exchange.take']({ setup })
    expect(reply).toMatchObject({ ok: false, error: { code } })
    if (!reply.ok) {
      const { what } = sayProblem(en, reply.error, 'window')
      expect(what.length).toBeLessThan(400)
      expect(what).toMatch(/^[^.]+\.?/)
    }
    const told = await cliHere(folder, 'exchange', 'take', 'C', file)
    expect([told.code, told.out, told.err === ''], told.err).toEqual([2, '', false])
    expect(told.err.trim().split('\n').length, told.err).toBeLessThanOrEqual(2)
    expect(await known()).toBe(before)
  },
)

test('the way of signing in is kept for the setup, goes along with what is handed over, and ends with the tenant', async () => {
  const zip = path.join(folder, 'reading.zip')
  const handlers = createExchangeHandlers(desk.app, {
    words: en,
    dialogs: { chooseOpen: async () => null, chooseSave: async () => zip, chooseFolder: async () => null },
    confirmation: { confirm: async () => false },
    fileName: (text) => text,
  })
  const way = { account: null, certificate: null, appId: null, organization: null, partnerOf: null }
  const kept = async () => {
    const known = await handlers['exchange.get']({ setup })
    return known.ok ? known.value.signIn : known.error
  }
  const planned = async () => {
    const saved = await handlers['exchange.handOver']({ setup, what: 'read', change: null })
    expect(saved).toMatchObject({ ok: true, value: { saved: true } })
    const plan = unzipSync(readFileSync(zip))['plan.json']
    return ExchangePlanSchema.parse(JSON.parse(new TextDecoder().decode(plan))).connect
  }
  expect((await planned()).signIn).toEqual({ by: 'browser' })

  const partner = {
    ...way,
    by: 'code',
    account: 'kim@partner.example',
    partnerOf: 'contoso.example',
  } as const
  expect(await handlers['exchange.signIn']({ setup, signIn: partner })).toMatchObject({ ok: true })
  expect(await kept()).toEqual(partner)
  expect(await planned()).toMatchObject({
    ...{ signIn: { by: 'device' }, account: 'kim@partner.example', delegatedOrganization: 'contoso.example' },
  })
  const half = { ...way, by: 'certificate', certificate: 'A'.repeat(40) } as const
  expect(await handlers['exchange.signIn']({ setup, signIn: half })).toMatchObject({
    error: { code: 'exchange-sign-in-incomplete', part: 'appId' },
  })
  expect(await kept()).toEqual(partner)
  const own = { ...half, appId: '11111111-2222-4333-8444-555555555555', organization: 'c.onmicrosoft.com' }
  expect(await handlers['exchange.signIn']({ setup, signIn: own })).toMatchObject({ ok: true })
  expect(await planned()).toMatchObject({ signIn: { by: 'certificate', appId: own.appId }, account: null })

  // nobody signs in to another tenant with the certificate of this one
  const { app } = desk
  const tenants = ['99999999-9999-4999-8999-999999999999', '88888888-8888-4888-8888-888888888888']
  await cliHere(folder, 'setup', 'create', '--recipe', 'eap', '--name', 'D', '--tenant', tenants[0] ?? '')
  const real = app.setups.byName('D')
  const id = real.ok ? real.value.id : ''
  expect(app.exchangeSignIn.choose(id, own)).toMatchObject({ ok: true })
  expect(await app.setups.update(id, { tenantId: tenants[1] ?? '' })).toMatchObject({ ok: true })
  expect(app.exchangeSignIn.kept(id)).toEqual({ ...way, by: 'browser' })
})
