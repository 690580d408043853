/** SHA-256 as the domain asks for it. */
import { createHash } from 'node:crypto'
import type { Digest } from '../../../domain/journal-chain/journal-chain.ts'
import { inBlocks } from '../../../domain/text/blocks.ts'

export const sha256: Digest = (text) => {
  const hash = createHash('sha256')
  for (const block of typeof text === 'string' ? [text] : inBlocks(text)) hash.update(block, 'utf8')
  return hash.digest('hex')
}
