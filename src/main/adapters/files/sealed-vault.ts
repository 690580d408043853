/** The vault: sealed files for what does not fit the keychain, under one key that the keychain holds. */
import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { VaultEntry } from '../../../domain/problem/sign-in-problems.ts'
import type { ProblemOf } from '../../../domain/problem/problem.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { KeychainLook, SecretStore, Vault } from '../../services/sign-in/vault.port.ts'
import { withFileLock } from './file-lock.ts'
import { isFull, readFileIfThere, replaceFile, said, writeError } from './file-writes.ts'
import { open, seal } from './seal.ts'

const keyName = 'vault-key'
const namePattern = /^[a-z0-9][a-z0-9-]{0,63}(\/[a-z0-9][a-z0-9-]{0,63}){0,3}$/
const sealedSuffix = '.sealed'

export class SealedVault implements Vault {
  readonly #dir: string
  readonly #secrets: SecretStore
  #key: Buffer | null = null
  /** Eight mailboxes that ask at once share one question to the keychain. */
  #asking: Promise<Result<Buffer | null, AppError>> | null = null

  constructor(dir: string, secrets: SecretStore) {
    this.#dir = dir
    this.#secrets = secrets
  }

  state(): Promise<KeychainLook> {
    return this.#secrets.state()
  }

  async put(name: string, value: string): Promise<Result<null, AppError>> {
    if (!namePattern.test(name)) return err(badName(name))
    const key = await this.#keyForWriting(name)
    if (!key.ok) return key
    const file = this.#fileOf(name)
    try {
      await replaceFile(file, seal(key.value, name, value))
      const written = await readFileIfThere(file)
      // Trusted only when the disk gives back what was meant: a full or failing disk may say it wrote.
      if (written !== null && open(key.value, name, written) === value) return ok(null)
      return err({ code: 'vault-entry-not-written', entry: entryOf(name) })
    } catch (error) {
      return err(cannotWrite(name, error))
    }
  }

  async get(name: string): Promise<Result<string | null, AppError>> {
    if (!namePattern.test(name)) return err(badName(name))
    let sealed: Buffer | null
    try {
      sealed = await readFileIfThere(this.#fileOf(name))
    } catch (error) {
      return err({ ...unreadable(name, 'file'), details: said(error) })
    }
    if (sealed === null) return ok(null)
    if (this.#key !== null) {
      const value = tryOpen(this.#key, name, sealed)
      if (value !== null) return ok(value)
    }
    // Not (or no longer) the key we remember: the keychain decides.
    this.#asking ??= this.#storedKey(name).finally(() => (this.#asking = null))
    const key = await this.#asking
    if (!key.ok) return key
    if (key.value === null) return err(unreadable(name, 'key-gone'))
    const value = tryOpen(key.value, name, sealed)
    if (value === null) return err(unreadable(name, 'other-key'))
    this.#key = key.value
    return ok(value)
  }

  async remove(name: string): Promise<Result<null, AppError>> {
    if (!namePattern.test(name)) return err(badName(name))
    try {
      await rm(this.#fileOf(name), { force: true })
      await rm(path.join(this.#dir, ...name.split('/')), { recursive: true, force: true })
      return ok(null)
    } catch (error) {
      return err({ code: 'vault-entry-not-removed', entry: entryOf(name), details: said(error) })
    }
  }

  #fileOf(name: string): string {
    return path.join(this.#dir, ...name.split('/')) + sealedSuffix
  }

  async #storedKey(name: string): Promise<Result<Buffer | null, AppError>> {
    const stored = await this.#secrets.get(keyName)
    if (!stored.ok) return stored
    if (stored.value === null) return ok(null)
    const key = Buffer.from(stored.value, 'base64')
    return key.length === 32 ? ok(key) : err(unreadable(name, 'key-damaged'))
  }

  /** Two processes may start at once: the first one's key wins, and each uses what the keychain gives back. */
  async #keyForWriting(name: string): Promise<Result<Buffer, AppError>> {
    if (this.#key !== null) return ok(this.#key)
    try {
      return await withFileLock(path.join(this.#dir, 'key.lock'), async () => {
        const there = await this.#storedKey(name)
        if (!there.ok) return there
        if (there.value === null) {
          const set = await this.#secrets.set(keyName, randomBytes(32).toString('base64'))
          if (!set.ok) return set
        }
        const key = there.value === null ? await this.#storedKey(name) : there
        if (!key.ok) return key
        if (key.value === null) return err({ code: 'keychain-key-lost', platform: process.platform })
        this.#key = key.value
        return ok(key.value)
      })
    } catch (error) {
      return err(cannotWrite(name, error))
    }
  }
}

function tryOpen(key: Buffer, name: string, sealed: Buffer): string | null {
  try {
    return open(key, name, sealed)
  } catch {
    return null
  }
}

/** Services name their entries by what they are: auth/… and credential/…. */
function entryOf(name: string): VaultEntry {
  return name.startsWith('auth/') ? 'sign-in' : name.startsWith('credential/') ? 'credential' : 'other'
}

function badName(name: string): AppError {
  return { code: 'vault-name-wrong', name }
}

type Unreadable = ProblemOf<'vault-entry-unreadable'>

function unreadable(name: string, why: Unreadable['why']): Unreadable {
  return { code: 'vault-entry-unreadable', entry: entryOf(name), why, platform: process.platform }
}

function cannotWrite(name: string, why: unknown): AppError {
  if (isFull(why)) return writeError('sign-in', null, why)
  return { code: 'vault-entry-not-written', entry: entryOf(name), details: said(why) }
}
