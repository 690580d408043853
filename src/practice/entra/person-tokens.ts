/** The tokens of a person who signed in: for a resource, about the person, and the one that gets new ones. @see reference 3.4 */
import { createHash, randomBytes } from 'node:crypto'
import { consented } from '../directory/consent.ts'
import { covers, openIdScopes, type Scope } from '../directory/permissions.ts'
import { roleTemplates } from '../contract/role-names.ts'
import { rolesOf } from '../directory/roles.ts'
import type { Registration, User } from '../tenant/state.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { refreshTokenFor } from './refresh-tokens.ts'
import { accessIssuer, idIssuer, type TokenSigner } from './signing.ts'

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
/** Whose tokens, for which application, and how it proved itself. */
export interface Grant {
  registration: Registration
  user: User
  nonce: string | undefined
  proof: 'none' | 'secret' | 'certificate'
}
interface Room {
  tenant: Tenant
  signer: TokenSigner
}

const refreshFaults = ['expired-refresh', 'revoked-refresh'] as const
/** Below the five minutes that clients keep in hand. */
const shortSeconds = 60
/** What `wids` says of everybody who belongs to the tenant. */
const memberRole = 'b79fbf4d-3ef9-4689-8143-76b194e85509'

/** Everything the token endpoint hands out for these scopes. */
export async function issueTokens(
  room: Room,
  grant: Grant,
  scopes: Scope[],
  wantsClientInfo: boolean,
): Promise<TokenReply> {
  const { tenant } = room
  const { registration, user } = grant
  const access = await issueAccess(room, grant, scopes)
  const reply: TokenReply = { token_type: 'Bearer', ...access }
  if (asksFor(scopes, 'offline_access'))
    reply.refresh_token = await refreshTokenFor(
      tenant,
      registration,
      user,
      scopes.map(({ text }) => text).join(' '),
    )
  if (asksFor(scopes, 'openid')) reply.id_token = await issueIdToken(room, grant, scopes, {})
  if (wantsClientInfo || asksFor(scopes, 'openid')) reply.client_info = clientInfoOf(tenant, user)
  return reply
}

export async function issueAccess({ tenant, signer }: Room, grant: Grant, scopes: Scope[]) {
  const { registration, user, proof } = grant
  const seconds = lifetimeOf(tenant, user)
  const main = scopes.find((scope) => scope.audience !== undefined)
  const allowed = allowedAt(tenant, registration, user, main?.resource ?? 'graph', scopes)
  const [given = '', ...family] = user.displayName.split(' ')
  // version 1.0 has no preferred_username: a server that looks for it meets that here as well
  const access_token = await signer.sign({
    aud: main?.audience ?? 'https://graph.microsoft.com',
    iss: accessIssuer(tenant),
    ...timesOf(tenant, seconds),
    acr: '1',
    amr: ['pwd'],
    app_displayname: registration.displayName,
    appid: registration.clientId,
    appidacr: { none: '0', secret: '1', certificate: '2' }[proof],
    ...(family.length === 0 ? {} : { family_name: family.join(' ') }),
    given_name: given,
    idtyp: 'user',
    ipaddr: '127.0.0.1',
    ...whoIs(tenant, registration, user),
    scp: allowed.join(' '),
    tenant_region_scope: 'EU',
    unique_name: user.address,
    upn: user.address,
    uti: randomBytes(16).toString('base64url'),
    ver: '1.0',
    wids: [...rolesOf(tenant, user.id).map((role) => roleTemplates[role]), memberRole],
  })
  return {
    scope: grantedText(main, scopes, allowed),
    expires_in: seconds,
    ext_expires_in: seconds,
    access_token,
  }
}

/** @param besides what is handed over together with it: its hash ties the two together (OpenID Connect, 3.3.2.11) */
export async function issueIdToken(
  { tenant, signer }: Room,
  { registration, user, nonce }: Grant,
  scopes: readonly Scope[],
  besides: { code?: string | undefined; accessToken?: string | undefined },
): Promise<string> {
  const half = (text: string) =>
    createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url')
  return signer.sign({
    aud: registration.clientId,
    iss: idIssuer(tenant),
    ...timesOf(tenant, lifetimeOf(tenant, user)),
    ...whoIs(tenant, registration, user),
    preferred_username: user.address,
    ...(asksFor(scopes, 'email') ? { email: user.address } : {}),
    ...(nonce === undefined ? {} : { nonce }),
    ...(besides.code === undefined ? {} : { c_hash: half(besides.code) }),
    ...(besides.accessToken === undefined ? {} : { at_hash: half(besides.accessToken) }),
    uti: randomBytes(16).toString('base64url'),
    ver: '2.0',
  })
}

export function clientInfoOf(tenant: Tenant, user: User): string {
  return Buffer.from(JSON.stringify({ uid: user.id, utid: tenant.state.tenantId })).toString('base64url')
}

const asksFor = (scopes: readonly Scope[], name: string) => scopes.some((scope) => scope.value === name)

/** A client only meets a dead refresh token when it has to refresh: its access token must not last. */
function lifetimeOf(tenant: Tenant, user: User): number {
  const mustRefreshSoon = refreshFaults.some((fault) => tenant.faults.hits(fault, user.address))
  return mustRefreshSoon ? shortSeconds : tenant.lifetimes.accessTokenSeconds
}

function timesOf(tenant: Tenant, seconds: number) {
  const now = Math.floor(tenant.clock() / 1000)
  return { iat: now, nbf: now, exp: now + seconds }
}

function whoIs(tenant: Tenant, registration: Registration, user: User) {
  const sub = createHash('sha256').update(`${user.id} ${registration.clientId}`).digest('base64url')
  return { oid: user.id, sub, tid: tenant.state.tenantId, name: user.displayName }
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

/** The reply's `scope`: what the token allows, written as the client wrote its own, and openid's companions. */
function grantedText(main: Scope | undefined, scopes: readonly Scope[], allowed: readonly string[]): string {
  const prefix = main?.text.includes('/') === true ? main.text.slice(0, main.text.lastIndexOf('/') + 1) : ''
  const asked = scopes.filter(({ value }) => value !== 'offline_access').map(({ text }) => text)
  const known = new Set(scopes.map(({ value }) => value))
  return [...asked, ...allowed.filter((value) => !known.has(value)).map((value) => `${prefix}${value}`)].join(
    ' ',
  )
}
