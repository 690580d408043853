/** The checklist as the file of the job: evidence, two people, a person with another role, the next customer. */
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runCli } from '../../../src/cli/run-cli.ts'

const assetsFolder = path.resolve(import.meta.dirname, '../../../assets')
const canary = 'Canary8Q~notToBeFoundAnywhere0123456789'
const contosoTenant = 'c0ffee00-1234-4abc-8def-000000000001'
const fabrikamTenant = 'fab00000-1234-4abc-8def-000000000002'
let root: string
beforeEach(() => (root = mkdtempSync(path.join(os.tmpdir(), 'sendproof-together-'))))
afterEach(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }))

const file = (name: string) => path.join(root, name)
const write = (name: string, content: string | Buffer) => {
  writeFileSync(file(name), content)
  return file(name)
}

/** A person at their own computer. */
function at(computer: string, stdin = '') {
  return async (...words: string[]) => {
    const said = { out: '', err: '' }
    const code = await runCli(
      [...words, '--data', path.join(root, computer)],
      {
        out: (text) => void (said.out += `${text}\n`),
        outParts: async (parts) => void (said.out += `${[...parts].join('')}\n`),
        err: (text) => void (said.err += `${text}\n`),
        read: async () => stdin,
        interrupted: new AbortController().signal,
      },
      { assetsFolder, env: {}, version: '0.0.0' },
    )
    return { code, ...said }
  }
}
async function good(ended: Promise<{ code: number; out: string; err: string }>): Promise<string> {
  const { code, out, err } = await ended
  if (code !== 0) throw new Error(`${code}: ${err}${out}`)
  return out
}
async function refused(ended: Promise<{ code: number; out: string; err: string }>): Promise<string> {
  const { code, out, err } = await ended
  expect({ code, out, lines: err.trim().split('\n').length }).toEqual({ code: 2, out: '', lines: 1 })
  return err
}
const anna = at('anna')
const bert = at('bert')

async function contoso(): Promise<void> {
  await good(
    anna(
      ...['setup', 'create', '--recipe', 'eap', '--name', 'Contoso', '--tenant', contosoTenant],
      ...['--answer', 'hostname=eap.contoso.example', '--answer', 'sender=shared'],
    ),
  )
  const list = write('m.csv', 'address\nanna@contoso.example\nbert@contoso.example\n')
  await good(anna('mailbox', 'import', 'Contoso', '--csv', list))
}
interface Status {
  id: string
  clientId: string | null
  answers: Record<string, unknown>
  checklist: {
    steps: {
      id: string
      role: string
      state: string
      waitUntil: string | null
      history: { who: string; to: string; note: string | null }[]
    }[]
  }
}
async function status(person: typeof anna, name = 'Contoso'): Promise<Status> {
  return JSON.parse(await good(person('setup', 'status', name, '--json'))) as Status
}
const step = ({ checklist }: Status, id: string) => checklist.steps.find((one) => one.id === id)
function everything(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'latin1'))
    .join('\n')
}

describe('evidence', () => {
  test('a screenshot is kept by its content, listed, given back, and goes with its setup', async () => {
    await contoso()
    const content = Buffer.from([0, 255, 1, 2])
    const hash = createHash('sha256').update(content).digest('hex')
    const shot = write('con sent.png', content)
    await good(anna('step', 'attach', 'Contoso', 'consent', shot))
    expect(await refused(anna('step', 'attach', 'Contoso', 'consent', shot))).toContain('already attached')
    await good(anna('step', 'attach', 'Contoso', 'smtp-auth', shot))
    const list = JSON.parse(
      await good(anna('step', 'attachments', 'Contoso', 'consent', '--json')),
    ) as unknown[]
    expect(list).toMatchObject([{ step: 'consent', name: 'con sent.png', size: 4, sha256: hash, here: true }])
    await good(anna('step', 'attachment', 'Contoso', hash.slice(0, 8), '--out', file('back.png')))
    expect(readFileSync(file('back.png'))).toEqual(content)
    const { id } = await status(anna)
    expect(readdirSync(path.join(root, 'anna', 'attachments', id))).toEqual([hash])
    await good(anna('setup', 'remove', 'Contoso', '--yes'))
    expect(existsSync(path.join(root, 'anna', 'attachments', id))).toBe(false)
  })

  test('what is too large, empty, missing or for no step is refused and leaves nothing behind', async () => {
    await contoso()
    const large = write('large.bin', Buffer.alloc(10 * 1024 * 1024 + 1))
    expect(await refused(anna('step', 'attach', 'Contoso', 'consent', large))).toContain('large')
    await refused(anna('step', 'attach', 'Contoso', 'consent', write('empty', '')))
    await refused(anna('step', 'attach', 'Contoso', 'consent', file('nothing')))
    await refused(anna('step', 'attach', 'Contoso', 'no-step', write('a', 'a')))
    for (let n = 0; n < 5; n += 1) {
      const part = Buffer.alloc(10 * 1024 * 1024)
      part[0] = n
      await good(anna('step', 'attach', 'Contoso', 'consent', write(`part${n}`, part)))
    }
    expect(await refused(anna('step', 'attach', 'Contoso', 'consent', write('one-more', 'x')))).toContain(
      '50 MB',
    )
    const { id } = await status(anna)
    expect(readdirSync(path.join(root, 'anna', 'attachments', id))).toHaveLength(5)
  })

  test('a move made by mistake is taken back, and both stay in the history', async () => {
    await contoso()
    await good(anna('step', 'set', 'Contoso', 'consent', 'done'))
    expect(await good(anna('step', 'undo', 'Contoso', 'consent'))).toContain('back to not started')
    expect(step(await status(anna), 'consent')?.history.map(({ to }) => to)).toEqual(['done', 'todo'])
    expect(await refused(anna('step', 'undo', 'Contoso', 'client-secret'))).toContain(
      'has not been changed yet',
    )
  })
})

test('what is left for the Exchange admin is a short list, with the minutes a wait still takes', async () => {
  await contoso()
  await good(anna('step', 'set', 'Contoso', 'smtp-auth', 'done'))
  const left = await good(anna('setup', 'status', 'Contoso', '--role', 'exchange-admin', '--left'))
  expect(left).toMatch(/Waiting +smtp-auth.*Exchange administrator, (?:5\d|60) min left/)
  expect(left).not.toMatch(/Entra administrator|Product consultant/)
  expect(await refused(anna('setup', 'status', 'Contoso', '--role', 'boss'))).toContain('--role')
})

describe('two people on two computers', () => {
  test('both work on, exchange files in both directions, and have the same job with every move', async () => {
    await contoso()
    await good(anna('step', 'set', 'Contoso', 'register-application', 'done', '--note', 'by Anna'))
    await good(anna('step', 'attach', 'Contoso', 'consent', write('proof.txt', 'seen')))
    await good(anna('setup', 'export', 'Contoso', '--out', file('1.json'), '--with-attachments'))
    const first = await good(bert('setup', 'import', file('1.json'), '--name', 'Contoso'))
    expect(first).toContain('Imported “Contoso”')
    expect(first).toContain('1 attachment added')
    await good(bert('step', 'set', 'Contoso', 'consent', 'done', '--note', 'by Bert'))
    await good(bert('step', 'set', 'Contoso', 'smtp-auth', 'blocked', '--note', 'no right'))
    await good(anna('step', 'set', 'Contoso', 'smtp-auth', 'done', '--note', 'asked Exchange'))
    await good(anna('setup', 'export', 'Contoso', '--out', file('2.json')))
    await good(bert('setup', 'export', 'Contoso', '--out', file('3.json')))
    const toAnna = await good(anna('setup', 'import', file('3.json')))
    expect(toAnna).toMatch(/smtp-auth: .*both sides moved it/)
    expect(toAnna).toMatch(/consent: not started → done, 1 new move/)
    await good(bert('setup', 'import', file('2.json')))
    const [hers, his] = [await status(anna), await status(bert)]
    expect(his.checklist).toEqual(hers.checklist)
    expect(step(hers, 'smtp-auth')?.history.map(({ note }) => note)).toEqual(['no right', 'asked Exchange'])
    expect(step(his, 'smtp-auth')).toMatchObject({ state: 'waiting' })
    expect(await good(anna('setup', 'import', file('3.json')))).toContain('Nothing new')
    const again = [file('4.json'), file('5.json')] as const
    await good(anna('setup', 'export', 'Contoso', '--out', again[0]))
    await good(bert('setup', 'export', 'Contoso', '--out', again[1]))
    const [a, b] = again.map((name) => JSON.parse(readFileSync(name, 'utf8')) as Record<string, unknown>)
    expect({ ...b, exportedAt: null }).toEqual({ ...a, exportedAt: null })
  })

  test('what one side does not know yet is filled in, and what differs is named and kept', async () => {
    await contoso()
    await good(anna('setup', 'export', 'Contoso', '--out', file('1.json')))
    const text = readFileSync(file('1.json'), 'utf8')
    const document = JSON.parse(text) as { setup: { clientId: unknown; answers: Record<string, unknown> } }
    document.setup.clientId = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee'
    document.setup.answers['hostname'] = 'other.contoso.example'
    const said = await good(anna('setup', 'import', write('2.json', JSON.stringify(document))))
    expect(said).toContain('clientId: filled in')
    expect(said).toMatch(/hostname differs: here “eap.contoso.example” \(kept\)/)
    expect(await status(anna)).toMatchObject({
      clientId: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee',
      answers: { hostname: 'eap.contoso.example' },
    })
  })

  test('a sealed file needs its password, and shows nothing to others', async () => {
    await contoso()
    const sealing = at('anna', 'four words nobody guesses\n')
    await good(sealing('setup', 'export', 'Contoso', '--out', file('s.json'), '--passphrase-stdin'))
    expect(readFileSync(file('s.json'), 'utf8')).not.toContain('contoso')
    expect(await refused(bert('setup', 'import', file('s.json')))).toContain('password-protected')
    const wrong = at('bert', 'another phrase altogether')
    expect(await refused(wrong('setup', 'import', file('s.json'), '--passphrase-stdin'))).toContain(
      'passphrase',
    )
    expect(await refused(bert('setup', 'import', file('s.json'), '--passphrase-stdin'))).toContain('stdin')
    const right = at('bert', 'four words nobody guesses')
    await good(right('setup', 'import', file('s.json'), '--passphrase-stdin'))
    expect((await status(bert)).id).toBe((await status(anna)).id)
  })

  test('a file that lies about anything changes nothing', async () => {
    await contoso()
    await good(anna('step', 'attach', 'Contoso', 'consent', write('proof.txt', 'remarkable proof')))
    await good(anna('setup', 'export', 'Contoso', '--out', file('1.json'), '--with-attachments'))
    interface Doc {
      version: number
      setup: Record<string, unknown>
      cloud: Record<string, unknown>
      mailboxes: Record<string, unknown>[]
      attachments: Record<string, unknown>[]
    }
    const lies: [(document: Doc) => void, string][] = [
      [(one) => (one.version = 7), 'version 7'],
      [(one) => (one.setup['recipeId'] = 'nope'), 'not installed'],
      [(one) => (one.setup['tenantId'] = 'common'), 'tenant'],
      [(one) => (one.cloud['authority'] = 'https://evil.example'), 'cloud'],
      [(one) => (one.cloud['kind'] = 'custom'), '--cloud'],
      [(one) => ((one.mailboxes[0] ?? {})['address'] = "x'; Remove-Mailbox"), 'no @'],
      [(one) => ((one.attachments[0] ?? {})['sha256'] = '../../../../etc/passwd'), 'sha256'],
      [(one) => ((one.attachments[0] ?? {})['sha256'] = 'a'.repeat(64)), 'fingerprint'],
      [(one) => ((one.attachments[0] ?? {})['size'] = 3), 'long'],
    ]
    for (const [lie, named] of lies) {
      const document = JSON.parse(readFileSync(file('1.json'), 'utf8')) as Doc
      lie(document)
      expect(await refused(bert('setup', 'import', write('lie.json', JSON.stringify(document))))).toMatch(
        new RegExp(named, 'i'),
      )
    }
    expect(await good(bert('setup', 'list', '--json'))).toBe('[]\n')
    // Where the setup is known already, what was there is there afterwards.
    const lie = JSON.parse(readFileSync(file('1.json'), 'utf8')) as Doc
    ;(lie.attachments[0] ?? {})['sha256'] = 'a'.repeat(64)
    expect(await refused(anna('setup', 'import', write('lie.json', JSON.stringify(lie))))).toContain(
      'fingerprint',
    )
    expect(await good(anna('step', 'attachments', 'Contoso'))).not.toContain('content not on')
    expect(everything(path.join(root, 'bert'))).not.toContain('remarkable proof')
  })
})

describe('the Exchange administrator of the customer', () => {
  test('gets a folder, fills the form in, and their work is in the history under their name', async () => {
    await contoso()
    await good(anna('handoff', 'Contoso', '--out', file('pack'), '--role', 'exchange-admin'))
    expect(readdirSync(file('pack')).sort()).toEqual(['index.html', 'plan.json', 'send-back.json'])
    const form = JSON.parse(readFileSync(path.join(file('pack'), 'send-back.json'), 'utf8')) as {
      setup: string
      who: string
      clientId: string
      steps: { step: string; state: string; note: string }[]
    }
    const back = () => write('back.json', JSON.stringify(form))
    expect(await refused(anna('accept', 'Contoso', back()))).toContain('who did the work')
    form.who = 'Eve Exchange'
    expect(await good(anna('accept', 'Contoso', back()))).toContain('Nothing new')
    const [first] = form.steps
    if (first === undefined) throw new Error('no step')
    Object.assign(first, { state: 'done', note: `ticked for both, client_secret=${canary}` })
    form.clientId = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee'
    expect(await good(anna('accept', 'Contoso', back()))).toContain('(reported by Eve Exchange)')
    const now = await status(anna)
    expect(now.clientId).toBe('aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee')
    expect(step(now, first.step)).toMatchObject({
      state: 'waiting',
      history: [{ who: 'Eve Exchange', note: 'ticked for both, client_secret=[removed]' }],
    })
    expect(await good(anna('accept', 'Contoso', back()))).toContain('Nothing new')
  })

  test('an answer that fits only in part is taken in not at all', async () => {
    await contoso()
    const { id } = await status(anna)
    const answer = {
      format: 'sendproof-answer',
      version: 1,
      setup: id,
      who: 'Eve',
      steps: [{ step: 'consent', state: 'done' }],
    }
    const bad: [object, string][] = [
      [{ setup: '00000000-0000-4000-8000-000000000000' }, 'another setup'],
      [{ steps: [...answer.steps, { step: 'no-step', state: 'done' }] }, 'no-step'],
      [{ tenantId: fabrikamTenant }, 'tenantId'],
      [{ clientId: canary }, 'client'],
    ]
    for (const [change, named] of bad) {
      const ended = anna('accept', 'Contoso', write('a.json', JSON.stringify({ ...answer, ...change })))
      expect(await refused(ended)).toContain(named)
    }
    expect(step(await status(anna), 'consent')?.history).toEqual([])
  })

  test('every role gets a page of its own, and wrong words are refused', async () => {
    await contoso()
    await good(anna('handoff', 'Contoso', '--out', file('all')))
    expect(readdirSync(file('all')).sort()).toEqual([
      'entra-admin',
      'exchange-admin',
      'mailbox-owner',
      'product-consultant',
    ])
    await refused(anna('handoff', 'Contoso'))
    expect(await refused(anna('handoff', 'Contoso', '--out', file('x'), '--role', 'you'))).toContain('--role')
    expect(existsSync(file('x'))).toBe(false)
  })
})

test('the product consultant reads off what to type, as text or as JSON', async () => {
  await contoso()
  const text = await good(anna('fieldsheet', 'Contoso'))
  expect(text).toContain('smtp.office365.com:587')
  expect(text).toMatch(/\[secret\]/)
  expect(text).toMatch(/‹clientId› +Application \(client\) ID/)
  const sheet = JSON.parse(await good(anna('fieldsheet', 'Contoso', '--json'))) as { screens: unknown[] }
  expect(sheet.screens.length).toBeGreaterThan(1)
})

test('the next customer begins with the answers and notes of the last, and none of its names', async () => {
  await contoso()
  await good(
    anna('step', 'set', 'Contoso', 'consent', 'done', '--note', 'Contoso asked anna@contoso.example twice'),
  )
  await good(anna('setup', 'template', 'Contoso', '--out', file('t.json')))
  expect(readFileSync(file('t.json'), 'utf8')).not.toMatch(/contoso|anna/i)
  const where = ['--name', 'Fabrikam', '--tenant', fabrikamTenant]
  await good(bert('setup', 'create', '--template', file('t.json'), ...where))
  const next = await status(bert, 'Fabrikam')
  expect(next.answers).toMatchObject({ sender: 'shared' })
  expect(next.answers).not.toHaveProperty('hostname')
  expect(step(next, 'consent')).toMatchObject({ state: 'todo', history: [{ who: 'Template' }] })
  const other = ['--recipe', 'nope', '--name', 'X', '--tenant', fabrikamTenant]
  expect(await refused(bert('setup', 'create', '--template', file('t.json'), ...other))).toContain('eap')
})

test('a secret pasted into a note is nowhere afterwards: not in the store, not in any file that leaves', async () => {
  await contoso()
  await good(anna('step', 'set', 'Contoso', 'client-secret', 'done', '--note', `client_secret=${canary}`))
  await good(anna('setup', 'export', 'Contoso', '--out', file('out/e.json'), '--with-attachments'))
  await good(anna('setup', 'template', 'Contoso', '--out', file('out/t.json')))
  await good(anna('handoff', 'Contoso', '--out', file('out/pack')))
  await good(anna('fieldsheet', 'Contoso'))
  expect(everything(path.join(root, 'anna'))).not.toContain(canary)
  expect(everything(file('out'))).not.toContain(canary)
})
