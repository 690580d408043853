/** Somebody with nothing but the command line and PowerShell: from a plan to mailboxes that can send. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { SetPlanSchema } from '../../src/domain/exchange/plan.schema.ts'
import { cliHere } from '../integration/app/in-process.ts'
import { patient, PracticePowerShell, powershell } from './practice-powershell.ts'

interface Taken {
  verdicts: { address: string; state: string; layer: string | null }[]
  moved: { step: string; to: string }[]
  actions: { outcome: string }[]
}

describe.skipIf(powershell === undefined)('exchange plan and exchange take', patient, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sendproof-exchange-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  const file = (name: string) => path.join(folder, name)

  async function cli(...words: string[]) {
    const ended = await cliHere(file('data'), ...words)
    return { ...ended, json: <T>() => JSON.parse(ended.out) as T }
  }

  type Script = 'Read-Exchange.ps1' | 'Set-Exchange.ps1'
  const script = (practice: PracticePowerShell, name: Script, plan: string, result: string) =>
    scripts(practice, [name, plan, result])
  /** One after the other in one process: starting one costs as much as a run. */
  async function scripts(
    practice: PracticePowerShell,
    ...runs: [name: Script, plan: string, result: string][]
  ) {
    const calls = runs.map(
      ([name, plan, result]) =>
        `${practice.call(name, { plan: file(plan), result: file(result) })}; if ($LASTEXITCODE) { exit $LASTEXITCODE }`,
    )
    const ran = await practice.run(calls.join('\n'))
    expect(ran.code, ran.out + ran.errors).toBe(0)
  }

  it('names what is off, sets exactly that, and finds that every mailbox can send', async () => {
    const created = await cli(
      ...['setup', 'create', '--recipe', 'eap', '--name', 'C', '--practice', '--mailboxes', '3'],
      ...['--answer', 'sender=shared', '--json'],
    )
    expect(created.code, created.err).toBe(0)
    const { id } = created.json<{ id: string }>()
    expect(await cli('mailbox', 'import', 'C', '--practice')).toMatchObject({ code: 0 })
    const practice = await PracticePowerShell.start({
      mailboxes: 3,
      stateDir: path.join(folder, 'data', 'practice', id),
    })
    try {
      expect(await cli('exchange', 'plan', 'C', '--read', '--out', file('read.json'))).toMatchObject({
        code: 0,
      })
      await script(practice, 'Read-Exchange.ps1', 'read.json', 'before.json')
      const before = await cli('exchange', 'take', 'C', file('before.json'), '--json')
      expect(before.code, before.err).toBe(1)
      const found = before.json<Taken>().verdicts
      expect(found.map(({ layer }) => layer)).toEqual(found.map(() => 'tenant-smtp-auth'))

      const planned = await cli(
        ...['exchange', 'plan', 'C', '--set', '--facts', file('before.json'), '--out', file('set.json')],
      )
      expect(planned.out).toContain('-Preview')
      const { actions } = SetPlanSchema.parse(JSON.parse(readFileSync(file('set.json'), 'utf8')))
      expect(new Set(actions.map(({ kind }) => kind))).toEqual(new Set(['mailbox-smtp-auth', 'send-as']))
      await script(practice, 'Set-Exchange.ps1', 'set.json', 'set-result.json')
      const set = await cli('exchange', 'take', 'C', file('set-result.json'), '--json')
      expect(set.json<Taken>().actions.every(({ outcome }) => outcome === 'done')).toBe(true)

      await script(practice, 'Read-Exchange.ps1', 'read.json', 'after.json')
      const after = await cli('exchange', 'take', 'C', file('after.json'), '--json')
      expect(after.code, after.out + after.err).toBe(0)
      expect(after.json<Taken>()).toMatchObject({
        verdicts: found.map(({ address }) => ({ address, state: 'good', layer: null })),
        moved: [
          { step: 'smtp-auth', to: 'done' },
          { step: 'send-as', to: 'done' },
        ],
      })
      const again = await cli(
        'exchange',
        'plan',
        'C',
        '--set',
        '--facts',
        file('after.json'),
        '--out',
        file('x'),
      )
      expect(again.out).toContain('Nothing to set')
      expect(await cli('exchange', 'take', 'C', file('before.json'))).toMatchObject({ code: 2 })

      // what stands there by habit goes only where it is asked for, and comes back
      const sendAs = actions.find(({ kind }) => kind === 'send-as')
      if (sendAs?.kind !== 'send-as' || sendAs.trustee.kind !== 'recipient')
        throw new Error('a shared sender')
      const mailbox = sendAs.target.address
      await practice.tenant.admin.grantFullAccess(mailbox, sendAs.trustee.address)
      await practice.trouble({ orphans: [{ mailbox, right: 'sendAs', sid: 'S-1-5-21-1-2-3-99' }] })
      const taken = async (name: string) => {
        const read = await cli('exchange', 'take', 'C', file(`${name}.json`), '--json')
        expect(read.code, read.out + read.err).toBe(0)
        const facts = ['--facts', file(`${name}.json`)]
        return cli('exchange', 'plan', 'C', '--set', '--tidy', ...facts, '--out', file(`${name}-tidy.json`))
      }
      await script(practice, 'Read-Exchange.ps1', 'read.json', 'untidy.json')
      const untidy = await taken('untidy')
      expect(untidy.code, untidy.err).toBe(0)
      const tidy = SetPlanSchema.parse(JSON.parse(readFileSync(file('untidy-tidy.json'), 'utf8')))
      expect(tidy.actions.map(({ kind, id }) => `${kind} ${id.replace(/-\d.*/, '')}`)).toEqual([
        'send-as orphan-send-as',
        'full-access surplus',
      ])
      await scripts(
        practice,
        ['Set-Exchange.ps1', 'untidy-tidy.json', 'tidied.json'],
        ['Read-Exchange.ps1', 'read.json', 'tidy.json'],
      )
      expect(await cli('exchange', 'take', 'C', file('tidied.json'))).toMatchObject({ code: 0 })
      expect((await taken('tidy')).out).toContain('Nothing to set')
      const undo = await cli('exchange', 'undo', 'C', file('tidied.json'), '--out', file('undo.json'))
      expect([undo.code, undo.err]).toEqual([0, expect.stringContaining('Stays: orphan-send-as')])
      await scripts(
        practice,
        ['Set-Exchange.ps1', 'undo.json', 'undone.json'],
        ['Read-Exchange.ps1', 'read.json', 'untidy-again.json'],
      )
      expect((await taken('untidy-again')).code).toBe(0)
      const back = SetPlanSchema.parse(JSON.parse(readFileSync(file('untidy-again-tidy.json'), 'utf8')))
      expect(back.actions.map(({ kind }) => kind)).toEqual(['full-access'])
    } finally {
      await practice.close()
    }
  })
})
