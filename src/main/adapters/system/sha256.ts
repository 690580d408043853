/** SHA-256 as the domain asks for it. */
import { createHash } from 'node:crypto'
import type { Digest } from '../../../domain/journal-chain/journal-chain.ts'

export const sha256: Digest = (text) => createHash('sha256').update(text, 'utf8').digest('hex')
