/** Device codes: shown to a person, typed into a browser elsewhere, polled for meanwhile. @see reference 7.1 */
import { randomBytes, randomInt } from 'node:crypto'

export interface DeviceCode {
  clientId: string
  scope: string
  userCode: string
  deviceCode: string
  issuedAt: number
  answer: { kind: 'pending' } | { kind: 'approved'; userId: string } | { kind: 'declined' }
  redeemed: boolean
}

export const deviceCodeSeconds = 900
/** Letters and digits that cannot be mistaken for each other. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

export class DeviceCodes {
  readonly #codes = new Set<DeviceCode>()

  issue(clientId: string, scope: string, now: number): DeviceCode {
    for (const old of this.#codes)
      if (now - old.issuedAt > 10_000 * deviceCodeSeconds) this.#codes.delete(old)
    const code: DeviceCode = {
      clientId,
      scope,
      userCode: Array.from({ length: 9 }, () => letters.charAt(randomInt(letters.length))).join(''),
      deviceCode: `GAQABIQEAAA${randomBytes(96).toString('base64url')}`,
      issuedAt: now,
      answer: { kind: 'pending' },
      redeemed: false,
    }
    this.#codes.add(code)
    return code
  }

  /** The one a person typed, while it is waiting. */
  typed(userCode: string, now: number): DeviceCode | undefined {
    const wanted = userCode.replace(/[\s-]/g, '').toUpperCase()
    return [...this.#codes].find(
      (code) => code.userCode === wanted && code.answer.kind === 'pending' && !this.expired(code, now),
    )
  }

  find(deviceCode: string): DeviceCode | undefined {
    return [...this.#codes].find((code) => code.deviceCode === deviceCode)
  }

  expired(code: DeviceCode, now: number): boolean {
    return now - code.issuedAt > deviceCodeSeconds * 1000
  }
}
