/** The disk fills up at any moment: one clear sentence, nothing half-written, nothing sent that was not journaled first. */
import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createApp } from '../../../src/main/wiring/app.ts'
import { said } from '../../fakes/said.ts'
import type { RunStore } from '../../../src/main/services/desk/run-store.port.ts'
import { StoreFailure } from '../../../src/main/services/surroundings/store-failure.port.ts'
import type { PracticeTenant } from '../../../src/practice/index.ts'
import type { Desk } from './cli.ts'
import { cliHere, composedHere, readyToVerify } from './in-process.ts'
import { plainly } from '../../fakes/plainly.ts'
import { takingUp } from './take-up.ts'

const mailboxes = 4

let desk: Desk
let tenant: PracticeTenant
let id: string

beforeEach(async () => {
  ;({ desk, tenant, id } = await readyToVerify({ mailboxes }))
})
afterEach(async () => {
  await tenant.close()
  desk.close()
})

/** Every message in the recipient's mailbox once, and each handed over in the journal before it could arrive. */
async function checkNothingUnjournaled(): Promise<number> {
  const messages = await tenant.admin.messages(tenant.endpoints.recipient)
  const delivered = messages.map(({ internetMessageId }) => internetMessageId)
  expect(new Set(delivered).size).toBe(delivered.length)
  const reader = await composedHere(desk.folder)
  const { ports } = reader
  try {
    const runs = ports.runs.listRuns(id)
    const journaled = runs.flatMap((run) => {
      const handedOver = new Set(
        [...ports.runs.journal(run.id)].flatMap(({ kind, probeId }) =>
          kind === 'handing-over' ? [probeId] : [],
        ),
      )
      return ports.runs.probes(run.id).filter((probe) => handedOver.has(probe.id))
    })
    const known = new Set(journaled.map(({ messageId }) => messageId))
    expect(delivered.filter((messageId) => !known.has(messageId))).toEqual([])
    return delivered.length
  } finally {
    await reader.close()
  }
}

const store = () => path.join(desk.folder, 'sendproof.db')

// A limit on the size of files is the full disk that needs no rights: the system refuses the write in the same place.
describe.skipIf(process.platform === 'win32')('a disk that takes no more', () => {
  test('ends a run with exit code 3 and one sentence, and the run goes on when there is room', async () => {
    const ends: (number | null)[] = []
    // in blocks of 512 bytes: from no room for the store’s own index to room for half a run
    for (const blocks of [8, 96, 160, 256, 420]) {
      const { code, err } = await desk.limited(blocks, 'verify', 'C', ...takingUp(store())).ended
      ends.push(code)
      if (code === 3) {
        expect(err).toMatch(/(?:disk|store).*(?:full|may not be written).* (?:Make room|Check that)/s)
        expect(err, 'a sentence, not the insides of the program').not.toMatch(/\n\s+at |Error:/)
      }
      await checkNothingUnjournaled()
    }
    expect(ends[0]).toBe(3)
    expect(ends.filter((code) => code === 3).length, 'and in the middle of a run too').toBeGreaterThan(2)
    const before = await checkNothingUnjournaled()
    expect((await cliHere(desk.folder, 'verify', 'C', ...takingUp(store()))).code).toBe(0)
    expect(await checkNothingUnjournaled()).toBeGreaterThanOrEqual(Math.max(before, mailboxes))
  })

  test('leaves the report that was there, and no half of a new one', async () => {
    expect((await cliHere(desk.folder, 'verify', 'C')).code).toBe(0)
    const folder = path.join(desk.folder, 'out')
    const file = path.join(folder, 'report.html')
    expect((await cliHere(desk.folder, 'report', 'C', '--format', 'html', '--out', file)).code).toBe(0)
    const whole = readFileSync(file)
    // less than the page and more than the store needs to be read
    const blocks = 70
    expect(whole.length).toBeGreaterThan(blocks * 1024)
    const { code, err } = await desk.limited(blocks, 'report', 'C', '--format', 'html', '--out', file).ended
    expect({ code, err }).toMatchObject({ code: 3 })
    expect(err).toContain(`The disk is full: the file ${file} was not written.`)
    expect(readFileSync(file)).toEqual(whole)
    expect(readdirSync(folder)).toEqual(['report.html'])
  })

  test('takes no attachment by halves', async () => {
    const picture = path.join(desk.folder, 'consent.png')
    writeFileSync(picture, randomBytes(200_000))
    const step = 'register-application'
    const { code, err } = await desk.limited(80, 'step', 'attach', 'C', step, picture).ended
    expect({ code, err }).toMatchObject({ code: 3 })
    expect(err).toContain('The disk is full: the attachment was not written.')
    const kept = path.join(desk.folder, 'attachments', id)
    expect(readdirSync(kept)).toEqual([])
    expect((await cliHere(desk.folder, 'step', 'attach', 'C', step, picture)).code).toBe(0)
    expect(readdirSync(kept)).toHaveLength(1)
  })
})

/** From the n-th write on nothing can be stored any more. */
function fullAfter(store: RunStore, writes: number): RunStore {
  let left = writes
  const writing = new Set([
    ...['beginRun', 'addProbes', 'completePlan', 'saveRun', 'saveProbe', 'saveProbes'],
    ...['takeLease', 'releaseLease'],
  ])
  return new Proxy(store, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      return (...args: unknown[]): unknown => {
        if (writing.has(String(name)) && (left -= 1) < 0)
          throw new StoreFailure(said('disk', 'The disk is full.', { next: 'Make room.' }))
        return Reflect.apply(member, target, args)
      }
    },
  })
}

test.each([0, 1, 2, 3, 5, 8, 11, 13])(
  'in the window a store that is full after %i writes ends the run, says so, and the run can be resumed',
  async (writes) => {
    const window = await composedHere(desk.folder)
    const { app, ports } = window
    try {
      const runs = fullAfter(ports.runs, writes)
      const full = createApp({ ...ports, runs })
      const told: unknown[] = []
      full.announcer.subscribe((name, payload) => {
        if (name === 'app.notice' && 'notice' in payload) told.push(payload.notice)
      })
      const started = await full.runs.start(id, { only: 'all', parallel: 2 })
      if (started.ok) {
        await expect(started.value.finished).rejects.toBeInstanceOf(StoreFailure)
        expect(told).toMatchObject([{ code: 'run-interrupted', problem: { what: 'The disk is full.' } }])
        expect(full.runQueries.list(id)[0]?.state).toBe('interrupted')
      } else expect(started.error.code).toBe('disk')
      expect(full.runs.isBusy()).toBe(false)
      await checkNothingUnjournaled()
      const [left] = app.runQueries.list(id)
      const next =
        left === undefined
          ? await app.runs.start(id, { only: 'all', parallel: 2 })
          : await app.runs.resume(left.id, 2)
      if (!next.ok) throw new Error(plainly(next.error).what)
      const { run, summary } = await next.value.finished
      expect({ state: run.state, ...summary }).toMatchObject({
        state: 'finished',
        accepted: mailboxes,
        received: mailboxes,
      })
      expect(await checkNothingUnjournaled()).toBe(mailboxes)
    } finally {
      await window.close()
    }
  },
)
