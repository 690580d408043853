/** Authorisation codes: made by the sign-in page, redeemed once at the token endpoint. */
import { createHash, randomBytes } from 'node:crypto'
import type { Scope } from '../directory/permissions.ts'
import type { RedirectPlatform } from '../directory/redirects.ts'

export interface CodeGrant {
  clientId: string
  redirectUri: string
  platform: RedirectPlatform
  userId: string
  nonce: string | undefined
  /** what the sign-in asked for: meant when the redemption names no scope */
  scopes: readonly Scope[]
  challenge: { method: 'S256' | 'plain'; value: string } | undefined
  issuedAt: number
  redeemed: boolean
}

export class CodeBook {
  readonly #grants = new Map<string, CodeGrant>()
  readonly #keepMs: number

  constructor(keepMs: number) {
    this.#keepMs = keepMs
  }

  issue(grant: Omit<CodeGrant, 'redeemed'>): string {
    for (const [code, old] of this.#grants)
      if (grant.issuedAt - old.issuedAt > 10 * this.#keepMs) this.#grants.delete(code)
    const code = `1.A${randomBytes(96).toString('base64url')}`
    this.#grants.set(code, { ...grant, redeemed: false })
    return code
  }

  find(code: string): CodeGrant | undefined {
    return this.#grants.get(code)
  }

  expired(grant: CodeGrant, now: number): boolean {
    return now - grant.issuedAt > this.#keepMs
  }
}

export function verifierFits(challenge: CodeGrant['challenge'], verifier: string | undefined): boolean {
  if (challenge === undefined) return verifier === undefined
  if (verifier === undefined) return false
  const made =
    challenge.method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url')
  return made === challenge.value
}
