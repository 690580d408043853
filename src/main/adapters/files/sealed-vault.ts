/** The vault: sealed files for what does not fit the keychain, under one key that the keychain holds. */
import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { appError, type AppError } from '../../../domain/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { KeychainState, SecretStore } from '../../ports/secret-store.ts'
import type { Vault } from '../../ports/vault.ts'
import { withFileLock } from './file-lock.ts'
import { isFull, readFileIfThere, replaceFile, writeError } from './file-writes.ts'
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

  state(): Promise<{ readonly state: KeychainState; readonly note: string | null }> {
    return this.#secrets.state()
  }

  async put(name: string, value: string): Promise<Result<null, AppError>> {
    if (!namePattern.test(name)) return err(badName(name))
    const key = await this.#keyForWriting()
    if (!key.ok) return key
    const file = this.#fileOf(name)
    try {
      await replaceFile(file, seal(key.value, name, value))
      const written = await readFileIfThere(file)
      // Trusted only when the disk gives back what was meant: a full or failing disk may say it wrote.
      if (written !== null && open(key.value, name, written) === value) return ok(null)
      return err(cannotWrite('it read back differently from what was written'))
    } catch (error) {
      return err(cannotWrite(error))
    }
  }

  async get(name: string): Promise<Result<string | null, AppError>> {
    if (!namePattern.test(name)) return err(badName(name))
    let sealed: Buffer | null
    try {
      sealed = await readFileIfThere(this.#fileOf(name))
    } catch (error) {
      return err(unreadable(error))
    }
    if (sealed === null) return ok(null)
    if (this.#key !== null) {
      const value = tryOpen(this.#key, name, sealed)
      if (value !== null) return ok(value)
    }
    // Not (or no longer) the key we remember: the keychain decides.
    this.#asking ??= this.#storedKey().finally(() => (this.#asking = null))
    const key = await this.#asking
    if (!key.ok) return key
    if (key.value === null) return err(unreadable('its key is no longer in the keychain'))
    const value = tryOpen(key.value, name, sealed)
    if (value === null) return err(unreadable('the file was changed, or sealed with another key'))
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
      return err(
        appError('disk', `The stored sign-in "${name}" could not be removed from the data folder.`, {
          next: 'Check that the data folder may be written and try again.',
          details: said(error),
        }),
      )
    }
  }

  #fileOf(name: string): string {
    return path.join(this.#dir, ...name.split('/')) + sealedSuffix
  }

  async #storedKey(): Promise<Result<Buffer | null, AppError>> {
    const stored = await this.#secrets.get(keyName)
    if (!stored.ok) return stored
    if (stored.value === null) return ok(null)
    const key = Buffer.from(stored.value, 'base64')
    return key.length === 32 ? ok(key) : err(unreadable('the key in the keychain is damaged'))
  }

  /** Two processes may start at once: the first one's key wins, and each uses what the keychain gives back. */
  async #keyForWriting(): Promise<Result<Buffer, AppError>> {
    if (this.#key !== null) return ok(this.#key)
    try {
      return await withFileLock(path.join(this.#dir, 'key.lock'), async () => {
        const there = await this.#storedKey()
        if (!there.ok) return there
        if (there.value === null) {
          const set = await this.#secrets.set(keyName, randomBytes(32).toString('base64'))
          if (!set.ok) return set
        }
        const key = there.value === null ? await this.#storedKey() : there
        if (!key.ok) return key
        if (key.value === null)
          return err(
            appError(
              'keychain-failed',
              'The keychain did not give back the key that was put into it. Nothing was stored.',
            ),
          )
        this.#key = key.value
        return ok(key.value)
      })
    } catch (error) {
      return err(cannotWrite(error))
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

function badName(name: string): AppError {
  return appError('bad-input', `"${name}" is not a name the vault takes.`)
}

function unreadable(why: unknown): AppError {
  return appError('vault-unreadable', 'A stored sign-in cannot be opened on this computer and account.', {
    next: 'Sign the mailbox in again; the unreadable entry is replaced.',
    details: said(why),
  })
}

function cannotWrite(why: unknown): AppError {
  if (isFull(why)) return writeError('the sign-in', why)
  return appError('disk', 'The sign-in could not be stored safely in the data folder.', {
    next: 'Check that the disk is not full and the data folder may be written, then try again.',
    details: said(why),
  })
}

function said(why: unknown): string {
  return why instanceof Error ? why.message : String(why)
}
