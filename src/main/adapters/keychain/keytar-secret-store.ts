/** The operating system's keychain through keytar: Credential Manager, Keychain or the Linux secret service. */
import type * as keytarModule from 'keytar'
import { appError, type AppError } from '../../../domain/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { KeychainState, SecretStore } from '../../ports/secret-store.ts'
import { lookAtKeyring } from './linux-keyring.ts'
import { plainly } from '../../../words/plainly.ts'

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

export class KeytarSecretStore implements SecretStore {
  readonly #service: string
  readonly #timeoutMs: number
  #keytar: Keytar | null = null
  /** One call at a time: libsecret opens its connection anew, and several at once trip over each other. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(options: KeytarOptions = {}) {
    this.#service = options.service ?? 'Sendproof'
    this.#timeoutMs = options.timeoutMs ?? 5_000
  }

  async state(): Promise<{ readonly state: KeychainState; readonly note: string | null }> {
    const value = `check-${process.pid}-${Date.now()}`
    // Two processes may look at the same time: each has an entry of its own.
    const name = `${ownEntry}-${process.pid}`
    const tried = await this.#call(async (keytar) => {
      await keytar.setPassword(this.#service, name, value)
      const read = await keytar.getPassword(this.#service, name)
      await keytar.deletePassword(this.#service, name)
      return read === value
    })
    if (!tried.ok) {
      const state = tried.error.code === 'keychain-locked' ? 'locked' : 'absent'
      return { state, note: `${plainly(tried.error).what} ${plainly(tried.error).next ?? ''}`.trim() }
    }
    if (tried.value) return { state: 'ready', note: null }
    return {
      state: 'absent',
      note: 'The keychain did not give back what was put into it, so it is not used.',
    }
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
    const mine = this.#turn.then(() => this.#callNow(work))
    this.#turn = mine
    return mine
  }

  /** Every use of the keychain: looked at first, loaded late, bounded in time, errors told apart. Never rejects. */
  async #callNow<T>(work: (keytar: Keytar) => Promise<T>): Promise<Result<T, AppError>> {
    if (process.platform === 'linux') {
      const look = await lookAtKeyring(this.#timeoutMs)
      if (look === 'absent') return err(absent('no secret service answers on the session bus'))
      if (look === 'locked') return err(locked('its default keyring is locked or was never opened'))
      if (look === 'silent') return err(locked('it does not answer; it may be waiting for a password'))
    }
    const loaded = await this.#load()
    if (!loaded.ok) return loaded
    let timer: NodeJS.Timeout | undefined
    const tooLate = new Promise<'too-late'>((resolve) => {
      timer = setTimeout(() => resolve('too-late'), this.#timeoutMs)
    })
    try {
      const done = await Promise.race([work(loaded.value).then((value) => ({ value })), tooLate])
      if (done === 'too-late')
        return err(locked('it did not answer in time; it may be asking for a password in a window'))
      return ok(done.value)
    } catch (error) {
      return err(explain(error))
    } finally {
      clearTimeout(timer)
    }
  }

  /** Late, so that a machine without the native library gets a sentence instead of a crash at start. */
  async #load(): Promise<Result<Keytar, AppError>> {
    if (this.#keytar !== null) return ok(this.#keytar)
    try {
      const module = (await import('keytar')) as Keytar & { default?: Keytar }
      this.#keytar = module.default ?? module
      return ok(this.#keytar)
    } catch (error) {
      return err(absent('its library could not be loaded', error))
    }
  }
}

/** Null when the keychain of every platform takes it. */
export function refuseValue(name: string, value: string): AppError | null {
  if (value === '') return appError('keychain-failed', `The secret "${name}" is empty. Nothing was written.`)
  const bytes = Buffer.byteLength(value, 'utf8')
  if (bytes <= maxSecretBytes) return null
  return appError(
    'keychain-failed',
    `The secret "${name}" has ${bytes} bytes; the Windows keychain takes ${maxSecretBytes} an entry. Nothing was written.`,
    {
      next: 'Keep long values such as token caches and private keys in the vault, which seals them in files.',
    },
  )
}

const linuxHint =
  'Install libsecret and a keyring such as gnome-keyring, and start Sendproof inside a desktop session.'
const otherHint = 'Sign in to this computer with your own account and start Sendproof from that session.'

function absent(why: string, error?: unknown): AppError {
  return appError('keychain-absent', `This computer offers no keychain: ${why}.`, {
    next: process.platform === 'linux' ? linuxHint : otherHint,
    ...(error === undefined ? {} : { details: firstLine(error) }),
  })
}

function locked(why: string): AppError {
  return appError('keychain-locked', `The keychain is locked: ${why}.`, {
    next: 'Unlock it (signing out of this computer and in again does), then try again. Nothing was written.',
  })
}

function explain(error: unknown): AppError {
  const said = firstLine(error)
  if (/autolaunch|D-?Bus|message bus|not provided by any|ServiceUnknown|Could not connect/i.test(said))
    return absent('no secret service answers on the session bus', error)
  if (/locked collection|IsLocked|is locked|prompt|collection\/login|dismissed|cancell?ed/i.test(said))
    return locked(said.replace(/\.$/, ''))
  return appError('keychain-failed', 'The keychain refused what was asked of it.', {
    next: 'Try again; if it stays, sign out of this computer and in again.',
    details: said,
  })
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
}
