/**
 * A result of the Exchange scripts comes back by mail or on a stick, and is not what it should be: command line and window
 * refuse it in a sentence, and nothing that was known is another one afterwards.
 */
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compose, type Composition } from '../../../src/cli/frame/compose.ts'
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
