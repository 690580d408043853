/** The token endpoint: redeems codes and refresh tokens, one resource a request. @see reference 3.4, 7.1 */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { consented, missingConsent } from '../directory/consent.ts'
import { covers, openIdScopes, parseScopes, type Scope } from '../directory/permissions.ts'
import type { Registration, User } from '../state.ts'
import { findUserById, type Tenant } from '../tenant.ts'
import { checkClient, checkTenant, scopeError } from './authorize.ts'
import { type Presented, presented, proveClient } from './client-authentication.ts'
import { type AppTokenReply, issueAppToken } from './client-credentials.ts'
import { type CodeBook, verifierFits } from './codes.ts'
import { type EntraError, entraErrors } from './errors.ts'
import { accessIssuer, idIssuer, type TokenSigner } from './signing.ts'

export interface TokenRoom {
  tenant: Tenant
  signer: TokenSigner
  codes: CodeBook
}
export interface TokenReply {
  token_type: 'Bearer'
  scope: string
  expires_in: number
  ext_expires_in: number
  access_token: string
  refresh_token?: string
  id_token?: string
  client_info?: string
}
type Outcome = { ok: true; reply: TokenReply | AppTokenReply } | { ok: false; error: EntraError }
/** What a code or a refresh token entitles to. */
interface Grant {
  registration: Registration
  user: User
  nonce: string | undefined
}
type CheckedGrant = { ok: true; grant: Grant } | { ok: false; error: EntraError }

const refuse = (error: EntraError): { ok: false; error: EntraError } => ({ ok: false, error })
const digest = (text: string) => createHash('sha256').update(text).digest('hex')

export interface TokenRequest {
  /** the tenant's part of the address */
  segment: string
  form: URLSearchParams
  /** the Authorization header */
  authorization: string | undefined
  /** the request carries an Origin header, as only a browser's page does */
  crossOrigin: boolean
}

export async function redeem(room: TokenRoom, request: TokenRequest): Promise<Outcome> {
  const { tenant } = room
  const { segment, form, crossOrigin } = request
  const badTenant = tenant.faults.on('wrong-tenant')
    ? entraErrors.tenantNotFound(segment)
    : checkTenant(tenant, segment)
  if (badTenant !== undefined) return refuse(badTenant)
  if (tenant.faults.on('token-http-500')) return refuse(entraErrors.transient())
  if ((form.get('grant_type') ?? '') === '') return refuse(entraErrors.missingParameter('grant_type'))
  const shown = presented(form, request.authorization)
  if (shown.clientId === undefined) return refuse(entraErrors.missingParameter('client_id'))
  const client = checkClient(tenant, segment, shown.clientId)
  if (!client.ok) return client
  if (tenant.faults.on('wrong-client-kind')) return refuse(entraErrors.credentialMissing())

  const kind = form.get('grant_type') ?? ''
  const asking: Asking = { segment, registration: client.registration, form, shown }
  if (kind === 'client_credentials') return forApplication(room, asking)
  let checked: CheckedGrant
  if (kind === 'authorization_code') checked = await checkCode(room, asking, crossOrigin)
  else if (kind === 'refresh_token') checked = await checkRefresh(room, asking)
  else return refuse(entraErrors.unsupportedGrant(kind))
  if (!checked.ok) return checked

  const scopes = checkScopes(tenant, checked.grant, form.get('scope') ?? '')
  if (!scopes.ok) return scopes
  return { ok: true, reply: await issue(room, checked.grant, scopes.scopes, form.get('client_info') === '1') }
}

interface Asking {
  segment: string
  registration: Registration
  form: URLSearchParams
  shown: Presented
}

async function forApplication(
  room: TokenRoom,
  { segment, registration, form, shown }: Asking,
): Promise<Outcome> {
  // /common names no tenant whose application this could be (reference 7.1, 50059)
  if (['common', 'organizations'].includes(segment.toLowerCase())) return refuse(entraErrors.noTenantNamed())
  const proof = await proveClient(room.tenant, segment, registration, shown)
  if (proof.kind === 'refused') return refuse(proof.error)
  if (proof.kind === 'nothing') return refuse(entraErrors.credentialNeeded())
  return issueAppToken(room, registration, form.get('scope') ?? '', proof.kind)
}

async function checkCode(room: TokenRoom, asking: Asking, crossOrigin: boolean): Promise<CheckedGrant> {
  const { tenant, codes } = room
  const { registration, form } = asking
  const code = form.get('code')
  if (code === null || code === '') return refuse(entraErrors.missingParameter('code'))
  const grant = codes.find(code)
  if (grant === undefined) return refuse(entraErrors.invalidCode())
  const user = findUserById(tenant, grant.userId)
  if (user === undefined) return refuse(entraErrors.invalidCode())
  if (grant.clientId !== registration.clientId) return refuse(entraErrors.otherClient(registration.clientId))
  if (codes.expired(grant, tenant.clock())) return refuse(entraErrors.expiredCode())
  if (grant.redeemed || tenant.faults.hits('reused-code', user.address))
    return refuse(entraErrors.reusedCode())

  const redirectUri = form.get('redirect_uri') ?? ''
  if (redirectUri === '') return refuse(entraErrors.missingParameter('redirect_uri'))
  if (redirectUri !== grant.redirectUri)
    return refuse(entraErrors.replyAddressDiffers(redirectUri, grant.redirectUri))
  if (grant.platform === 'spa' && !crossOrigin) return refuse(entraErrors.spaOutsideBrowser())
  const credential = await checkCredential(tenant, asking, grant.platform === 'web')
  if (credential !== undefined) return refuse(credential)
  const verifier = form.get('code_verifier') ?? undefined
  if (!verifierFits(grant.challenge, verifier) || tenant.faults.hits('pkce-mismatch', user.address))
    return refuse(entraErrors.pkceMismatch())
  if (!user.enabled || tenant.faults.hits('disabled-account', user.address))
    return refuse(entraErrors.disabledAccount())
  grant.redeemed = true
  return { ok: true, grant: { registration, user, nonce: grant.nonce } }
}

/** Web redirects make the client confidential, the other platforms public. @see reference 2.1 */
async function checkCredential(
  tenant: Tenant,
  { segment, registration, form, shown }: Asking,
  confidential: boolean,
): Promise<EntraError | undefined> {
  if (!confidential) {
    const any = form.has('client_secret') || form.has('client_assertion') || shown.secret !== undefined
    return any ? entraErrors.credentialUnwanted() : undefined
  }
  const proof = await proveClient(tenant, segment, registration, shown)
  if (proof.kind === 'refused') return proof.error
  return proof.kind === 'nothing' ? entraErrors.credentialMissing() : undefined
}

async function checkRefresh(room: TokenRoom, asking: Asking): Promise<CheckedGrant> {
  const { tenant } = room
  const { registration, form } = asking
  const token = form.get('refresh_token') ?? ''
  if (token === '') return refuse(entraErrors.missingParameter('refresh_token'))
  const sha256 = digest(token)
  const record = tenant.state.refreshTokens.find((other) => other.sha256 === sha256)
  const user = record === undefined ? undefined : findUserById(tenant, record.userId)
  if (record === undefined || user === undefined) return refuse(entraErrors.invalidRefresh())
  if (record.clientId !== registration.clientId) return refuse(entraErrors.otherClient(registration.clientId))
  // a client with nothing but Web redirects holds a secret and has to show it again
  const confidential =
    registration.redirects.length > 0 &&
    registration.redirects.every((redirect) => redirect.platform === 'web')
  if (confidential) {
    const credential = await checkCredential(tenant, asking, true)
    if (credential !== undefined) return refuse(credential)
  }
  if (!user.enabled || tenant.faults.hits('disabled-account', user.address))
    return refuse(entraErrors.disabledAccount())
  const issued = new Date(record.issuedAt).toISOString()
  if (record.revokedAt !== undefined || tenant.faults.hits('revoked-refresh', user.address))
    return refuse(
      entraErrors.revokedRefresh(issued, new Date(record.revokedAt ?? tenant.clock()).toISOString()),
    )
  const idle = tenant.clock() - record.usedAt
  if (
    idle > tenant.lifetimes.refreshTokenSeconds * 1000 ||
    tenant.faults.hits('expired-refresh', user.address)
  )
    return refuse(entraErrors.expiredRefresh(issued))
  record.usedAt = tenant.clock()
  return { ok: true, grant: { registration, user, nonce: undefined } }
}

function checkScopes(
  tenant: Tenant,
  { registration, user }: Grant,
  text: string,
): { ok: true; scopes: Scope[] } | { ok: false; error: EntraError } {
  const parsed = parseScopes(text)
  if (!parsed.ok) return refuse(scopeError(tenant, registration, parsed.problem))
  const { scopes } = parsed
  if (scopes.length === 0) return refuse(entraErrors.emptyScope())
  const resources = new Set(scopes.flatMap((scope) => scope.audience ?? []))
  if (resources.size > 1) return refuse(entraErrors.twoResources(text))
  const asked = scopes.some((scope) => scope.audience !== undefined)
    ? scopes
    : // openid and profile alone stand for Graph's User.Read
      [
        ...scopes,
        {
          text: 'User.Read',
          resource: 'graph' as const,
          audience: 'https://graph.microsoft.com',
          value: 'User.Read',
        },
      ]
  const missing = missingConsent(tenant, registration, user, scopes)
  if (missing.length > 0 || tenant.faults.on('missing-consent'))
    return refuse(entraErrors.noConsent(registration.clientId, registration.displayName))
  return { ok: true, scopes: asked }
}

const refreshFaults = ['expired-refresh', 'revoked-refresh'] as const
/** Below the five minutes that clients keep in hand. */
const shortSeconds = 60

async function issue(
  room: TokenRoom,
  grant: Grant,
  scopes: Scope[],
  wantsClientInfo: boolean,
): Promise<TokenReply> {
  const { tenant, signer } = room
  const { registration, user, nonce } = grant
  const now = Math.floor(tenant.clock() / 1000)
  // A client only meets a dead refresh token when it has to refresh: its access token must not last.
  const mustRefreshSoon = refreshFaults.some((fault) => tenant.faults.hits(fault, user.address))
  const seconds = mustRefreshSoon ? shortSeconds : tenant.lifetimes.accessTokenSeconds
  const audience = scopes.find((scope) => scope.audience !== undefined)?.audience
  const resource = scopes.find((scope) => scope.audience !== undefined)?.resource ?? 'graph'
  const has = (name: string) => scopes.some((scope) => scope.value === name)
  const subject = createHash('sha256').update(`${user.id} ${registration.clientId}`).digest('base64url')
  const times = { iat: now, nbf: now, exp: now + seconds }
  const who = { oid: user.id, sub: subject, tid: tenant.state.tenantId, name: user.displayName }

  const access_token = await signer.sign({
    aud: audience ?? 'https://graph.microsoft.com',
    iss: accessIssuer(tenant),
    ...times,
    ...who,
    appid: registration.clientId,
    app_displayname: registration.displayName,
    upn: user.address,
    unique_name: user.address,
    preferred_username: user.address,
    scp: allowedAt(tenant, registration, user, resource, scopes).join(' '),
    idtyp: 'user',
    jti: randomUUID(),
    ver: '1.0',
  })
  const reply: TokenReply = {
    token_type: 'Bearer',
    scope: scopes
      .filter((scope) => scope.value !== 'offline_access')
      .map((scope) => scope.text)
      .join(' '),
    expires_in: seconds,
    ext_expires_in: seconds,
    access_token,
  }
  if (has('offline_access')) reply.refresh_token = await issueRefreshToken(tenant, registration, user)
  if (has('openid'))
    reply.id_token = await signer.sign({
      aud: registration.clientId,
      iss: idIssuer(tenant),
      ...times,
      ...who,
      preferred_username: user.address,
      ...(has('email') ? { email: user.address } : {}),
      ...(nonce === undefined ? {} : { nonce }),
      ver: '2.0',
    })
  if (wantsClientInfo || has('openid'))
    reply.client_info = Buffer.from(JSON.stringify({ uid: user.id, utid: tenant.state.tenantId })).toString(
      'base64url',
    )
  return reply
}

/** `scp` lists everything agreed to on the resource, not only what was asked for: so does the real one. */
function allowedAt(
  tenant: Tenant,
  registration: Registration,
  user: User,
  resource: Scope['resource'],
  scopes: readonly Scope[],
): string[] {
  const granted = consented(tenant, registration.clientId, user)
  const here = granted.filter((one) => one.resource === resource).map((one) => one.value)
  const asked = scopes
    .filter((scope) => scope.resource === resource && scope.value !== '.default')
    .filter((scope) => granted.some((one) => covers(one, scope)))
    .map((scope) => scope.value)
  return [...new Set([...asked, ...here])].filter((value) => !openIdScopes.includes(value)).sort()
}

/**
 * A new token every time; the one that was used stays good until it expires, as Entra has it, so that two
 * processes sharing a cache do not lock each other out.
 */
async function issueRefreshToken(tenant: Tenant, registration: Registration, user: User): Promise<string> {
  const token = `1.B${randomBytes(96).toString('base64url')}`
  const now = tenant.clock()
  const { state } = tenant
  state.refreshTokens.push({
    sha256: digest(token),
    clientId: registration.clientId,
    userId: user.id,
    issuedAt: now,
    usedAt: now,
  })
  const own = state.refreshTokens.filter(
    (other) => other.userId === user.id && other.clientId === registration.clientId,
  )
  const surplus = new Set(own.slice(0, Math.max(0, own.length - 20)))
  if (surplus.size > 0) state.refreshTokens = state.refreshTokens.filter((other) => !surplus.has(other))
  await tenant.file.flush()
  return token
}
