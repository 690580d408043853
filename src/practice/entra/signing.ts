/** Signs the tenant's tokens and verifies them again where they are used. */
import {
  calculateJwkThumbprint,
  type CryptoKey,
  decodeJwt,
  errors,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from 'jose'
import type { AppCaller } from '../exchange/app-access.ts'
import type { Tenant } from '../tenant/tenant.ts'

interface Keys {
  privateKey: CryptoKey | Uint8Array
  publicKey: CryptoKey | Uint8Array
  publicJwk: JWK
  kid: string
}
/** Why a token is no good: the real services tell these apart. */
export type TokenProblem = 'malformed' | 'expired' | 'audience' | 'invalid'
export type VerifiedToken = { ok: true; claims: JWTPayload } | { ok: false; problem: TokenProblem }

let kept: Promise<JWK> | undefined
/** As at Microsoft the tenants sign with the same key: here all that this process makes. A token names its tenant. */
const keyOfThisProcess = (): Promise<JWK> =>
  (kept ??= generateKeyPair('RS256', { modulusLength: 2048, extractable: true }).then(({ privateKey }) =>
    exportJWK(privateKey),
  ))

/** Making an RSA key takes a while: it starts at once, and only the first token waits for it. */
export class TokenSigner {
  readonly #tenant: Tenant
  readonly #keys: Promise<Keys>

  constructor(tenant: Tenant) {
    this.#tenant = tenant
    this.#keys = this.#load()
    this.#keys.catch(() => undefined) // whoever needs the keys sees the trouble
  }

  async #load(): Promise<Keys> {
    const { state, file } = this.#tenant
    let jwk: JWK | undefined = state.signingKey
    if (jwk === undefined) {
      jwk = await keyOfThisProcess()
      state.signingKey = { ...jwk }
      file.save()
    }
    const { kty, n, e } = jwk
    if (kty === undefined || n === undefined || e === undefined)
      throw new Error('signing key: not an RSA key')
    const publicJwk: JWK = { kty, n, e }
    return {
      privateKey: await importJWK(jwk, 'RS256'),
      publicKey: await importJWK(publicJwk, 'RS256'),
      publicJwk,
      kid: await calculateJwkThumbprint(publicJwk),
    }
  }

  async sign(claims: JWTPayload): Promise<string> {
    const { privateKey, kid } = await this.#keys
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid }).sign(privateKey)
  }

  async jwks(): Promise<{ keys: JWK[] }> {
    const { publicJwk, kid } = await this.#keys
    return { keys: [{ ...publicJwk, use: 'sig', alg: 'RS256', kid }] }
  }

  /** Signature, issuer, audience and time; what the token allows is the caller's question. */
  async verifyAccess(token: string, audiences: readonly string[]): Promise<VerifiedToken> {
    const { publicKey } = await this.#keys
    try {
      const { payload } = await jwtVerify(token, publicKey, {
        algorithms: ['RS256'],
        audience: [...audiences],
        issuer: accessIssuer(this.#tenant),
        currentDate: new Date(this.#tenant.clock()),
        requiredClaims: ['exp', 'oid', 'tid'],
      })
      return { ok: true, claims: payload }
    } catch (error) {
      return { ok: false, problem: problemOf(error) }
    }
  }

  /** What a token says it is for, as the refusals quote it. */
  audienceOf(token: string): string {
    return [decodeJwt(token).aud ?? []].flat().join(', ')
  }

  /** Waits until the key exists, so that closing never leaves half a job behind. */
  async settled(): Promise<void> {
    await this.#keys.catch(() => undefined)
  }
}

function problemOf(error: unknown): TokenProblem {
  if (error instanceof errors.JWTExpired) return 'expired'
  if (error instanceof errors.JWTClaimValidationFailed) return error.claim === 'aud' ? 'audience' : 'invalid'
  return error instanceof errors.JWSInvalid || error instanceof errors.JWTInvalid ? 'malformed' : 'invalid'
}

/** The application a token was issued to on its own; undefined for a person's token. */
export function appOf(claims: JWTPayload): AppCaller | undefined {
  const { idtyp, appid, oid, roles } = claims
  if (idtyp !== 'app' || typeof appid !== 'string' || typeof oid !== 'string') return undefined
  const list: unknown[] = Array.isArray(roles) ? roles : []
  return { appId: appid, objectId: oid, roles: list.filter((role) => typeof role === 'string') }
}

/** Entra dates its tokens back by five minutes, for servers whose clock is behind. */
const backdatedSeconds = 300

/** @param seconds from now on */
export function timesFor(tenant: Tenant, seconds: number) {
  const now = Math.floor(tenant.clock() / 1000)
  return { iat: now - backdatedSeconds, nbf: now - backdatedSeconds, exp: now + seconds }
}

/** What an answer says of a token's life: the second that has passed meanwhile is left out. */
export const toldSeconds = (seconds: number) => seconds - 1

/** Access tokens are of the older kind with their own issuer, as Exchange's and Graph's are. */
export const accessIssuer = (tenant: Tenant) => `${tenant.origin}/sts/${tenant.state.tenantId}/`
export const idIssuer = (tenant: Tenant) => `${tenant.origin}/${tenant.state.tenantId}/v2.0`
