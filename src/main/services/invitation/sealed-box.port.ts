/** Closes a text for one other PC: only its private key opens it. */
import type { Box } from '../../../domain/invitation/invitation.schema.ts'

export interface BoxKeys {
  /** SubjectPublicKeyInfo in base64. */
  readonly publicKey: string
  /** PKCS #8 in base64: secret. */
  readonly privateKey: string
}

export interface SealedBox {
  newKeys(): BoxKeys
  /** `bound`: what has to be the same when it is opened. Null where the key is none. */
  seal(publicKey: string, bound: string, text: string): Box | null
  /** Null where a bit was changed, the key is another, or it is bound to something else. */
  open(privateKey: string, bound: string, box: Box): string | null
}
