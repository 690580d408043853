/** How a confidential client proves itself: a secret, or an assertion signed with its certificate. @see reference 2.3, 2.4, 7.1 */
import { X509Certificate } from 'node:crypto'
import { compactVerify, decodeJwt, decodeProtectedHeader, type JWTPayload } from 'jose'
import { checkSecret, hexOf, secretWith } from '../directory/registrations.ts'
import type { Registration } from '../tenant/state.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { type EntraError, entraErrors } from './errors.ts'

/** What the request holds that could be a proof. */
export interface Presented {
  clientId: string | undefined
  secret: string | undefined
  assertion: string | undefined
  assertionType: string | undefined
}
export type Proof =
  | { kind: 'secret' | 'certificate'; keyId: string }
  | { kind: 'nothing' }
  | { kind: 'refused'; error: EntraError }

const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
/** Clocks differ by a little even between good servers. */
const skewSeconds = 300
/** A day is what Entra takes at most; anything longer is a mistake. UNVERIFIED figure. */
const longestSeconds = 86_400

/** From the form, or from HTTP Basic, whose two halves are form-encoded (RFC 6749, 2.3.1). */
export function presented(form: URLSearchParams, authorization: string | undefined): Presented {
  const text = (name: string) => {
    const value = form.get(name)
    return value === null || value === '' ? undefined : value
  }
  const basic = readBasic(authorization)
  return {
    clientId: text('client_id') ?? basic?.clientId,
    secret: text('client_secret') ?? basic?.secret,
    assertion: text('client_assertion'),
    assertionType: text('client_assertion_type'),
  }
}

function readBasic(authorization: string | undefined): { clientId: string; secret: string } | undefined {
  const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return undefined
  const [, id, secret] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? []
  if (id === undefined || secret === undefined) return undefined
  return { clientId: formDecoded(id), secret: formDecoded(secret) }
}

const formDecoded = (text: string) => new URLSearchParams(`v=${text}`).get('v') ?? ''

export async function proveClient(
  tenant: Tenant,
  segment: string,
  registration: Registration,
  what: Presented,
): Promise<Proof> {
  const { clientId } = registration
  const refused = (error: EntraError): Proof => ({ kind: 'refused', error })
  if (what.assertion !== undefined) {
    if (what.assertionType !== jwtBearer) return refused(entraErrors.assertionType(what.assertionType ?? ''))
    const checked = await checkAssertion(tenant, segment, registration, what.assertion)
    return 'keyId' in checked ? { kind: 'certificate', keyId: checked.keyId } : refused(checked)
  }
  if (what.secret === undefined) return { kind: 'nothing' }
  if (tenant.faults.on('expired-secret')) return refused(entraErrors.expiredSecret(clientId))
  if (tenant.faults.on('wrong-secret')) return refused(entraErrors.wrongSecret(clientId))
  switch (checkSecret(registration, what.secret, tenant.clock())) {
    case 'good': {
      const keyId = secretWith(registration, what.secret)?.secretId
      return hasArrived(tenant, registration, 'passwordCredentials', keyId)
        ? { kind: 'secret', keyId: keyId ?? '' }
        : refused(entraErrors.wrongSecret(clientId))
    }
    case 'expired':
      return refused(entraErrors.expiredSecret(clientId))
    // Entra says the same of a secret id as of any other wrong value: its sentence warns of the mix-up
    case 'secret-id':
    case 'wrong':
      return refused(entraErrors.wrongSecret(clientId))
  }
}

/** A credential just added is not known to every sign-in server at once. @see reference 2.7 */
function hasArrived(
  { replicas }: Tenant,
  { objectId }: Registration,
  list: 'passwordCredentials' | 'keyCredentials',
  keyId: string | undefined,
): boolean {
  if (!replicas.isBehind(objectId)) return true
  const here = { here: true }
  const seen = replicas.see(objectId, here)
  if (seen === here) return true
  const known: unknown = seen?.[list]
  return Array.isArray(known) && known.some((one: { keyId?: unknown }) => one.keyId === keyId)
}

async function checkAssertion(
  tenant: Tenant,
  segment: string,
  registration: Registration,
  assertion: string,
): Promise<{ keyId: string } | EntraError> {
  const { clientId } = registration
  const read = readAssertion(assertion)
  if (read === undefined) return entraErrors.assertionMalformed('The token is not well formed.')
  const { alg, x5t, x5tS256, claims } = read
  if (alg !== 'PS256' && alg !== 'RS256')
    return entraErrors.assertionMalformed(`The signing algorithm '${alg}' is not supported.`)
  const named = x5tS256 ?? x5t
  if (named === undefined)
    return entraErrors.assertionMalformed('No certificate thumbprint specified in token header.')
  if (claims.iss !== clientId || claims.sub !== clientId) return entraErrors.assertionWrongClient()
  // read as bytes: clients write them as base64url, as plain base64, with padding and without, and Entra takes all
  const thumbprint = hexOf(named)
  const certificate = registration.certificates.find(
    (one) => hexOf(x5tS256 === undefined ? one.thumbprint : one.thumbprintSha256) === thumbprint,
  )
  const arrived = hasArrived(tenant, registration, 'keyCredentials', certificate?.keyId)
  if (certificate === undefined || !arrived || tenant.faults.on('unknown-certificate'))
    return entraErrors.certificateUnknown(clientId, thumbprint)
  const now = tenant.clock()
  if (now > certificate.expiresAt || now < certificate.startsAt - skewSeconds * 1000)
    return entraErrors.certificateExpired(
      clientId,
      thumbprint,
      new Date(certificate.startsAt).toISOString(),
      new Date(certificate.expiresAt).toISOString(),
    )
  try {
    const key = new X509Certificate(Buffer.from(certificate.der, 'base64')).publicKey
    await compactVerify(assertion, key, { algorithms: ['PS256', 'RS256'] })
  } catch {
    return entraErrors.assertionBadSignature(clientId, thumbprint)
  }
  const audiences = [claims.aud ?? []].flat()
  if (!audiences.some((one) => acceptedAudiences(tenant, segment).includes(one.toLowerCase())))
    return entraErrors.assertionWrongAudience()
  // no `jti` is asked for: Microsoft's own library for Java signed in without one for years
  return checkTimes(claims, now) ?? { keyId: certificate.keyId }
}

function acceptedAudiences(tenant: Tenant, segment: string): string[] {
  const { tenantId, tenantName } = tenant.state
  return [tenantId, tenantName, segment.toLowerCase()].flatMap((name) => [
    `${tenant.origin}/${name}/oauth2/v2.0/token`,
    `${tenant.origin}/${name}/oauth2/token`,
    `${tenant.origin}/${name}/v2.0`,
  ])
}

function checkTimes(claims: JWTPayload, now: number): EntraError | undefined {
  const seconds = Math.floor(now / 1000)
  const from = claims.nbf ?? claims.iat ?? seconds
  const until = claims.exp ?? 0
  const good = from - skewSeconds <= seconds && seconds < until && until - from <= longestSeconds
  if (good) return undefined
  const text = (at: number) => new Date(at * 1000).toISOString().replace('Z', '0000Z')
  return entraErrors.assertionOutOfTime(text(seconds), text(from), text(until))
}

interface Assertion {
  alg: string
  x5t: string | undefined
  x5tS256: string | undefined
  claims: JWTPayload
}

function readAssertion(assertion: string): Assertion | undefined {
  try {
    const header = decodeProtectedHeader(assertion)
    const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
    return {
      alg: text(header.alg) ?? '',
      x5t: text(header.x5t),
      x5tS256: text(header['x5t#S256']),
      claims: decodeJwt(assertion),
    }
  } catch {
    return undefined
  }
}
