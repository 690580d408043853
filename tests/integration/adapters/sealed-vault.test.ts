import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { SealedVault } from '../../../src/main/adapters/files/sealed-vault.ts'
import { MemorySecretStore } from '../../fakes/memory-secret-store.ts'
import { plainly } from '../../../src/words/plainly.ts'

async function folder(): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), 'sendproof-vault-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  return dir
}

/** As long as the caches that were measured in the field (reference 9.4): twice what the keychain takes. */
const cache = JSON.stringify({ RefreshToken: { secret: 'canary-'.repeat(900) } })

describe('a sign-in kept in the vault', () => {
  it('is there for the next start, and on disk nothing of it can be read', async () => {
    const dir = await folder()
    const keychain = new MemorySecretStore()
    expect(await new SealedVault(dir, keychain).put('auth/anna', cache)).toEqual({ ok: true, value: null })
    expect(await new SealedVault(dir, keychain).get('auth/anna')).toEqual({ ok: true, value: cache })
    const sealed = await readFile(path.join(dir, 'auth', 'anna.sealed'))
    expect(sealed.includes('canary')).toBe(false)
    if (process.platform !== 'win32')
      expect((await stat(path.join(dir, 'auth', 'anna.sealed'))).mode & 0o077).toBe(0)
    expect(await readdir(path.join(dir, 'auth'))).toEqual(['anna.sealed'])
  })

  it('is sealed anew each time: the same content never looks the same', async () => {
    const dir = await folder()
    const vault = new SealedVault(dir, new MemorySecretStore())
    await vault.put('a', 'same')
    const first = await readFile(path.join(dir, 'a.sealed'))
    await vault.put('a', 'same')
    expect((await readFile(path.join(dir, 'a.sealed'))).equals(first)).toBe(false)
  })

  it('cannot be passed off as somebody else’s by renaming the file', async () => {
    const dir = await folder()
    const vault = new SealedVault(dir, new MemorySecretStore())
    await vault.put('auth/anna', 'token of anna')
    await vault.put('auth/bob', 'token of bob')
    await writeFile(
      path.join(dir, 'auth', 'bob.sealed'),
      await readFile(path.join(dir, 'auth', 'anna.sealed')),
    )
    expect(await vault.get('auth/bob')).toMatchObject({ ok: false, error: { code: 'vault-unreadable' } })
  })

  it('with one bit changed, cut short or replaced by rubbish is refused with what to do', async () => {
    const dir = await folder()
    const vault = new SealedVault(dir, new MemorySecretStore())
    await vault.put('a', 'content')
    const file = path.join(dir, 'a.sealed')
    const good = await readFile(file)
    const flipped = Buffer.from(good)
    flipped[good.length - 1] = (good.at(-1) ?? 0) ^ 1
    for (const bad of [
      flipped,
      good.subarray(0, good.length - 3),
      Buffer.from('SPV1'),
      Buffer.from('rubbish'),
      Buffer.alloc(0),
    ]) {
      await writeFile(file, bad)
      const read = await vault.get('a')
      expect(read).toMatchObject({ ok: false, error: { code: 'vault-unreadable' } })
      expect(!read.ok && plainly(read.error).next).toMatch(/Sign the mailbox in again/)
    }
  })

  it('cannot be read once its key has gone from the keychain, and can be replaced', async () => {
    const dir = await folder()
    await new SealedVault(dir, new MemorySecretStore()).put('a', 'old')
    const vault = new SealedVault(dir, new MemorySecretStore())
    expect(await vault.get('a')).toMatchObject({ ok: false, error: { code: 'vault-unreadable' } })
    expect(await vault.put('a', 'new')).toEqual({ ok: true, value: null })
    expect(await vault.get('a')).toEqual({ ok: true, value: 'new' })
  })

  for (const state of ['locked', 'absent'] as const)
    it(`is neither written nor read while the keychain is ${state}: nothing appears in the folder`, async () => {
      const dir = await folder()
      const keychain = new MemorySecretStore()
      keychain.become(state)
      const vault = new SealedVault(dir, keychain)
      expect((await vault.state()).state).toBe(state)
      expect(await vault.put('auth/a', 'x')).toMatchObject({
        ok: false,
        error: { code: `keychain-${state}` },
      })
      expect(await readdir(dir)).toEqual([])
    })

  it('is removed alone, or with everything under its name', async () => {
    const dir = await folder()
    const vault = new SealedVault(dir, new MemorySecretStore())
    for (const name of ['auth/s1/a', 'auth/s1/b', 'auth/s2/a']) await vault.put(name, name)
    await vault.remove('auth/s1/a')
    expect(await vault.get('auth/s1/a')).toEqual({ ok: true, value: null })
    await vault.remove('auth/s1')
    expect(await vault.get('auth/s1/b')).toEqual({ ok: true, value: null })
    expect(await vault.get('auth/s2/a')).toEqual({ ok: true, value: 'auth/s2/a' })
    expect(await vault.remove('auth/never')).toEqual({ ok: true, value: null })
  })

  it('takes no name that leads out of its folder', async () => {
    const vault = new SealedVault(await folder(), new MemorySecretStore())
    for (const name of [
      '../out',
      'a/../../out',
      '/etc/passwd',
      'C:\\x',
      'a\\b',
      '',
      'A',
      'a//b',
      '.',
      'a/',
      'con.txt',
      'a\0b',
    ]) {
      expect(await vault.put(name, 'x')).toMatchObject({ ok: false, error: { code: 'bad-input' } })
      expect(await vault.get(name)).toMatchObject({ ok: false, error: { code: 'bad-input' } })
      expect(await vault.remove(name)).toMatchObject({ ok: false, error: { code: 'bad-input' } })
    }
  })

  it('made by window and command line at the same first moment is readable by both', async () => {
    const dir = await folder()
    const keychain = new MemorySecretStore()
    const vaults = Array.from({ length: 6 }, () => new SealedVault(dir, keychain))
    await Promise.all(vaults.map((vault, n) => vault.put(`auth/m${n}`, `value ${n}`)))
    for (const reader of vaults)
      for (let n = 0; n < vaults.length; n += 1)
        expect(await reader.get(`auth/m${n}`)).toEqual({ ok: true, value: `value ${n}` })
  })

  it('that the disk did not take is not called stored', async () => {
    const dir = await folder()
    const vault = new SealedVault(dir, new MemorySecretStore())
    await mkdir(path.join(dir, 'a.sealed'))
    expect(await vault.put('a', 'x')).toMatchObject({ ok: false, error: { code: 'disk' } })
    expect((await readdir(dir)).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })
})
