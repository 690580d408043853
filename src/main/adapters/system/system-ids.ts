/** Identities from the system's random source. */
import { randomInt, randomUUID } from 'node:crypto'
import type { Ids } from '../../services/surroundings/ids.port.ts'

/** What can be mistaken for something else is left out: 0 and O, 1, I and L. */
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

export class SystemIds implements Ids {
  uuid(): string {
    return randomUUID()
  }

  code(): string {
    return Array.from({ length: 6 }, () => letters.charAt(randomInt(letters.length))).join('')
  }
}
