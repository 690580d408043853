/** App registrations with their service principals and secrets. @see reference 2.2, 2.3, 2.7 */
import { createHash, randomBytes, randomUUID, timingSafeEqual, X509Certificate } from 'node:crypto'
import type { z } from 'zod'
import { PracticeError, type registrationRequest } from '../contract/calls.ts'
import { enterpriseState, registrationDetails } from '../tenant/directory-state.ts'
import { guidFor } from '../tenant/seed.ts'
import type { Registration } from '../tenant/state.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { firstPartyApps } from './first-party.ts'
import { applicationPermissions, findDelegated } from './permissions.ts'
import { checkRedirects } from './redirects.ts'

type ParsedRequest = z.output<typeof registrationRequest>

function check(request: Partial<ParsedRequest>): void {
  const verdict = checkRedirects(request.redirects ?? [])
  if (!verdict.ok) throw new PracticeError(verdict.error.code, verdict.error.text)
  for (const { resource, value, kind } of request.permissions ?? []) {
    const known =
      kind === 'delegated'
        ? (findDelegated(resource, value) ?? findDelegated('openid', value))?.value === value
        : applicationPermissions[resource].includes(value)
    if (!known)
      throw new PracticeError(
        'unknown-permission',
        `The practice tenant knows no ${kind} permission ${value} of ${resource === 'graph' ? 'Microsoft Graph' : 'Office 365 Exchange Online'}.`,
      )
  }
}

export function register(tenant: Tenant, request: ParsedRequest): Registration {
  check(request)
  const { seed, registrations } = tenant.state
  // the nth registration of a recipe keeps its ids whenever the tenant is made again from the same seed
  const n = registrations.filter((other) => other.recipe === request.recipe).length
  const registration: Registration = {
    ...request,
    clientId: guidFor(seed, `client ${request.recipe} ${n}`),
    objectId: guidFor(seed, `application ${request.recipe} ${n}`),
    servicePrincipalId: guidFor(seed, `service principal ${request.recipe} ${n}`),
    secrets: [],
    certificates: [],
    details: registrationDetails.parse({ createdAt: tenant.clock() }),
    enterprise: enterpriseState.parse({ createdAt: tenant.clock() }),
  }
  registrations.push(registration)
  return registration
}

export function findRegistration(tenant: Tenant, clientId: string): Registration | undefined {
  const wanted = clientId.toLowerCase()
  const here = (registration: Registration) => registration.clientId === wanted
  return tenant.state.registrations.find(here) ?? firstPartyApps.find(here)
}

export function needRegistration(tenant: Tenant, clientId: string): Registration {
  const registration = findRegistration(tenant, clientId)
  if (registration === undefined || firstPartyApps.includes(registration))
    throw new PracticeError(
      'unknown-client',
      `The practice tenant has no registration with the client id ${clientId}.`,
    )
  return registration
}

export function changeRegistration(
  tenant: Tenant,
  clientId: string,
  change: { [K in keyof Omit<ParsedRequest, 'recipe'>]?: ParsedRequest[K] | undefined },
): void {
  const registration = needRegistration(tenant, clientId)
  const next = {
    displayName: change.displayName ?? registration.displayName,
    audience: change.audience ?? registration.audience,
    redirects: change.redirects ?? registration.redirects,
    permissions: change.permissions ?? registration.permissions,
    implicit: change.implicit ?? registration.implicit,
    publicClientFlows: change.publicClientFlows ?? registration.publicClientFlows,
  }
  check(next)
  Object.assign(registration, next)
}

/** Clocks differ by a little even between good machines. */
const skewMs = 300_000
const digest = (text: string) => createHash('sha256').update(text).digest('hex')

export type SecretLifetime = { months: number } | { expiresAt: string }

export function addSecret(tenant: Tenant, clientId: string, lifetime: SecretLifetime) {
  const registration = needRegistration(tenant, clientId)
  const expires = new Date('months' in lifetime ? tenant.clock() : lifetime.expiresAt)
  if ('months' in lifetime) expires.setUTCMonth(expires.getUTCMonth() + lifetime.months)
  const made = makeSecret(registration, {
    displayName: null,
    startsAt: tenant.clock(),
    expiresAt: expires.getTime(),
  })
  return { secretId: made.secretId, value: made.value, expiresAt: expires.toISOString() }
}

/** The value leaves the tenant here and only here; a hash and three characters stay. */
export function makeSecret(
  registration: Registration,
  part: Pick<Registration['secrets'][number], 'displayName' | 'startsAt' | 'expiresAt'>,
) {
  const value = randomBytes(30).toString('base64url')
  const secret = { secretId: randomUUID(), hint: value.slice(0, 3), sha256: digest(value), ...part }
  registration.secrets.push(secret)
  return { ...secret, value }
}

export function secretWith(registration: Registration, value: string) {
  const hash = Buffer.from(digest(value), 'hex')
  return registration.secrets.find((secret) => timingSafeEqual(Buffer.from(secret.sha256, 'hex'), hash))
}

export function checkSecret(
  registration: Registration,
  value: string,
  now: number,
): 'good' | 'expired' | 'secret-id' | 'wrong' {
  const found = secretWith(registration, value)
  // text of one that is not valid yet UNVERIFIED: Entra is taken to say the same as of a wrong one
  if (found !== undefined)
    return found.expiresAt <= now ? 'expired' : found.startsAt > now + skewMs ? 'wrong' : 'good'
  return registration.secrets.some((secret) => secret.secretId === value) ? 'secret-id' : 'wrong'
}

/** Uploads the public part of a certificate, as PEM or as base64 of its DER form. @see reference 2.4 */
export function addCertificate(tenant: Tenant, clientId: string, text: string) {
  const registration = needRegistration(tenant, clientId)
  const entry = certificateEntry(readCertificate(text))
  registration.certificates.push(entry)
  return certificateView(entry)
}

export function certificateEntry(certificate: X509Certificate): Registration['certificates'][number] {
  const hash = (name: 'sha1' | 'sha256') => createHash(name).update(certificate.raw).digest('base64url')
  return {
    keyId: randomUUID(),
    displayName: certificate.subject.replaceAll('\n', ', '),
    der: certificate.raw.toString('base64'),
    thumbprint: hash('sha1'),
    thumbprintSha256: hash('sha256'),
    startsAt: Date.parse(certificate.validFrom),
    expiresAt: Date.parse(certificate.validTo),
  }
}

export function certificateView(entry: Registration['certificates'][number]) {
  return {
    keyId: entry.keyId,
    displayName: entry.displayName,
    /** hexadecimal, as the portal shows it */
    thumbprint: hexOf(entry.thumbprint),
    thumbprintSha256: hexOf(entry.thumbprintSha256),
    expiresAt: new Date(entry.expiresAt).toISOString(),
  }
}

/** Node reads both alphabets of base64, with padding and without. */
export const hexOf = (base64: string) => Buffer.from(base64, 'base64url').toString('hex').toUpperCase()

function readCertificate(text: string): X509Certificate {
  if (text.includes('PRIVATE KEY'))
    throw new PracticeError(
      'private-key',
      'Only the public part of a certificate is uploaded; this text holds a private key.',
    )
  try {
    return new X509Certificate(text.includes('-----BEGIN') ? text : Buffer.from(text, 'base64'))
  } catch {
    throw new PracticeError('bad-certificate', 'This is not a certificate in PEM or DER form.')
  }
}
