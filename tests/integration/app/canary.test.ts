/** Nothing secret is found outside the vault after a full run: somebody reads the whole data folder. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SealedVault } from '../../../src/main/adapters/files/sealed-vault.ts'
import { KeytarSecretStore } from '../../../src/main/adapters/keychain/keytar-secret-store.ts'
import { Desk } from './cli.ts'
import { plainly } from '../../fakes/plainly.ts'

let desk: Desk
beforeEach(() => (desk = new Desk()))
afterEach(() => desk.close())

/** Shapes no file outside the vault may hold: JWTs, XOAUTH2 answers, refresh tokens of the practice tenant. */
const shapes: readonly [string, RegExp][] = [
  ['a JWT', /eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/],
  ['an XOAUTH2 answer', /dXNlcj[A-Za-z0-9+/=]{40,}/],
  ['a bearer header', /Bearer [A-Za-z0-9_-]{20,}/],
]

/** Every token that really was used in the run, as it lies in the vault, in the spellings a leak could have. */
async function realSecrets(setupId: string, mailboxIds: readonly string[]): Promise<string[]> {
  const vault = new SealedVault(path.join(desk.folder, 'vault'), new KeytarSecretStore())
  const secrets: string[] = []
  for (const id of mailboxIds) {
    const cache = await vault.get(`auth/${setupId}/${id}`)
    if (!cache.ok) throw new Error(plainly(cache.error).what)
    for (const [, secret] of (cache.value ?? '').matchAll(/"secret":"([^"]{16,})"/g))
      if (secret !== undefined) secrets.push(secret)
  }
  return secrets.flatMap((secret) => [
    secret,
    Buffer.from(secret).toString('base64').slice(0, -4),
    encodeURIComponent(secret),
  ])
}

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file).isFile())
}

test('a reader of disk, logs, transcripts and reports gets no token', async () => {
  const reports = path.join(desk.folder, 'reports')
  const name = 'Practice Enterprise Automation Platform'
  const printed: string[] = []
  for (const words of [
    ['demo', '--recipe', 'eap', '--mailboxes', '4', '--fault', 'mailbox-smtp-auth-off', '--out', reports],
    ['mailbox', 'list', name, '--json'],
    ['setup', 'status', name, '--json'],
    ['verify', name, '--json'],
  ]) {
    const ended = await desk.cli(...words)
    printed.push(ended.out, ended.err)
  }
  const setups = await desk.json<{ id: string; name: string }[]>('setup', 'list')
  const mailboxes = await desk.json<{ id: string }[]>('mailbox', 'list', name)
  const secrets = await realSecrets(
    setups[0]?.id ?? '',
    mailboxes.map(({ id }) => id),
  )
  expect(secrets.length, 'the run used real tokens').toBeGreaterThanOrEqual(3 * 2 * mailboxes.length)
  const outside = files(desk.folder).filter((file) => {
    const inside = path.relative(desk.folder, file).split(path.sep)[0]
    // The practice tenant is the other end of the wire: its own mail and keys are not ours to hide.
    return inside !== 'vault' && inside !== 'practice-vault' && inside !== 'practice'
  })
  expect(outside.some((file) => file.endsWith('sendproof.db'))).toBe(true)
  expect(files(path.join(desk.folder, 'vault')).length).toBeGreaterThan(0)
  for (const text of [...outside.map((file) => readFileSync(file, 'latin1')), ...printed]) {
    for (const [what, shape] of shapes) expect(shape.exec(text)?.[0] ?? null, what).toBeNull()
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([])
  }
  // Inside the vault nothing is readable either.
  for (const file of files(path.join(desk.folder, 'vault'))) {
    const text = readFileSync(file, 'latin1')
    for (const [what, shape] of shapes)
      expect(shape.exec(text)?.[0] ?? null, `${what} in the vault`).toBeNull()
    expect(text).not.toContain('RefreshToken')
  }
})
