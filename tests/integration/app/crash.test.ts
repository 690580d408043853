/** kill -9 at any moment of a run: the store opens, nothing acknowledged is lost, no message is sent twice. */
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SqliteStore } from '../../../src/main/adapters/sqlite/sqlite-store.ts'
import { SystemClock } from '../../../src/main/adapters/system/system-clock.ts'
import { startPracticeTenant, type PracticeTenant } from '../../../src/practice/index.ts'
import { Desk } from './cli.ts'

const kills = 50
const mailboxes = 6

let desk: Desk
let tenant: PracticeTenant | null = null
beforeEach(() => (desk = new Desk()))
afterEach(async () => {
  await tenant?.close()
  tenant = null
  desk.close()
})

/** Spreads the kills over the whole run, the same way every time. */
function moments(count: number, longestMs: number): number[] {
  let state = 20_261_121
  return Array.from({ length: count }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * longestMs)
  })
}

test(`an administrator's PC loses power ${kills} times during verification`, async () => {
  const created = await desk.json<{ id: string }>(
    'setup',
    'create',
    '--recipe',
    'eap',
    '--name',
    'C',
    '--practice',
    '--prepared',
    '--mailboxes',
    String(mailboxes),
  )
  // The tenant lives in this process, as Microsoft's does elsewhere: it survives what happens to the commands.
  const stateDir = path.join(desk.folder, 'practice', created.id)
  tenant = await startPracticeTenant({
    mailboxes,
    prepared: true,
    stateDir,
    limits: { messages: 100_000 },
    latencyMs: 10,
  })
  await desk.json('mailbox', 'authorise', 'C', '--all')
  const began = performance.now()
  await desk.json('verify', 'C')
  const usual = performance.now() - began

  for (const moment of moments(kills, usual)) {
    const { child, ended } = desk.start(['verify', 'C', '--resume', '--json'])
    const timer = setTimeout(() => child.kill('SIGKILL'), moment)
    await ended
    clearTimeout(timer)
    const delivered = new Set(
      (await tenant.admin.messages(tenant.endpoints.recipient)).map((message) => message.internetMessageId),
    )
    const opened = SqliteStore.open(path.join(desk.folder, 'sendproof.db'), new SystemClock())
    if (!opened.ok) throw new Error(opened.error.what)
    const { store, notice } = opened.value
    expect(notice).toBeNull()
    for (const run of store.listRuns(created.id))
      for (const probe of store.probes(run.id)) {
        if (probe.outcome === 'accepted')
          expect(delivered, 'an acknowledged message is in the mailbox').toContain(probe.messageId)
        if (delivered.has(probe.messageId))
          expect(['handing-over', 'done'], 'a delivered message was journaled first').toContain(probe.phase)
      }
    store.close()
  }

  await desk.cli('verify', 'C', '--resume')
  const messages = await tenant.admin.messages(tenant.endpoints.recipient)
  const seen = new Map<string, number>()
  for (const { internetMessageId } of messages)
    seen.set(internetMessageId, (seen.get(internetMessageId) ?? 0) + 1)
  expect([...seen.values()].filter((times) => times > 1)).toEqual([])
  const opened = SqliteStore.open(path.join(desk.folder, 'sendproof.db'), new SystemClock())
  if (!opened.ok) throw new Error(opened.error.what)
  const { store } = opened.value
  for (const run of store.listRuns(created.id).filter((one) => one.state === 'finished'))
    for (const probe of store.probes(run.id)) {
      expect(probe.phase).toBe('done')
      // What was uncertain was answered by looking, never by sending again.
      if (seen.has(probe.messageId)) expect(probe).toMatchObject({ outcome: 'accepted', receipt: 'received' })
    }
  store.close()
}, 300_000)
