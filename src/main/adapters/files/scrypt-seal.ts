/**
 * A text closed with a passphrase: scrypt makes the key, AES-256-GCM closes and proves. Written as JSON that any
 * language can read. @see docs/export-format.md
 */
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { z } from 'zod'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { PassphraseSeal } from '../../services/surroundings/files.port.ts'

/** 128 MiB and about half a second for each guess. Only these are read: a file may not set the price of opening it. */
const cost = { N: 131_072, r: 8, p: 1 } as const
const keyBytes = 32
const saltBytes = 16
const ivBytes = 12
const tagBytes = 16
const shortest = 10
const longest = 1024
const format = 'sendproof-sealed'

const bytes = (count: number) => z.base64().refine((text) => Buffer.from(text, 'base64').length === count)

const SealedSchema = z.strictObject({
  format: z.literal(format),
  version: z.literal(1),
  kdf: z.strictObject({
    name: z.literal('scrypt'),
    N: z.literal(cost.N),
    r: z.literal(cost.r),
    p: z.literal(cost.p),
    salt: bytes(saltBytes),
  }),
  cipher: z.strictObject({ name: z.literal('aes-256-gcm'), iv: bytes(ivBytes), tag: bytes(tagBytes) }),
  data: z.base64(),
})

export class ScryptSeal implements PassphraseSeal {
  readonly #random: (count: number) => Buffer

  /** `random` only differs where a known result is wanted. */
  constructor(random: (count: number) => Buffer = randomBytes) {
    this.#random = random
  }

  async seal(text: string, passphrase: string): Promise<Result<string, AppError>> {
    const length = [...passphrase].length
    if (length < shortest || length > longest)
      return err({
        code: 'passphrase-length',
        characters: length,
        least: shortest,
        most: longest,
        field: 'passphrase',
      })
    const salt = this.#random(saltBytes)
    const iv = this.#random(ivBytes)
    const cipher = createCipheriv('aes-256-gcm', await keyOf(passphrase, salt), iv, {
      authTagLength: tagBytes,
    })
    cipher.setAAD(associated(salt, iv))
    const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    const sealed: z.infer<typeof SealedSchema> = {
      format,
      version: 1,
      kdf: { name: 'scrypt', ...cost, salt: salt.toString('base64') },
      cipher: { name: 'aes-256-gcm', iv: iv.toString('base64'), tag: cipher.getAuthTag().toString('base64') },
      data: data.toString('base64'),
    }
    return ok(`${JSON.stringify(sealed, null, 1)}\n`)
  }

  isSealed(text: string): boolean {
    return /^\ufeff?\s*\{\s*"format"\s*:\s*"sendproof-sealed"/.test(text.slice(0, 200))
  }

  async open(text: string, passphrase: string): Promise<Result<string, AppError>> {
    const sealed = SealedSchema.safeParse(parsed(text))
    if (!sealed.success) return err({ code: 'sealed-damaged' })
    const { kdf, cipher, data } = sealed.data
    const salt = Buffer.from(kdf.salt, 'base64')
    const iv = Buffer.from(cipher.iv, 'base64')
    const key = await keyOf(passphrase.slice(0, longest * 2), salt)
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes })
      decipher.setAAD(associated(salt, iv))
      decipher.setAuthTag(Buffer.from(cipher.tag, 'base64'))
      const opened = Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()])
      return ok(opened.toString('utf8'))
    } catch {
      return err({ code: 'passphrase-wrong', field: 'passphrase' })
    }
  }
}

/** The same letters typed on another keyboard may be other code points: NFC makes them one. */
function keyOf(passphrase: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(
      passphrase.normalize('NFC'),
      salt,
      keyBytes,
      { ...cost, maxmem: 256 * 1024 * 1024 },
      (error, key) => (error === null ? resolve(key) : reject(error)),
    )
  })
}

/** Everything but the data is bound into the seal, so that no part of a file can be put into another. */
function associated(salt: Buffer, iv: Buffer): Buffer {
  return Buffer.from(
    [
      format,
      1,
      'scrypt',
      cost.N,
      cost.r,
      cost.p,
      salt.toString('base64'),
      'aes-256-gcm',
      iv.toString('base64'),
    ].join('|'),
    'utf8',
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return null
  }
}
