/** Window and command line, or two commands, on one data folder at once: one of them sends, the other says why not. */
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { PracticeTenant } from '../../../src/practice/index.ts'
import type { Desk } from './cli.ts'
import { cliHere, composedHere, readyToVerify } from './in-process.ts'

const mailboxes = 6
/** For a machine that is busy with something else. */
const patience = { timeout: 240_000, interval: 20 }
const refusal = /Another Sendproof window or command is carrying out a run of this setup\. Wait for it to end/

let desk: Desk
let tenant: PracticeTenant
let id: string

beforeEach(async () => {
  ;({ desk, tenant, id } = await readyToVerify({ mailboxes, latencyMs: 30 }))
})
afterEach(async () => {
  await tenant.close()
  desk.close()
})

const inStore = <T>(work: (db: DatabaseSync) => T): T => {
  const db = new DatabaseSync(path.join(desk.folder, 'sendproof.db'))
  try {
    return work(db)
  } finally {
    db.close()
  }
}
/** So many probes have got so far; only then is what follows about a run that is really under way. */
const untilHandedOver = (count: number) =>
  vi.waitFor(
    () =>
      expect(
        inStore((db) => db.prepare("SELECT 1 FROM journal WHERE kind = 'handing-over'").all().length),
      ).toBeGreaterThanOrEqual(count),
    patience,
  )
const delivered = async () =>
  (await tenant.admin.messages(tenant.endpoints.recipient)).map(({ internetMessageId }) => internetMessageId)

test('while one command sends, a second is refused with exit code 3, and reading goes on', async () => {
  // so that it is still under way when the others have asked
  await tenant.admin.setFault('slow', true)
  const { ended } = desk.start(['verify', 'C', '--parallel', '1'])
  await untilHandedOver(1)
  const [second, resumed, status] = await Promise.all([
    cliHere(desk.folder, 'verify', 'C'),
    cliHere(desk.folder, 'verify', 'C', '--resume'),
    cliHere(desk.folder, 'setup', 'status', 'C'),
  ])
  expect(second.err).toMatch(refusal)
  expect(resumed.err).toMatch(refusal)
  expect([second.code, resumed.code, status.code]).toEqual([3, 3, 0])
  await tenant.admin.setFault('slow', false)
  expect(await ended).toMatchObject({ code: 0 })
  expect(await delivered()).toHaveLength(mailboxes)
})

test('of two that begin at the same moment one sends and one is refused', async () => {
  const window = await composedHere(desk.folder)
  const command = await composedHere(desk.folder)
  try {
    const both = await Promise.all(
      [window, command].map(({ app }) => app.runs.start(id, { only: 'all', parallel: 8 })),
    )
    const [started, ...more] = both.flatMap((one) => (one.ok ? [one.value] : []))
    expect(more).toEqual([])
    expect(both.flatMap((one) => (one.ok ? [] : [one.error.code]))).toEqual(['run-busy'])
    expect((await started?.finished)?.summary).toMatchObject({ received: mailboxes, unexpected: 0 })
    expect(await delivered()).toHaveLength(mailboxes)
  } finally {
    await window.close()
    await command.close()
  }
})

test('the lock of a command that was killed is taken over at once', async () => {
  // so that it still has messages to send when it is killed
  await tenant.admin.setFault('slow', true)
  const { child, ended } = desk.start(['verify', 'C', '--parallel', '1'])
  await untilHandedOver(2)
  child.kill('SIGKILL')
  await ended
  await tenant.admin.setFault('slow', false)
  // whoever is only silent would be given this long
  const anHour = Date.now() + 3_600_000
  inStore((db) => db.prepare('UPDATE leases SET expires_ms = ?').run(anHour))
  const { code, err } = await cliHere(desk.folder, 'verify', 'C', '--resume')
  expect(err).toContain('A run was interrupted; resume with')
  // 1: the message it was killed over may have left or not, which nobody can tell
  expect([0, 1], err).toContain(code)
  const arrived = await delivered()
  expect(new Set(arrived).size).toBe(arrived.length)
  expect(arrived.length).toBeGreaterThanOrEqual(mailboxes - 1)
})

test.skipIf(process.platform === 'win32')(
  'a command that was frozen and has lost its run sends nothing more when it wakes up',
  async () => {
    // so that it still has messages to send when it is frozen
    await tenant.admin.setFault('slow', true)
    const { child, ended } = desk.start(['verify', 'C', '--parallel', '1'])
    await untilHandedOver(2)
    await vi.waitFor(() => {
      child.kill('SIGSTOP')
      try {
        // as if it had been asleep for longer than a silent holder is given
        inStore((db) => db.exec('UPDATE leases SET expires_ms = 0'))
      } catch (locked) {
        // in the middle of a write: that is another story, in which nobody can take anything over
        child.kill('SIGCONT')
        throw locked
      }
    }, patience)
    await tenant.admin.setFault('slow', false)
    // 1: the message it was frozen over may have left or not, which nobody can tell
    expect([0, 1]).toContain((await cliHere(desk.folder, 'verify', 'C', '--resume')).code)
    child.kill('SIGCONT')
    const { code, err } = await ended
    expect({ code, err }).toMatchObject({ code: 3 })
    expect(err).toContain('Another Sendproof window or command has taken this run over.')
    const arrived = await delivered()
    expect(new Set(arrived).size).toBe(arrived.length)
    const handedOver = inStore((db) =>
      db.prepare("SELECT probe_id FROM journal WHERE kind = 'handing-over'").all(),
    ).map((row) => row['probe_id'])
    expect(new Set(handedOver).size, 'each message was handed over by one of the two').toBe(handedOver.length)
  },
)
