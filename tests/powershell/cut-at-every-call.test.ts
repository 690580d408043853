/**
 * A power cut in the middle of the scripts, at one call after the other: run again, a reading is whole, and a change is
 * complete with all that puts it back. In every test run: the calls around the first write; `npm run bench -- cut-scripts`
 * walks all of them, before and after Exchange has carried the call out.
 */
import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Action, ReadPlan } from '../../src/domain/exchange/plan.schema.ts'
import { patient, PracticePowerShell, powershell, readSet } from './practice-powershell.ts'

const each = process.env['CUT_SCRIPTS'] === 'each'
const hour = { timeout: 3_600_000 }

describe.skipIf(powershell === undefined)('A script that was cut off', each ? hour : patient, () => {
  let practice: PracticePowerShell
  beforeAll(async () => {
    practice = await PracticePowerShell.start({ mailboxes: 120, standing: true })
  })
  afterAll(() => practice.close())

  const mailbox = (index: number) => ({
    address: practice.tenant.endpoints.mailboxes[index]?.address ?? '',
    id: null,
  })
  /** Mailboxes nobody has changed yet: each cut has its own. */
  let unused = 0
  function changes(): Action[] {
    const own = mailbox(unused++)
    const trustee = { kind: 'recipient', ...mailbox(119) } as const
    return [
      { kind: 'mailbox-smtp-auth', id: 'smtp', needs: [], mailbox: own, value: 'on' },
      { kind: 'send-as', id: 'send-as', needs: [], target: own, trustee, state: 'present' },
      { kind: 'full-access', id: 'full-access', needs: [], mailbox: own, trustee, state: 'present' },
    ]
  }
  const asLeft = (file: string) =>
    readSet(file)?.actions.map(({ id, outcome, before, after, undo }) => ({
      ...{ id, outcome, before, after },
      undo: undo.map(({ kind }) => kind),
    }))

  it('is run again and leaves what a whole run leaves, and the way back of all of it', async () => {
    await practice.trouble()
    const whole = await practice.set(changes())
    expect(whole.code, whole.out + whole.errors).toBe(0)
    const calls = await practice.calls()
    const firstWrite = calls.findIndex(({ cmdlet }) => !cmdlet.startsWith('Get-'))
    expect(firstWrite).toBeGreaterThan(0)
    const cuts = calls
      .flatMap((_, after) => (['killed', 'killed-after'] as const).map((kind) => ({ kind, after })))
      .filter(({ kind, after }) => each || (kind === 'killed-after' && after === firstWrite))
    for (const cut of cuts) {
      const plan = practice.plan({ actions: changes() })
      const run = () => practice.run(`${practice.call('Set-Exchange.ps1', plan)}; exit $LASTEXITCODE`)
      await practice.trouble({ calls: [cut] })
      expect((await run()).code, JSON.stringify(cut)).not.toBe(0)
      expect(existsSync(plan.result), JSON.stringify(cut)).toBe(false)
      await practice.trouble()
      const last = await run()
      expect(last.code, JSON.stringify(cut) + last.out + last.errors).toBe(0)
      expect([cut, asLeft(plan.result)]).toEqual([cut, asLeft(whole.resultFile)])
      expect(existsSync(`${plan.result}.journal`)).toBe(false)
    }
  })

  it('has read nothing, changed nothing, and reads all of it when it is run again', async () => {
    const read: ReadPlan['read'] = {
      ...{ parts: ['organisation', 'transport', 'mailboxes', 'smtp-auth', 'send-as', 'full-access'] },
      ...{ mailboxes: [mailbox(118), mailbox(119)], groups: [], tests: [] },
    }
    await practice.trouble()
    const whole = await practice.read(read)
    expect(whole.code, whole.out + whole.errors).toBe(0)
    const calls = (await practice.calls()).length
    const cuts = Array.from({ length: calls }, (_, after) => after)
    for (const after of cuts.filter((one) => each || one === Math.floor(calls / 2))) {
      await practice.trouble({ calls: [{ kind: 'killed', after }] })
      const cut = await practice.read(read)
      expect([after, cut.code === 0, cut.result]).toEqual([after, false, undefined])
      expect((await practice.calls()).every(({ cmdlet }) => cmdlet.startsWith('Get-'))).toBe(true)
      await practice.trouble()
      const again = await practice.read(read)
      expect([after, again.result?.facts]).toEqual([after, whole.result?.facts])
    }
  })
})
