/** Certificates and secrets as a body of an application names them. @see reference 2.3, 2.4 */
import { X509Certificate } from 'node:crypto'
import { certificateBreach } from '../../directory/app-policies.ts'
import { certificateEntry } from '../../directory/registrations.ts'
import type { Registration } from '../../tenant/state.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import type { Shaped } from '../entity-shape.ts'
import type { GraphError } from '../reply.ts'
import { directoryErrors } from './errors.ts'
import { at } from './rows.ts'
import { breachError, rowsOf } from './values.ts'

type Certificate = Registration['certificates'][number]

/** A body may leave secrets out and so remove them; a new one only comes from addPassword. */
export function keepPasswords(registration: Registration, given: unknown): GraphError | undefined {
  if (given === undefined) return undefined
  const kept: Registration['secrets'] = []
  for (const entry of rowsOf(given)) {
    const secret = registration.secrets.find(({ secretId }) => secretId === entry.keyId)
    if (secret === undefined) return directoryErrors.badValue('passwordCredentials', 'Application')
    const changed =
      (typeof entry.endDateTime === 'string' && Date.parse(entry.endDateTime) !== floor(secret.expiresAt)) ||
      (entry.displayName !== undefined && entry.displayName !== secret.displayName)
    if (changed) return directoryErrors.credentialUpdate(secret.secretId)
    kept.push(secret)
  }
  registration.secrets = kept
  return undefined
}

/** The whole list: every certificate that is to stay is in it, the old ones as they were read. */
export function keepKeys(tenant: Tenant, registration: Registration, given: unknown): GraphError | undefined {
  if (given === undefined) return undefined
  const kept: Certificate[] = []
  for (const entry of rowsOf(given)) {
    const known = registration.certificates.find(({ keyId }) => keyId === entry.keyId)
    const read = known === undefined ? readKey(tenant, registration, entry) : unchanged(known, entry)
    if (!read.ok) return read.error
    kept.push(read.entry)
  }
  registration.certificates = kept
  return undefined
}

type Read = { ok: true; entry: Certificate } | { ok: false; error: GraphError }

function unchanged(known: Certificate, entry: Shaped): Read {
  const { key, endDateTime, startDateTime, type, usage } = entry
  const same =
    (typeof key !== 'string' || key === known.der) &&
    (typeof endDateTime !== 'string' || Date.parse(endDateTime) === floor(known.expiresAt)) &&
    (typeof startDateTime !== 'string' || Date.parse(startDateTime) === floor(known.startsAt)) &&
    (type === undefined || type === 'AsymmetricX509Cert') &&
    (usage === undefined || usage === 'Verify')
  return same
    ? { ok: true, entry: known }
    : { ok: false, error: directoryErrors.credentialUpdate(known.keyId) }
}

const floor = (ms: number) => Date.parse(at(ms))

/** A new certificate: readable, in time, and within what the policies of the tenant allow. */
export function readKey(tenant: Tenant, registration: Registration, entry: Shaped): Read {
  const refuse = (error: GraphError): Read => ({ ok: false, error })
  const wrong = () => refuse(directoryErrors.badValue('keyCredentials', 'Application'))
  const { key, type, usage, displayName, endDateTime, startDateTime } = entry
  if (type !== 'AsymmetricX509Cert' || usage !== 'Verify' || typeof key !== 'string') return wrong()
  let certificate: X509Certificate
  try {
    certificate = new X509Certificate(Buffer.from(key, 'base64'))
  } catch {
    return wrong()
  }
  const whole = certificateEntry(certificate)
  const startsAt = typeof startDateTime === 'string' ? Date.parse(startDateTime) : whole.startsAt
  const expiresAt = typeof endDateTime === 'string' ? Date.parse(endDateTime) : whole.expiresAt
  if (Number.isNaN(startsAt) || startsAt < floor(whole.startsAt)) return wrong()
  if (Number.isNaN(expiresAt) || expiresAt > whole.expiresAt || expiresAt <= tenant.clock())
    return refuse(directoryErrors.keyEnd())
  const breach = certificateBreach(tenant, registration, certificate, expiresAt - startsAt)
  if (breach !== undefined) return refuse(breachError(breach))
  const keyId = typeof entry.keyId === 'string' ? entry.keyId : whole.keyId
  return {
    ok: true,
    entry: {
      ...whole,
      keyId,
      displayName: typeof displayName === 'string' ? displayName : whole.displayName,
      startsAt,
      expiresAt,
    },
  }
}
