/** The whole job through the command line, as the administrator's scripts would run it. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ReportDocumentSchema } from '../../../src/documents/report/report-document.ts'
import { Desk, noKeychain } from './cli.ts'
import { cliHere } from './in-process.ts'

interface DemoJson {
  setups: {
    recipe: string
    name: string
    steps: { total: number; done: number }
    probes: Counts
    reports: string[]
  }[]
  elapsedMs: number
}
interface Counts {
  planned: number
  accepted: number
  refused: number
  received: number
  unexpected: number
}
interface VerifyJson {
  run: string
  probes: {
    mailbox: string
    from: string
    outcome: string
    receipt: string
    reply: string | null
    diagnosis: { tag: string; title: string }[]
  }[]
  summary: Counts
}

let desk: Desk
beforeEach(() => (desk = new Desk()))
afterEach(() => desk.close())

describe('an administrator who has never done this before', () => {
  test('watches 25 mailboxes go from nothing to proven sends, one of them a shared mailbox', async () => {
    const out = path.join(desk.folder, 'reports')
    const demo = await desk.json<DemoJson>('demo', '--recipe', 'eap', '--mailboxes', '25', '--out', out)
    const [setup] = demo.setups
    expect(setup?.probes).toMatchObject({
      planned: 25,
      accepted: 25,
      refused: 0,
      received: 25,
      unexpected: 0,
    })
    expect(setup?.reports.every((file) => existsSync(file))).toBe(true)
    const report = ReportDocumentSchema.parse(JSON.parse(readFileSync(path.join(out, 'eap.json'), 'utf8')))
    expect(report.verdict).toBe('proven')
    const shared = report.mailboxes.find((mailbox) => mailbox.kind === 'shared')
    expect(shared?.signInAs).not.toBe(shared?.address)
    const probe = report.probes.find((one) => one.from === shared?.address)
    expect(probe).toMatchObject({
      mailbox: shared?.signInAs,
      outcome: 'accepted',
      receipt: 'received',
      seenFrom: shared?.address,
    })
    expect(setup?.steps.done).toBeLessThan(setup?.steps.total ?? 0)
    expect(readFileSync(path.join(out, 'eap.html'), 'utf8')).toContain('25 of 25')
  })

  test('takes the job up again in separate commands: the practice tenant is the same one each time', async () => {
    await desk.json(
      'setup',
      'create',
      '--recipe',
      'eap',
      '--name',
      'Contoso',
      '--practice',
      '--mailboxes',
      '3',
      '--answer',
      'sender=shared',
    )
    await desk.json('mailbox', 'import', 'Contoso', '--practice')
    await desk.json('step', 'practise', 'Contoso', '--all')
    const signIns = await desk.json<{ authorised: number; failed: number }>(
      'mailbox',
      'authorise',
      'Contoso',
      '--all',
    )
    expect(signIns).toMatchObject({ authorised: 4, failed: 0 })
    const verify = await desk.json<VerifyJson>('verify', 'Contoso')
    expect(verify.summary).toMatchObject({ planned: 3, accepted: 3, refused: 0, received: 3, unexpected: 0 })
    const again = await desk.json<VerifyJson>('verify', 'Contoso')
    expect(again.run).not.toBe(verify.run)
    expect(again.summary.received).toBe(3)
  })

  test('shows it to a colleague once more on the same data folder, and what the first demo made is still there', async () => {
    const demo = async () => {
      const words = ['demo', '--recipe', 'eap', '--mailboxes', '1', '--out', path.join(desk.folder, 'r')]
      const { code, out } = await cliHere(desk.folder, ...words, '--json')
      return { code, names: (JSON.parse(out) as DemoJson).setups.map(({ name }) => name) }
    }
    const name = 'Practice Enterprise Automation Platform'
    expect(await demo()).toEqual({ code: 0, names: [name] })
    expect(await demo()).toEqual({ code: 0, names: [`${name} 2`] })
    const { out } = await cliHere(desk.folder, 'setup', 'list', '--json')
    const setups = JSON.parse(out) as { name: string }[]
    expect(setups.map((setup) => setup.name).sort()).toEqual([name, `${name} 2`])
  }, 60_000)

  test('without a keychain a practice setup still works and says where its throw-away secrets are', async () => {
    const { ended } = desk.start(
      ['demo', '--mailboxes', '2', '--out', path.join(desk.folder, 'r'), '--json'],
      noKeychain,
    )
    const { code, out } = await ended
    expect({ code, received: (JSON.parse(out) as DemoJson).setups[0]?.probes.received }).toEqual({
      code: 0,
      received: 2,
    })
  })

  test('without a keychain a real tenant is refused before anything is written', async () => {
    const ids = [
      '--tenant',
      '11111111-2222-4333-8444-555555555555',
      '--client-id',
      '66666666-7777-4888-9999-aaaaaaaaaaaa',
    ]
    await desk.json(
      'setup',
      'create',
      '--recipe',
      'eap',
      '--name',
      'Real',
      ...ids,
      '--answer',
      'hostname=eap.contoso.com',
    )
    await desk.json('mailbox', 'recipient', 'Real', 'me@contoso.com')
    const { ended } = desk.start(['mailbox', 'authorise', 'Real', '--all'], noKeychain)
    const { code, err } = await ended
    expect(code).toBe(3)
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(err).toMatch(/keychain|keyring/i)
    expect(existsSync(path.join(desk.folder, 'vault'))).toBe(false)
  })
})

describe('wrong words on the command line', () => {
  test.each([
    [['demo', '--mailboxes', 'many'], '--mailboxes'],
    [['demo', '--fault', 'gremlins'], 'gremlins'],
    [['setup', 'create', '--recipe', 'eap'], '--name'],
    [['setup', 'create', '--recipe', 'nope', '--name', 'X', '--practice'], 'nope'],
    [
      ['setup', 'create', '--recipe', 'eap', '--name', 'X', '--tenant', 'not an id', '--client-id', 'x'],
      'tenant',
    ],
    [['verify', 'Nobody'], 'Nobody'],
    [['frobnicate'], 'frobnicate'],
    [['report', 'X', '--format', 'docx', '--out', 'x'], 'docx'],
    [['recipe', 'show', 'nope'], 'nope'],
  ])('%j ends with 2 and one sentence that names the trouble', async (words, named) => {
    const { code, err, out } = await desk.cli(...words)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(err.toLowerCase()).toContain(named.toLowerCase())
  })

  test('a CSV with one bad line is refused whole, and the line is named', async () => {
    const { writeFileSync } = await import('node:fs')
    const file = path.join(desk.folder, 'list.csv')
    writeFileSync(file, 'address,name\nanna@contoso.example,Anna\nnot-an-address,Bert\n')
    await desk.json('setup', 'create', '--recipe', 'eap', '--name', 'C', '--practice', '--mailboxes', '2')
    const { code, err } = await desk.cli('mailbox', 'import', 'C', '--csv', file)
    expect(code).toBe(2)
    expect(err).toContain('Line 3')
    const list = await desk.json<{ purpose: string }[]>('mailbox', 'list', 'C')
    expect(list.filter((mailbox) => mailbox.purpose === 'sender')).toHaveLength(0)
  })
})
