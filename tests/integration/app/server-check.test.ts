/** A consultant brings back what the script said on the product's server: the plan follows, and says whose word it is. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  PreflightPlanSchema,
  type Checked,
  type PreflightResult,
} from '../../../src/domain/preflight/preflight.schema.ts'
import { cliHere } from './in-process.ts'

const Status = z.looseObject({
  checklist: z.looseObject({
    next: z.string().nullable(),
    steps: z.array(
      z.looseObject({
        id: z.string(),
        state: z.string(),
        history: z.array(z.looseObject({ to: z.string() })),
      }),
    ),
  }),
})

describe('The check on the product’s own server', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sendproof-server-check-'))
  const file = path.join(folder, 'result.json')
  const cli = (...words: string[]) => cliHere(folder, ...words)
  let planned: z.output<typeof PreflightPlanSchema>
  let day = 1

  beforeAll(async () => {
    await cli('setup', 'create', '--recipe', 'eap', '--name', 'C', '--practice', '--mailboxes', '1')
    await cli('preflight', 'plan', 'C', '--out', path.join(folder, 'plan.json'))
    planned = PreflightPlanSchema.parse(JSON.parse(readFileSync(path.join(folder, 'plan.json'), 'utf8')))
    const { checklist } = await status()
    const before = checklist.steps.slice(
      0,
      checklist.steps.findIndex(({ id }) => id === 'server-check'),
    )
    for (const { id, state } of before)
      if (state !== 'done' && state !== 'not-needed') await cli('step', 'set', 'C', id, 'not-needed')
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))

  const status = async () => Status.parse(JSON.parse((await cli('setup', 'status', 'C', '--json')).out))
  const step = async () => (await status()).checklist.steps.find(({ id }) => id === 'server-check')

  /** As the script writes it; each one is newer than the one before. */
  function result(change: Partial<Checked> = {}): PreflightResult {
    const at = `2025-11-0${day++}T10:00:00.000Z`
    const checks = planned.targets.map(({ host, port, speaks }, index): Checked => ({
      ...{
        host,
        port,
        speaks,
        addresses: ['52.97.1.2'],
        dnsError: null,
        connected: true,
        connectError: null,
      },
      ...{ greeting: null, startTls: speaks === 'smtp' ? true : null, tls: 'Tls12', tlsError: null },
      ...{ certificate: null, skewSeconds: null, proxy: null },
      ...(index === 0 ? change : {}),
    }))
    const machine = { name: 'SRV1', account: 'CONTOSO\\svc-eap', system: 'Windows', powershell: '5.1' }
    const head = {
      format: 'sendproof-preflight-result',
      version: 1,
      planId: planned.id,
      setup: planned.setup,
    } as const
    return { ...head, startedAt: at, finishedAt: at, machine, java: null, checks }
  }
  const take = async (text: string | Uint8Array) => {
    writeFileSync(file, text)
    return cli('preflight', 'take', 'C', file)
  }

  it('is next until every host gets through, and names what is in the way', async () => {
    expect((await status()).checklist.next).toBe('server-check')

    const closed = await take(JSON.stringify(result({ connected: false, tls: null })))
    expect([closed.code, closed.out]).toEqual([
      1,
      expect.stringContaining('server-check: blocked, reported by the script; not read from the tenant.'),
    ])
    expect((await status()).checklist.next).toBe('server-check')
    expect(await step()).toMatchObject({ state: 'blocked' })
    const shown = (await cli('step', 'show', 'C', 'server-check')).out
    expect(shown).toContain('Reported by the script that CONTOSO\\svc-eap (SRV1) ran')
    expect(shown).toContain(`No connection to ${planned.targets[0]?.host ?? ''} on port`)
    expect(shown).not.toContain('Read from the tenant')

    // as Windows PowerShell redirects it
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(JSON.stringify(result()), 'utf16le')])
    const open = await take(utf16)
    expect([open.code, open.out]).toEqual([0, expect.stringContaining('server-check: done, reported')])
    expect(await step()).toMatchObject({ state: 'done', history: [{ to: 'blocked' }, { to: 'done' }] })
    expect((await status()).checklist.next).not.toBe('server-check')

    const older = await take(JSON.stringify({ ...result(), finishedAt: '2025-10-01T00:00:00.000Z' }))
    expect([older.code, older.err]).toEqual([2, expect.stringContaining('a newer one from')])
  })

  it('refuses in a sentence what is no result of this setup, and moves nothing', async () => {
    const moves = (await step())?.history.length
    const whole = JSON.stringify(result())
    const bad: [string, string | Uint8Array][] = [
      ['cut off', whole.slice(0, 400)],
      ['not text', new Uint8Array([0xc3, 0x28, 0xff, 0x00])],
      ['a member too many', JSON.stringify({ ...result(), surprise: 1 })],
      ['a host that is none', JSON.stringify(result({ host: '$(calc)' }))],
      ['another setup', JSON.stringify({ ...result(), setup: planned.id })],
      ['from next year', JSON.stringify({ ...result(), finishedAt: '2099-01-01T00:00:00.000Z' })],
      ['larger than evidence may be', new Uint8Array(10 * 1024 * 1024 + 1)],
    ]
    for (const [name, content] of bad) {
      const { code, out, err } = await take(content)
      expect([name, code, out], err).toEqual([name, 2, ''])
      expect(err.trim().split('\n').length, `${name}: ${err}`).toBeLessThanOrEqual(2)
    }
    expect((await step())?.history.length).toBe(moves)
  })
})
