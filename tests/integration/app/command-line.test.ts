/** An administrator without a window can do what one with a window can, and reads words rather than tokens. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { commands } from '../../../src/cli/run-cli.ts'
import { Desk } from './cli.ts'
import { cliHere, composedHere } from './in-process.ts'

const tenantId = '2dcaa1fe-0c3c-4b0e-9a52-6f3d3c1f7a10'
const clientId = '8b1d3f52-7c1e-4a8e-b1a9-0a4f8a7c9d21'
const otherId = '5e0f9a61-2b47-4c5d-9a3e-7d1c6b8f4e32'

interface Changed {
  readonly name: string
  readonly tenantId: string | null
  readonly clientId: string | null
  readonly recipient: string | null
  readonly answers: Readonly<Record<string, unknown>>
}

function aDesk(): { folder: string; cli: (...words: string[]) => ReturnType<typeof cliHere> } {
  const desk = new Desk()
  onTestFinished(() => desk.close())
  return { folder: desk.folder, cli: (...words) => cliHere(desk.folder, ...words) }
}

/** The setup C of EAP in a tenant that is not asked. */
async function realSetup() {
  const desk = aDesk()
  const create = ['setup', 'create', '--recipe', 'eap', '--name', 'C', '--tenant', tenantId]
  const answer = ['--answer', 'hostname=eap.contoso.com']
  expect((await desk.cli(...create, '--client-id', clientId, ...answer)).code).toBe(0)
  return desk
}

/** The same in practice, with its mailboxes in the list and one of them signed in. */
async function practiceSetup() {
  const desk = aDesk()
  const create = ['setup', 'create', '--recipe', 'eap', '--name', 'C', '--practice', '--prepared']
  expect((await desk.cli(...create, '--mailboxes', '2')).code).toBe(0)
  const { mailboxes } = await state(desk.folder)
  const [first = '', second = ''] = mailboxes
    .filter(({ purpose }) => purpose === 'sender')
    .map((one) => one.address)
  expect((await desk.cli('mailbox', 'authorise', 'C', '--mailbox', first)).code).toBe(0)
  return { ...desk, first, second }
}

async function state(folder: string) {
  const composed = await composedHere(folder)
  try {
    const setup = composed.app.setups.byName('C')
    if (!setup.ok) throw new Error('no setup C')
    const mailboxes = composed.ports.mailboxes.listMailboxes(setup.value.id)
    const [run] = composed.app.runQueries.list(setup.value.id)
    const probes = run === undefined ? [] : [...composed.ports.runs.probes(run.id)]
    return { mailboxes, probes }
  } finally {
    await composed.close()
  }
}

describe('a setup whose ids or answers were wrong', () => {
  test('is changed where it is wrong, and stays as it was everywhere else', async () => {
    const { cli } = await realSetup()
    const change = ['--client-id', otherId, '--name', 'D', '--recipient', 'verify@contoso.com']
    const changed = await cli(
      'setup',
      'change',
      'C',
      ...change,
      '--answer',
      'hostname=mail.contoso.com',
      '--json',
    )
    expect(changed.code).toBe(0)
    const now = JSON.parse(changed.out) as Changed
    expect(now).toMatchObject({ name: 'D', tenantId, clientId: otherId, recipient: 'verify@contoso.com' })
    expect(now.answers['hostname']).toBe('mail.contoso.com')
    expect((await cli('mailbox', 'list', 'D')).out).toContain('verify@contoso.com')
  })

  test('keeps every answer that a file of answers does not name', async () => {
    const { folder, cli } = await realSetup()
    const file = path.join(folder, 'answers.json')
    writeFileSync(file, JSON.stringify({ hostname: 'two.contoso.com' }))
    const before = JSON.parse((await cli('setup', 'status', 'C', '--json')).out) as Changed
    const changed = JSON.parse(
      (await cli('setup', 'change', 'C', '--answers', file, '--json')).out,
    ) as Changed
    expect(changed.answers).toEqual({ ...before.answers, hostname: 'two.contoso.com' })
  })

  test.each([
    ['nothing to change', [], '--client-id'],
    ['an answer to a question nobody asked', ['--answer', 'colour=blue'], 'colour'],
    ['an answer named like the innards of a program', ['--answer', '__proto__=1'], '__proto__'],
    [
      'a recipient that is no address, beside a good name',
      ['--name', 'X', '--recipient', 'nobody'],
      '--recipient',
    ],
    ['an id of the wrong shape', ['--client-id', 'contoso'], 'not an ID'],
    ['a device instead of a file', ['--answers', '/dev/zero'], '--answers'],
  ])('is left as it was by %s', async (_, words, named) => {
    const { cli } = await realSetup()
    const before = (await cli('setup', 'status', 'C', '--json')).out
    const refused = await cli('setup', 'change', 'C', ...words)
    expect(refused.code).toBe(2)
    expect(refused.err).toContain(named)
    expect((await cli('setup', 'status', 'C', '--json')).out).toBe(before)
  })
})

describe('a mailbox of the list', () => {
  test('is signed out and stays, or is removed with its sign-in', async () => {
    const { folder, cli, first, second } = await practiceSetup()
    expect((await cli('mailbox', 'forget', 'C', first.toUpperCase(), second)).out).toBe(
      `${first}: signed out. The sign-in saved on this PC is removed; sign the mailbox in again with “mailbox authorise”.\n` +
        `${second}: no sign-in is saved.\n`,
    )
    const signedOut = (await state(folder)).mailboxes.find(({ address }) => address === first)
    expect(signedOut?.authorisation).toBeNull()
    expect((await cli('mailbox', 'remove', 'C', first)).code).toBe(0)
    const left = (await state(folder)).mailboxes.map(({ address, purpose }) => `${purpose} ${address}`)
    expect(left).toContain(`sender ${second}`)
    expect(left).not.toContain(`sender ${first}`)
  })

  test('that is not there refuses all that were named', async () => {
    const { folder, cli, first } = await practiceSetup()
    for (const verb of ['forget', 'remove']) {
      const refused = await cli('mailbox', verb, 'C', first, 'stranger@contoso.example')
      expect(refused.code).toBe(2)
      expect(refused.err).toContain('stranger@contoso.example is not in the list')
    }
    expect(
      (await state(folder)).mailboxes.find(({ address }) => address === first)?.authorisation,
    ).not.toBeNull()
  })
})

describe('the code from the mail', () => {
  test('proves on the command line that the message arrived', async () => {
    const { folder, cli, first } = await practiceSetup()
    const run = await cli('verify', 'C', '--only', first, '--to', 'elsewhere@fabrikam.example')
    expect(run.out).toContain('“verify code”')
    const [probe] = (await state(folder)).probes
    const wrong = await cli('verify', 'code', 'C', 'zzzzzz')
    expect(wrong.code).toBe(2)
    expect(wrong.err).toContain('No message of this run has this code')
    const right = await cli('verify', 'code', 'C', probe?.code ?? '')
    expect(right).toEqual({ code: 0, out: `${first}: the code fits, so the message arrived.\n`, err: '' })
    expect((await state(folder)).probes[0]).toMatchObject({ receipt: 'confirmed', receiptBy: 'code' })
  })

  test('of a run that never was is asked for in words', async () => {
    const { cli } = await realSetup()
    const refused = await cli('verify', 'code', 'C', 'abcdef')
    expect(refused.code).toBe(2)
    expect(refused.err).toContain('This run is not on this PC')
  })
})

describe('a command that was typed wrongly', () => {
  test('does not take an empty data folder for the current one', async () => {
    const ended = await cliHere('', 'setup', 'list')
    expect(ended).toMatchObject({ code: 2, out: '' })
    expect(ended.err).toContain('--data')
  })

  test.each([
    ['a recipient that is no address', ['verify', 'C', '--to', 'not an address'], '--to'],
    ['a place where no error is seen', ['diagnose', '--surface', 'mars', '535 5.7.3'], 'mars'],
    ['a device for a recipe', ['recipe', 'check', '/dev/zero'], 'cannot be read'],
    ['a device for a list', ['mailbox', 'import', 'C', '--csv', '/dev/zero'], '--csv'],
    [
      'a device for a cloud',
      ['setup', 'create', '--recipe', 'eap', '--name', 'X', '--tenant', tenantId, '--cloud', '/dev/zero'],
      'cloud',
    ],
    [
      'a recipient given twice',
      ['verify', 'C', '--to', 'a@b.example', '--to', 'c@d.example'],
      '--to is given twice',
    ],
    [
      'a number of mailboxes for a real tenant',
      ['setup', 'create', '--recipe', 'eap', '--name', 'X', '--tenant', tenantId, '--mailboxes', '3'],
      '--mailboxes only goes with --practice',
    ],
    [
      'a fault for a real tenant',
      ['setup', 'create', '--recipe', 'eap', '--name', 'X', '--tenant', tenantId, '--fault', 'no-send-as'],
      '--fault only goes with --practice',
    ],
    ['a value that is missing', ['setup', 'change', 'C', '--name', '--json'], 'argument is ambiguous. '],
    ['a path through a file', ['mailbox', 'import', 'C', '--csv', `${import.meta.filename}/x.csv`], '--csv'],
    ['a name too long for any disk', ['mailbox', 'import', 'C', '--csv', 'x'.repeat(300)], '--csv'],
  ])('is wrong usage, and nothing is done: %s', async (_, words, named) => {
    const { folder } = await realSetup()
    const ended = await cliHere(folder, ...words)
    expect(ended.code).toBe(2)
    expect(`${ended.out}${ended.err}`).toContain(named)
    expect((await state(folder)).probes).toEqual([])
  })
})

describe('what people read', () => {
  test('are the names of states and roles, and tokens stay where programs read', async () => {
    const { cli } = await realSetup()
    const status = (await cli('setup', 'status', 'C')).out
    expect(status).toContain('Not started')
    expect(status).toContain('(Entra administrator')
    expect(status).toContain('How: step show "C" release')
    expect(status).not.toMatch(/\b(?:todo|entra-admin|exchange-admin|product-consultant)\b/)
    const set = await cli('step', 'set', 'C', 'register-application', 'doing')
    expect(set.out).toBe('register-application: In progress.\n')
    expect((await cli('step', 'undo', 'C', 'register-application')).out).toBe(
      'register-application: back to not started.\n',
    )
    const json = (await cli('setup', 'status', 'C', '--json')).out
    expect(json).toContain('"state":"todo"')
    expect(json).toContain('"role":"entra-admin"')
  })

  test('with --json is JSON, also where it is only told of', async () => {
    const { cli } = await realSetup()
    const others = await cli('recipe', 'others', '--json')
    expect(JSON.parse(others.out)).toHaveProperty('entries')
    const removed = await cli('setup', 'remove', 'C', '--yes', '--json')
    expect(JSON.parse(removed.out)).toMatchObject({ name: 'C' })
  })

  test('names in “recipe show” each question with the id that --answer takes', async () => {
    const { cli } = aDesk()
    for (const recipe of JSON.parse((await cli('recipe', 'list', '--json')).out) as { id: string }[]) {
      const { questions } = JSON.parse((await cli('recipe', 'show', recipe.id, '--json')).out) as {
        questions: { id: string }[]
      }
      const shown = (await cli('recipe', 'show', recipe.id)).out
      for (const { id } of questions) expect(shown).toMatch(new RegExp(`^  ${id}[ :]`, 'm'))
    }
  })

  test('every command stands in the help with what it does', async () => {
    const { cli } = aDesk()
    const { out } = await cli('help')
    for (const { words } of commands)
      expect(out).toMatch(new RegExp(`^  ${words.join(' ')}.*\\n      \\S`, 'm'))
  })

  test('every command is reached by its own name, also where a shorter one begins the same', async () => {
    const { cli } = aDesk()
    for (const { words } of commands) {
      const { code, err } = await cli(...words, '--no-such-option')
      expect(code, err).toBe(2)
      expect(`${err} `).toMatch(new RegExp(`Usage: ${words.join(' ')}[ .]?(?![a-z])`))
    }
  })
})
