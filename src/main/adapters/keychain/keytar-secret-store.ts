/** The operating system's keychain through keytar: Credential Manager, Keychain or the Linux secret service. */
import type * as keytarModule from 'keytar'
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { KeychainTrouble } from '../../../domain/problem/sign-in-problems.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { KeychainLook, SecretStore } from '../../services/sign-in/vault.port.ts'
import { lookAtKeyring } from './linux-keyring.ts'

type Keytar = typeof keytarModule

/** CRED_MAX_CREDENTIAL_BLOB_SIZE: the same everywhere, so that what works on one platform works on Windows. @see reference 9.4 */
const maxSecretBytes = 2_560

/** Name the entry of `state()` has while it is written, read and deleted. */
const ownEntry = 'keychain-check'

interface KeytarOptions {
  /** Where the entries are filed in the keychain. */
  readonly service?: string
  /** A locked keychain asks in a window and waits; we do not wait with it. */
  readonly timeoutMs?: number
}

/** One call at a time in a process: libsecret opens its connection anew, and several at once trip over each other. */
let turn: Promise<unknown> = Promise.resolve()

export class KeytarSecretStore implements SecretStore {
  readonly #service: string
  readonly #timeoutMs: number
  #keytar: Keytar | null = null

  constructor(options: KeytarOptions = {}) {
    this.#service = options.service ?? 'Sendproof'
    this.#timeoutMs = options.timeoutMs ?? 5_000
  }

  async state(): Promise<KeychainLook> {
    const value = `check-${process.pid}-${Date.now()}`
    // Two processes may look at the same time: each has an entry of its own.
    const name = `${ownEntry}-${process.pid}`
    const tried = await this.#call(async (keytar) => {
      await keytar.setPassword(this.#service, name, value)
      const read = await keytar.getPassword(this.#service, name)
      await keytar.deletePassword(this.#service, name)
      return read === value
    })
    if (!tried.ok)
      return { state: tried.error.code === 'keychain-closed' ? 'locked' : 'absent', problem: tried.error }
    if (tried.value) return { state: 'ready', problem: null }
    return { state: 'absent', problem: missing('gives-back-other') }
  }

  async get(name: string): Promise<Result<string | null, AppError>> {
    return this.#call((keytar) => keytar.getPassword(this.#service, name))
  }

  async set(name: string, value: string): Promise<Result<null, AppError>> {
    const tooLong = refuseValue(name, value)
    if (tooLong !== null) return err(tooLong)
    return this.#call(async (keytar) => {
      await keytar.setPassword(this.#service, name, value)
      return null
    })
  }

  async remove(name: string): Promise<Result<null, AppError>> {
    return this.#call(async (keytar) => {
      await keytar.deletePassword(this.#service, name)
      return null
    })
  }

  #call<T>(work: (keytar: Keytar) => Promise<T>): Promise<Result<T, AppError>> {
    const mine = turn.then(() => this.#callNow(work))
    turn = mine
    return mine
  }

  /** Every use of the keychain: looked at first, loaded late, bounded in time, errors told apart. Never rejects. */
  async #callNow<T>(work: (keytar: Keytar) => Promise<T>): Promise<Result<T, AppError>> {
    if (process.platform === 'linux') {
      const look = await lookAtKeyring(this.#timeoutMs)
      if (look === 'absent') return err(missing('no-service'))
      if (look === 'locked') return err(closed('locked'))
      if (look === 'silent') return err(closed('no-answer'))
    }
    const loaded = await this.#load()
    if (!loaded.ok) return loaded
    let timer: NodeJS.Timeout | undefined
    const tooLate = new Promise<'too-late'>((resolve) => {
      timer = setTimeout(() => resolve('too-late'), this.#timeoutMs)
    })
    try {
      const done = await Promise.race([work(loaded.value).then((value) => ({ value })), tooLate])
      if (done === 'too-late') return err(closed('no-answer'))
      return ok(done.value)
    } catch (error) {
      return err(explain(error))
    } finally {
      clearTimeout(timer)
    }
  }

  /** Late, so that a machine without the native library gets an answer instead of a crash at start. */
  async #load(): Promise<Result<Keytar, AppError>> {
    if (this.#keytar !== null) return ok(this.#keytar)
    try {
      const module = (await import('keytar')) as Keytar & { default?: Keytar }
      this.#keytar = module.default ?? module
      return ok(this.#keytar)
    } catch (error) {
      return err({ ...missing('no-library'), details: firstLine(error) })
    }
  }
}

/** Null when the keychain of every platform takes it. */
export function refuseValue(name: string, value: string): AppError | null {
  if (value === '') return { code: 'keychain-value-empty', name }
  const bytes = Buffer.byteLength(value, 'utf8')
  return bytes <= maxSecretBytes ? null : { code: 'keychain-value-long', name, bytes, most: maxSecretBytes }
}

function missing(why: KeychainTrouble): AppError {
  return { code: 'keychain-missing', why, platform: process.platform }
}

function closed(why: KeychainTrouble): AppError {
  return { code: 'keychain-closed', why, platform: process.platform }
}

function explain(error: unknown): AppError {
  const details = firstLine(error)
  if (/autolaunch|D-?Bus|message bus|not provided by any|ServiceUnknown|Could not connect/i.test(details))
    return { ...missing('no-service'), details }
  if (/locked collection|IsLocked|is locked|prompt|collection\/login|dismissed|cancell?ed/i.test(details))
    return { ...closed('other'), details }
  return { code: 'keychain-refused', platform: process.platform, details }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
}
