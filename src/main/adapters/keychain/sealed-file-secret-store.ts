/**
 * Secrets of practice setups on a machine without a keychain: a sealed file with its key beside it. That protects
 * nothing from a reader of the folder, which is why a real tenant's secrets never go here (ARCHITECTURE, "Decisions").
 */
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { z } from 'zod'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { KeychainLook, SecretStore } from '../../services/sign-in/vault.port.ts'
import { withFileLock } from '../files/file-lock.ts'
import {
  createFileOnce,
  isFull,
  readFileIfThere,
  replaceFile,
  said,
  writeError,
} from '../files/file-writes.ts'
import { open, seal } from '../files/seal.ts'
import { refuseValue } from './keytar-secret-store.ts'

const EntriesSchema = z.record(z.string(), z.string())
const sealedName = 'practice-secrets'

export class SealedFileSecretStore implements SecretStore {
  readonly #keyFile: string
  readonly #file: string
  readonly #lockFile: string

  constructor(dir: string) {
    this.#keyFile = path.join(dir, 'practice-secrets.key')
    this.#file = path.join(dir, 'practice-secrets.sealed')
    this.#lockFile = path.join(dir, 'practice-secrets.lock')
  }

  async state(): Promise<KeychainLook> {
    const read = await this.#guard(async () => this.#read())
    return read.ok ? { state: 'ready', problem: null } : { state: 'absent', problem: read.error }
  }

  async get(name: string): Promise<Result<string | null, AppError>> {
    return this.#guard(async () => (await this.#read())[name] ?? null)
  }

  async set(name: string, value: string): Promise<Result<null, AppError>> {
    const tooLong = refuseValue(name, value)
    if (tooLong !== null) return err(tooLong)
    return this.#change((entries) => ({ ...entries, [name]: value }))
  }

  async remove(name: string): Promise<Result<null, AppError>> {
    return this.#change((entries) =>
      Object.fromEntries(Object.entries(entries).filter(([key]) => key !== name)),
    )
  }

  async #change(
    edit: (entries: Record<string, string>) => Record<string, string>,
  ): Promise<Result<null, AppError>> {
    return this.#guard(() =>
      withFileLock(this.#lockFile, async () => {
        const entries = edit(await this.#read())
        await replaceFile(this.#file, seal(await this.#key(), sealedName, JSON.stringify(entries)))
        return null
      }),
    )
  }

  async #read(): Promise<Record<string, string>> {
    const sealed = await readFileIfThere(this.#file)
    if (sealed === null) return {}
    return EntriesSchema.parse(JSON.parse(open(await this.#key(), sealedName, sealed)))
  }

  /** The first process to ask makes the key; the others read it. */
  async #key(): Promise<Buffer> {
    await createFileOnce(this.#keyFile, randomBytes(32))
    const key = await readFileIfThere(this.#keyFile)
    if (key?.length !== 32) throw new Error(`${this.#keyFile} does not hold a key`)
    return key
  }

  async #guard<T>(work: () => Promise<T>): Promise<Result<T, AppError>> {
    try {
      return ok(await work())
    } catch (error) {
      if (isFull(error)) return err(writeError('practice-secret', null, error))
      return err({ code: 'practice-secrets-unusable', details: said(error) })
    }
  }
}
