/** A compromised page reads everything it was ever sent: no token of the run is in it, nor in its memory. */
import path from 'node:path'
import type { DesktopApi } from '../../src/contract/desktop-api.ts'
import { SealedVault } from '../../src/main/adapters/files/sealed-vault.ts'
import { KeytarSecretStore } from '../../src/main/adapters/keychain/keytar-secret-store.ts'
import { expect, test } from './app.ts'
import { openPracticeSetup, proveEverything } from './person.ts'
import { plainly } from '../fakes/plainly.ts'

test('neither what main tells the page nor the page’s memory holds a token', async ({ page, dataFolder }) => {
  // Everything main says on its own account is written down, as hostile code in the page could.
  await page.evaluate(() => {
    const scope = globalThis as unknown as { desktop: DesktopApi; heard: unknown[] }
    scope.heard = []
    for (const subscribe of Object.values(scope.desktop.on))
      (subscribe as (listener: (payload: unknown) => void) => void)((payload) => scope.heard.push(payload))
  })
  const setup = await openPracticeSetup(page)
  await proveEverything(page)

  const told = await page.evaluate(async (id) => {
    const scope = globalThis as unknown as { desktop: DesktopApi; heard: unknown[] }
    const { call } = scope.desktop
    const runs = await call['run.list']({ setup: id })
    const run = runs.ok ? (runs.value[0]?.id ?? '') : ''
    const view = await call['run.get']({ run })
    const { probes } = JSON.parse(view.ok ? view.value : '{"probes":[]}') as { probes: { id: string }[] }
    return JSON.stringify([
      scope.heard,
      await call['app.status'](null),
      await call['setup.get']({ setup: id }),
      await call['mailbox.list']({ setup: id }),
      await call['auth.get']({ setup: id }),
      view,
      await Promise.all(probes.map((probe) => call['run.probe']({ run, probe: probe.id }))),
      await call['report.get']({ setup: id, run: null }),
    ])
  }, setup)
  expect(told).toContain('XOAUTH2')

  const vault = new SealedVault(path.join(dataFolder, 'vault'), new KeytarSecretStore())
  const secrets: string[] = []
  for (const [, id] of told.matchAll(/"mailboxId":"([0-9a-f-]{36})"/g)) {
    const cache = await vault.get(`auth/${setup}/${id ?? ''}`)
    if (!cache.ok) throw new Error(plainly(cache.error).what)
    for (const [, secret] of (cache.value ?? '').matchAll(/"secret":"([^"]{16,})"/g))
      if (secret !== undefined) secrets.push(secret)
  }
  expect(secrets.length, 'the run used real tokens').toBeGreaterThan(6)

  const chunks: string[] = []
  const session = await page.context().newCDPSession(page)
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  const memory = chunks.join('')
  expect(memory).toContain('setup.changed')

  for (const [where, text] of [
    ['what main told', told],
    ['the page’s memory', memory],
  ] as const) {
    expect(
      secrets.filter((secret) => text.includes(secret)),
      where,
    ).toEqual([])
    expect(
      /eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/.exec(text)?.[0] ?? null,
      where,
    ).toBeNull()
  }
})
