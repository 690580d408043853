/** AES-256-GCM for files: what is sealed under one name cannot be opened under another. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** First bytes of a sealed file: the format and its version, bound into the seal together with the name. */
const header = Buffer.from('SPV1')
const ivBytes = 12
const tagBytes = 16

export function seal(key: Buffer, name: string, value: string): Buffer {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes })
  cipher.setAAD(associated(name))
  const body = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()])
  return Buffer.concat([header, iv, cipher.getAuthTag(), body])
}

/** Throws when the key is another, the name is another or a single bit was changed. */
export function open(key: Buffer, name: string, sealed: Buffer): string {
  const bodyAt = header.length + ivBytes + tagBytes
  if (sealed.length < bodyAt || !sealed.subarray(0, header.length).equals(header))
    throw new Error('not a sealed file of this format')
  const decipher = createDecipheriv(
    'aes-256-gcm',
    key,
    sealed.subarray(header.length, header.length + ivBytes),
    {
      authTagLength: tagBytes,
    },
  )
  decipher.setAAD(associated(name))
  decipher.setAuthTag(sealed.subarray(header.length + ivBytes, bodyAt))
  return Buffer.concat([decipher.update(sealed.subarray(bodyAt)), decipher.final()]).toString('utf8')
}

function associated(name: string): Buffer {
  return Buffer.concat([header, Buffer.from(`\0${name}`, 'utf8')])
}
