/** A credential from the clipboard to the proof, through the command line, with the keychain of the machine. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CredentialView } from '../../../src/contract/credential-views.schema.ts'
import { SealedVault } from '../../../src/main/adapters/files/sealed-vault.ts'
import { KeytarSecretStore } from '../../../src/main/adapters/keychain/keytar-secret-store.ts'
import { ReportDocumentSchema } from '../../../src/documents/report/report-document.ts'
import { startPracticeTenant, type PracticeTenant } from '../../../src/practice/index.ts'
import { Desk, noKeychain } from './cli.ts'
import { cliReading } from './in-process.ts'

const name = 'Contoso mail'
const secretId = '3f2504e0-4f89-41d3-9a0c-0305e82c3301'
let desk: Desk
beforeEach(() => (desk = new Desk()))
afterEach(() => desk.close())

type Ended = Awaited<ReturnType<typeof cliReading>>
const withInput = (stdin: string, ...words: string[]) => cliReading(stdin, desk.folder, ...words)
const run = (...words: string[]) => cliReading('', desk.folder, ...words)
const list = async () => JSON.parse((await run('credential', 'list', name, '--json')).out) as CredentialView[]

async function practiceSetup(recipe: string): Promise<string> {
  const made = await run(
    'setup',
    'create',
    '--recipe',
    recipe,
    '--name',
    name,
    '--practice',
    '--prepared',
    '--mailboxes',
    '2',
  )
  if (made.code !== 0) throw new Error(made.err)
  const setups = JSON.parse((await run('setup', 'list', '--json')).out) as { id: string }[]
  return setups[0]?.id ?? ''
}

/** The portal of the setup's tenant, while it is open. */
async function inPortal<T>(
  setup: string,
  work: (tenant: PracticeTenant, clientId: string) => Promise<T>,
): Promise<T> {
  const tenant = await startPracticeTenant({
    mailboxes: 2,
    seed: 1,
    prepared: true,
    registrations: [],
    faults: [],
    stateDir: path.join(desk.folder, 'practice', setup),
  })
  try {
    const { registrations } = await tenant.admin.endpoints()
    return await work(tenant, registrations[0]?.clientId ?? '')
  } finally {
    await tenant.close()
  }
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((one) => path.join(folder, one))
    .filter((one) => statSync(one).isFile())
}

describe('a client secret', () => {
  test('is kept, proven, replaced beside the old one and forgotten, and lies nowhere but in the vault', async () => {
    const setup = await practiceSetup('eap')
    const [first, second] = await inPortal(setup, async (tenant, clientId) => [
      (await tenant.admin.addSecret(clientId, { months: 6 })).value,
      (await tenant.admin.addSecret(clientId, { months: 12 })).value,
    ])
    const said: Ended[] = []
    const told = async (stdin: string, ...words: string[]) => {
      const ended = await withInput(stdin, ...words)
      said.push(ended)
      return ended
    }
    expect((await told(`${first}\r\n`, 'credential', 'set', name, '--expires', '2027-05-21')).code).toBe(0)
    expect(await told('', 'credential', 'prove', name)).toMatchObject({ code: 0 })
    expect((await told(second ?? '', 'credential', 'set', name)).err).toContain('No expiry date entered')
    const both = await list()
    expect(both.map(({ current, expiresAt }) => [current, expiresAt])).toEqual([
      [true, null],
      [false, '2027-05-21T00:00:00.000Z'],
    ])
    expect(both[1]?.provenAt).not.toBeNull()
    expect((await told('', 'credential', 'prove', name, both[1]?.id ?? '')).code).toBe(0)

    // entered again with its date: the same credential, now with an end
    expect((await told(second ?? '', 'credential', 'set', name, '--expires', '2027-11-21')).code).toBe(0)
    expect((await list()).map(({ id, expiresAt }) => [id, expiresAt?.slice(0, 10)])).toEqual([
      [both[0]?.id, '2027-11-21'],
      [both[1]?.id, '2027-05-21'],
    ])
    said.push(await run('credential', 'list', name), await run('setup', 'status', name, '--json'))
    const due = await run(
      'expiry',
      '--within',
      '3000d',
      '--ics',
      path.join(desk.folder, 'ends.ics'),
      '--json',
    )
    expect(due.code).toBe(1)
    said.push(due)
    expect(readFileSync(path.join(desk.folder, 'ends.ics'), 'utf8')).toContain('DTSTART;VALUE=DATE:20270521')

    const vault = new SealedVault(path.join(desk.folder, 'vault'), new KeytarSecretStore())
    const kept = await vault.get(`credential/${setup}/${both[0]?.id}`)
    expect(kept.ok && kept.value?.includes(second ?? 'nothing')).toBe(true)
    const texts = filesUnder(desk.folder)
      // the practice tenant is the other end of the wire
      .filter((one) => path.relative(desk.folder, one).split(path.sep)[0] !== 'practice')
      .map((one) => readFileSync(one, 'latin1'))
    expect(texts.length).toBeGreaterThan(2)
    for (const text of [...texts, ...said.flatMap(({ out, err }) => [out, err])])
      for (const secret of [first, second])
        for (const spelling of [
          secret ?? '',
          Buffer.from(secret ?? '')
            .toString('base64')
            .slice(0, -4),
        ])
          expect(text.includes(spelling)).toBe(false)

    expect((await run('credential', 'forget', name, both[0]?.id.slice(0, 8) ?? '')).code).toBe(0)
    expect((await list()).map(({ id, current }) => [id, current])).toEqual([[both[1]?.id, true]])
    expect(await vault.get(`credential/${setup}/${both[0]?.id}`)).toEqual({ ok: true, value: null })
    // and of an invitation whose reply never came
    const entries = [`credential/${setup}/${both[1]?.id}`, `invitation/${setup}/${setup}`]
    expect(await vault.put(entries[1] ?? '', 'a private key')).toEqual({ ok: true, value: null })
    expect((await run('setup', 'remove', name, '--yes')).code).toBe(0)
    for (const entry of entries) expect(await vault.get(entry)).toEqual({ ok: true, value: null })
  })

  test('that the tenant does not know comes back with its cause, and counts as not proven', async () => {
    await practiceSetup('eap')
    await withInput('Qz78Q~a-secret-of-no-registration-at-all', 'credential', 'set', name)
    const refused = await run('credential', 'prove', name)
    expect(refused.code).toBe(1)
    expect(refused.err).toContain('AADSTS7000215')
    expect(refused.err).toContain('Likely cause')
    expect(refused.err).not.toContain('Qz78Q~a-secret')
    expect((await list())[0]?.provenAt).toBeNull()
  })

  test('that is refused overnight stops the scheduled run before it sends, and takes the good report back', async () => {
    await practiceSetup('enate')
    const reports = path.join(desk.folder, 'reports')
    const night = () => run('verify', name, '--report', reports)
    const report = () => {
      const newest = readdirSync(reports)
        .filter((file) => file.endsWith('.json'))
        .map((file) => ReportDocumentSchema.parse(JSON.parse(readFileSync(path.join(reports, file), 'utf8'))))
        .toSorted((a, b) => (a.generatedAt < b.generatedAt ? -1 : 1))
      return newest.at(-1)
    }
    expect((await night()).code).toBe(0)
    expect(report()).toMatchObject({ verdict: 'proven', notTried: [], refusal: null })
    const proven = (await list())[0]
    expect(proven?.provenAt).not.toBeNull()
    const runs = report()?.run?.id

    await withInput('Qz78Q~a-secret-of-no-registration-at-all', 'credential', 'set', name)
    const refused = await night()
    expect(refused.code).toBe(1)
    expect(refused.err).toMatch(/Likely cause.*AADSTS7000215/)
    const [current] = await list()
    expect(current?.provenAt).toBeNull()
    expect(current?.refused?.reply).toContain('AADSTS7000215')
    expect(report()).toMatchObject({ verdict: 'not-proven', run: { id: runs } })
    expect(report()?.refusal).toContain('AADSTS7000215')
    expect(report()?.notTried, 'all of it was tried').toEqual([])
    expect(report()?.sentences[0]).toContain('Microsoft Entra has refused its credential since then')
    expect((await run('credential', 'list', name)).out).toContain('refused 20')

    expect((await run('credential', 'forget', name, (await list())[0]?.id ?? '')).code).toBe(0)
    expect((await night()).code).toBe(0)
    expect(report()).toMatchObject({ verdict: 'proven', notTried: [], refusal: null })
    expect((await list())[0]).toMatchObject({ id: proven?.id, refused: null })
  })

  test('is refused when it is the secret id, ended, of a kind the product does not take, or on the command line', async () => {
    await practiceSetup('eap')
    const refusals: [Ended, string][] = [
      [await withInput(`${secretId}\n`, 'credential', 'set', name), 'This is the Secret ID, not the secret'],
      [await withInput('', 'credential', 'set', name), 'The client secret is missing'],
      [await withInput('one\ntwo\n', 'credential', 'set', name), 'more than one line'],
      [
        await withInput(
          'YQ_8Q~good-enough-good-enough-good-enough',
          'credential',
          'set',
          name,
          '--expires',
          '2020-01-01',
        ),
        'expired on 1 January 2020',
      ],
      [await withInput('x', 'credential', 'set', name, '--expires', 'soon'), 'not a date'],
      [await run('credential', 'set', name, 'YQ_8Q~typed-here'), 'does not belong on the command line'],
      [
        await run('credential', 'set', name, '--secret', 'YQ_8Q~typed-here'),
        'does not belong on the command line',
      ],
      [await run('credential', 'set', name, '--pem', import.meta.filename), 'does not take a certificate'],
    ]
    for (const [ended, words] of refusals) {
      expect(ended.err).toContain(words)
      expect(ended.err).not.toContain('typed-here')
      expect(ended.code).toBe(2)
    }
    expect(await list()).toEqual([])
    expect((await run('credential', 'prove', name)).err).toContain('credential set')
  })

  test('of a real tenant is not kept without a keychain', async () => {
    const made = await desk.start(
      [
        ...['setup', 'create', '--recipe', 'eap', '--name', name, '--cloud', 'global'],
        ...['--tenant', 'c0ffee00-1234-4abc-8def-000000000001'],
      ],
      noKeychain,
    ).ended
    expect(made.code, made.err).toBe(0)
    const refused = await desk.start(
      ['credential', 'set', name],
      noKeychain,
      'YQ_8Q~good-enough-good-enough-good-enough',
    ).ended
    expect(refused.code).toBe(3)
    expect(refused.err).toContain('Nothing was saved')
    expect(await list()).toEqual([])
  })
})

test('a certificate from a PFX file signs in, and its key stays in the vault', async () => {
  const setup = await practiceSetup('generic-smtp-oauth')
  const at = (file: string) => path.join(desk.folder, file)
  const openssl = (...words: string[]) => execFileSync('openssl', words, { stdio: 'ignore' })
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '300',
    '-subj',
    '/CN=Contoso',
    '-keyout',
    at('k.pem'),
    '-out',
    at('c.pem'),
  )
  openssl(
    'pkcs12',
    '-export',
    '-inkey',
    at('k.pem'),
    '-in',
    at('c.pem'),
    '-out',
    at('c.pfx'),
    '-passout',
    'pass:Correct-1',
  )
  await inPortal(setup, (tenant, clientId) =>
    tenant.admin.addCertificate(clientId, readFileSync(at('c.pem'), 'utf8')),
  )
  const without = await run('credential', 'set', name, '--pfx', at('c.pfx'))
  expect(without).toMatchObject({ code: 2 })
  expect(without.err).toContain('--passphrase-stdin')
  const wrong = await withInput(
    'Wrong-1\n',
    'credential',
    'set',
    name,
    '--pfx',
    at('c.pfx'),
    '--passphrase-stdin',
  )
  expect(wrong.err).toContain('The password does not open the file.')
  expect(await list()).toEqual([])
  const kept = await withInput(
    'Correct-1\n',
    'credential',
    'set',
    name,
    '--pfx',
    at('c.pfx'),
    '--passphrase-stdin',
  )
  expect(kept.code, kept.err).toBe(0)
  const proven = await run('credential', 'prove', name)
  expect(proven.code, proven.err).toBe(0)
  // the same from its two PEM files is the same credential
  expect((await run('credential', 'set', name, '--pem', at('c.pem'), '--key', at('k.pem'))).code).toBe(0)
  expect(await list()).toMatchObject([{ kind: 'certificate', hint: 'Contoso', current: true }])
  writeFileSync(at('k.pem'), '')
  const database = readFileSync(at('sendproof.db'), 'latin1')
  expect(database).not.toContain('PRIVATE KEY')
})
