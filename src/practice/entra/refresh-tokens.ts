/** Refresh tokens: kept as hashes, good for ninety idle days. @see reference 7.1 */
import { createHash, randomBytes } from 'node:crypto'
import type { Registration, User } from '../tenant/state.ts'
import { findUserById, type Tenant } from '../tenant/tenant.ts'
import { type EntraError, entraErrors } from './errors.ts'

const digest = (text: string) => createHash('sha256').update(text).digest('hex')
const shape = /^1\.B[\w-]{128}$/

/**
 * A new token every time; the one that was used stays good until it expires, as Entra has it, so that two
 * processes sharing a cache do not lock each other out.
 */
export async function refreshTokenFor(
  tenant: Tenant,
  registration: Registration,
  user: User,
  scope: string,
): Promise<string> {
  const token = `1.B${randomBytes(96).toString('base64url')}`
  const now = tenant.clock()
  const { state } = tenant
  state.refreshTokens.push({
    sha256: digest(token),
    clientId: registration.clientId,
    userId: user.id,
    issuedAt: now,
    usedAt: now,
    scope,
  })
  const own = state.refreshTokens.filter(
    (other) => other.userId === user.id && other.clientId === registration.clientId,
  )
  const surplus = new Set(own.slice(0, Math.max(0, own.length - 20)))
  if (surplus.size > 0) state.refreshTokens = state.refreshTokens.filter((other) => !surplus.has(other))
  await tenant.file.flush()
  return token
}

/** Whose token it is, if it was issued to this application at all; nothing about whether it is still good. */
export function findRefreshToken(tenant: Tenant, registration: Registration, token: string) {
  const refuse = (error: EntraError) => ({ ok: false as const, error })
  if (!shape.test(token)) return refuse(entraErrors.malformedGrant())
  const sha256 = digest(token)
  const record = tenant.state.refreshTokens.find((other) => other.sha256 === sha256)
  const user = record === undefined ? undefined : findUserById(tenant, record.userId)
  if (record === undefined || user === undefined) return refuse(entraErrors.unknownGrant())
  if (record.clientId !== registration.clientId) return refuse(entraErrors.otherClient(registration.clientId))
  return { ok: true as const, record, user }
}

/** Undefined: it is still good, and has been used just now. */
export function useRefreshToken(
  tenant: Tenant,
  record: Tenant['state']['refreshTokens'][number],
  user: User,
): EntraError | undefined {
  const issued = new Date(record.issuedAt).toISOString()
  const now = tenant.clock()
  if (record.revokedAt !== undefined || tenant.faults.hits('revoked-refresh', user.address))
    return entraErrors.revokedRefresh(issued, new Date(record.revokedAt ?? now).toISOString())
  const idle = now - record.usedAt
  if (
    idle > tenant.lifetimes.refreshTokenSeconds * 1000 ||
    tenant.faults.hits('expired-refresh', user.address)
  )
    return entraErrors.expiredRefresh(issued)
  record.usedAt = now
  return undefined
}
