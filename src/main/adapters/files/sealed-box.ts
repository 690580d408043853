/** X25519 with a one-time key, HKDF-SHA-256 and AES-256-GCM, all of Node's own. @see docs/adr/0017-a-sign-in-sealed-for-one-pc.md */
import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto'
import type { Box } from '../../../domain/invitation/invitation.schema.ts'
import type { BoxKeys, SealedBox } from '../../services/invitation/sealed-box.port.ts'

const ivBytes = 12
const tagBytes = 16

export class X25519SealedBox implements SealedBox {
  newKeys(): BoxKeys {
    const { publicKey, privateKey } = generateKeyPairSync('x25519')
    return {
      publicKey: textOf(publicKey),
      privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
    }
  }

  seal(publicKey: string, bound: string, text: string): Box | null {
    const theirs = publicOf(publicKey)
    if (theirs === null) return null
    const once = generateKeyPairSync('x25519')
    const key = textOf(once.publicKey)
    const shared = agreed(once.privateKey, theirs, key, publicKey)
    if (shared === null) return null
    const iv = randomBytes(ivBytes)
    const cipher = createCipheriv('aes-256-gcm', shared, iv, { authTagLength: tagBytes })
    cipher.setAAD(Buffer.from(bound, 'utf8'))
    const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return {
      key,
      iv: iv.toString('base64'),
      tag: cipher.getAuthTag().toString('base64'),
      data: data.toString('base64'),
    }
  }

  open(privateKey: string, bound: string, box: Box): string | null {
    try {
      const mine = createPrivateKey({
        key: Buffer.from(privateKey, 'base64'),
        format: 'der',
        type: 'pkcs8',
      })
      const theirs = publicOf(box.key)
      const shared = theirs && agreed(mine, theirs, box.key, textOf(createPublicKey(mine)))
      if (shared === null) return null
      const iv = Buffer.from(box.iv, 'base64')
      const decipher = createDecipheriv('aes-256-gcm', shared, iv, { authTagLength: tagBytes })
      decipher.setAAD(Buffer.from(bound, 'utf8'))
      decipher.setAuthTag(Buffer.from(box.tag, 'base64'))
      return Buffer.concat([decipher.update(Buffer.from(box.data, 'base64')), decipher.final()]).toString(
        'utf8',
      )
    } catch {
      return null
    }
  }
}

function textOf(key: KeyObject): string {
  return key.export({ format: 'der', type: 'spki' }).toString('base64')
}

function publicOf(text: string): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'x25519' ? key : null
  } catch {
    return null
  }
}

/** Both public keys go into the key, so that it belongs to this exchange and no other. Null for a key that agrees to nothing. */
function agreed(privateKey: KeyObject, publicKey: KeyObject, once: string, invited: string): Buffer | null {
  try {
    const secret = diffieHellman({ privateKey, publicKey })
    return Buffer.from(hkdfSync('sha256', secret, '', `sendproof-sealed-sign-in ${once} ${invited}`, 32))
  } catch {
    return null
  }
}
