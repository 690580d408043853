/** Clock, identities, processes and SHA-256, as Node has them. */
import { createHash, randomInt, randomUUID } from 'node:crypto'
import type { Digest } from '../../../domain/journal-chain/journal-chain.ts'
import { inBlocks } from '../../../domain/text/blocks.ts'
import type { Clock, Ids } from '../../services/surroundings/surroundings.port.ts'

/** The clock on the wall. */
export class SystemClock implements Clock {
  now(): Date {
    return new Date()
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted === true) return resolve()
      const wake = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', wake)
        resolve()
      }
      const timer = setTimeout(wake, ms)
      signal?.addEventListener('abort', wake, { once: true })
    })
  }
}

/** What can be mistaken for something else is left out: 0 and O, 1, I and L. */
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

/** Identities from the system's random source. */
export class SystemIds implements Ids {
  uuid(): string {
    return randomUUID()
  }

  code(): string {
    return Array.from({ length: 6 }, () => letters.charAt(randomInt(letters.length))).join('')
  }
}

/** Asks the system about a process of this machine; one that may not be signalled is alive too. */
export function isProcessAlive(processId: number): boolean {
  if (!Number.isSafeInteger(processId) || processId <= 0) return false
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** SHA-256 as the domain asks for it. */
export const sha256: Digest = (text) => {
  const hash = createHash('sha256')
  for (const block of typeof text === 'string' ? [text] : inBlocks(text)) hash.update(block, 'utf8')
  return hash.digest('hex')
}
