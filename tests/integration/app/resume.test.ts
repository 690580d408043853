/** A scheduled task or a tired administrator says --resume: nothing goes out twice, and nothing to yesterday's recipient. */
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { aProbe, aRun } from '../../kit/samples.ts'
import type { PracticeTenant } from '../../../src/practice/index.ts'
import type { Desk } from './cli.ts'
import { cliHere, composedHere, readyToVerify } from './in-process.ts'

let desk: Desk
let tenant: PracticeTenant
let id: string

beforeEach(async () => {
  ;({ desk, tenant, id } = await readyToVerify({ mailboxes: 2, latencyMs: 0 }))
})
afterEach(async () => {
  await tenant.close()
  desk.close()
})

const delivered = async () => (await tenant.admin.messages(tenant.endpoints.recipient)).length
const inStore = (sql: string) => {
  const db = new DatabaseSync(path.join(desk.folder, 'sendproof.db'))
  db.exec(sql)
  db.close()
}

test('after a run that ended nothing is resumed, and nothing is sent', async () => {
  expect((await cliHere(desk.folder, 'verify', 'C')).code).toBe(0)
  const before = await delivered()
  const again = await cliHere(desk.folder, 'verify', 'C', '--resume')
  expect(again.code).toBe(2)
  expect(again.err).toContain('there is nothing to resume. Nothing was sent.')
  expect(await delivered()).toBe(before)
})

test('an interrupted run is not taken past a newer one, and takes no other recipient', async () => {
  expect((await cliHere(desk.folder, 'verify', 'C')).code).toBe(0)
  inStore(`UPDATE runs SET state = 'interrupted'; UPDATE probes SET phase = 'planned', outcome = NULL`)
  const older = await composedHere(desk.folder)
  const [interrupted] = older.app.runQueries.list(id)
  expect((await cliHere(desk.folder, 'verify', 'C')).code).toBe(0)
  const before = await delivered()
  expect(await older.app.runs.resume(interrupted?.id ?? '', 1)).toMatchObject({
    ok: false,
    error: { code: 'run-overtaken' },
  })
  await older.close()
  const other = await cliHere(desk.folder, 'verify', 'C', '--resume', '--to', 'boss@contoso.example')
  expect(other.code).toBe(2)
  expect(other.err).toContain('--resume continues the run as it was planned, so --to cannot change it')
  expect(await delivered()).toBe(before)
})

test('a run out of a file, dated in the future, hides no run of this PC, proves nothing and is never resumed', async () => {
  expect((await cliHere(desk.folder, 'verify', 'C')).code).toBe(0)
  const window = await composedHere(desk.folder)
  try {
    const [own] = window.app.runQueries.list(id)
    const foreign = aRun(id, { startedAt: '2999-01-01T00:00:00.000Z', state: 'interrupted' })
    window.ports.runs.createRun(foreign, [aProbe(foreign.id, 1)])
    expect(window.app.runQueries.list(id).map((run) => [run.id, run.importedAt !== null])).toEqual([
      [own?.id, false],
      [foreign.id, true],
    ])
    const report = await window.app.reports.build(id, null)
    expect(report).toMatchObject({ ok: true, value: { verdict: 'proven', run: { id: own?.id } } })
    expect(await window.app.reports.build(id, foreign.id)).toMatchObject({
      ok: true,
      value: { verdict: 'not-proven' },
    })
    expect(await window.app.runs.resume(foreign.id, 1)).toMatchObject({
      ok: false,
      error: { code: 'run-from-file' },
    })
    expect(window.app.runQueries.confirm(foreign.id, 'ABC234')).toMatchObject({
      ok: false,
      error: { code: 'run-from-file' },
    })
  } finally {
    await window.close()
  }
})

test('without --wait passing trouble is still ridden out, and in the end the reason is said', async () => {
  await tenant.admin.setFault('drop-connect', true)
  const { code, out } = await cliHere(desk.folder, 'verify', 'C', '--json')
  expect(code).toBe(1)
  const { state, probes } = JSON.parse(out) as {
    state: string
    probes: { outcome: string; reply: string; reason: { code: string }; tries: number }[]
  }
  expect(state).toBe('finished')
  for (const probe of probes) {
    expect(probe).toMatchObject({ outcome: 'failed', reason: { code: 'dropped' }, tries: 3 })
    expect(probe.reply).toMatch(/^The connection to .+ ended/)
  }
})
