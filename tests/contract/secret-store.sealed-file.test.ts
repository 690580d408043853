import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { SealedFileSecretStore } from '../../src/main/adapters/keychain/sealed-file-secret-store.ts'
import { secretStoreContract } from './secret-store.contract.ts'

async function folder(): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), 'sendproof-secrets-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  return dir
}

secretStoreContract('SealedFileSecretStore', async () => {
  const dir = await folder()
  return { store: new SealedFileSecretStore(dir), again: () => new SealedFileSecretStore(dir) }
})

describe('SealedFileSecretStore', () => {
  it('writes no secret in clear and lets no other account read its files', async () => {
    const dir = await folder()
    await new SealedFileSecretStore(dir).set('client-secret', 'canary-0451')
    for (const name of await readdir(dir)) {
      expect((await readFile(path.join(dir, name))).includes('canary-0451')).toBe(false)
      if (process.platform !== 'win32') expect((await stat(path.join(dir, name))).mode & 0o077).toBe(0)
    }
  })

  it('loses nothing when two processes write different secrets at the same moment', async () => {
    const dir = await folder()
    const names = Array.from({ length: 12 }, (_, n) => `entry-${n}`)
    await Promise.all(names.map((name) => new SealedFileSecretStore(dir).set(name, `value of ${name}`)))
    for (const name of names)
      expect(await new SealedFileSecretStore(dir).get(name)).toEqual({ ok: true, value: `value of ${name}` })
  })

  it('refuses a file that somebody changed instead of giving back something else', async () => {
    const dir = await folder()
    const store = new SealedFileSecretStore(dir)
    await store.set('a', 'b')
    const file = path.join(dir, 'practice-secrets.sealed')
    const bytes = await readFile(file)
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    await writeFile(file, bytes)
    expect(await store.get('a')).toMatchObject({ ok: false, error: { code: 'practice-secrets-unusable' } })
    expect((await store.state()).state).toBe('absent')
  })
})
