/** The tokens of a person who signed in: for a resource, about the person, and the one that gets new ones. @see reference 3.4 */
import { createHash, randomBytes, randomInt } from 'node:crypto'
import { consented } from '../directory/consent.ts'
import { covers, openIdScopes, type Scope } from '../directory/permissions.ts'
import { roleTemplates } from '../contract/role-names.ts'
import { rolesOf } from '../directory/roles.ts'
import type { Registration, User } from '../tenant/state.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { refreshTokenFor } from './refresh-tokens.ts'
import { accessIssuer, idIssuer, timesFor, toldSeconds, type TokenSigner } from './signing.ts'

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
const ofGraph: readonly string[] = ['openid', 'profile', 'email']
/** What `wids` says of everybody who belongs to the tenant. */
const memberRole = 'b79fbf4d-3ef9-4689-8143-76b194e85509'

/** Everything the token endpoint hands out for these scopes. */
export async function issueTokens(
  room: Room,
  grant: Grant,
  scopes: Scope[],
  { version, clientInfo }: { version: 1 | 2; clientInfo: boolean },
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
  if (asksFor(scopes, 'openid')) reply.id_token = await issueIdToken(room, grant, scopes, { version })
  if (clientInfo) reply.client_info = clientInfoOf(tenant, user)
  return reply
}

export async function issueAccess({ tenant, signer }: Room, grant: Grant, scopes: Scope[]) {
  const { registration, user, proof } = grant
  const seconds = lifetimeOf(tenant, user)
  const main = scopes.find((scope) => scope.audience !== undefined)
  const allowed = allowedAt(tenant, registration, user, main?.resource ?? 'graph', scopes)
  // version 1.0 has no preferred_username: a server that looks for it meets that here as well
  const access_token = await signer.sign({
    aud: main?.audience ?? 'https://graph.microsoft.com',
    iss: accessIssuer(tenant),
    ...timesFor(tenant, seconds),
    acr: '1',
    amr: ['pwd'],
    app_displayname: registration.displayName,
    appid: registration.clientId,
    appidacr: { none: '0', secret: '1', certificate: '2' }[proof],
    idtyp: 'user',
    ...oldProfile(user),
    ...whoIs(tenant, registration, user),
    scp: allowed.join(' '),
    tenant_region_scope: 'EU',
    uti: randomBytes(16).toString('base64url'),
    ver: '1.0',
    wids: [...rolesOf(tenant, user.id).map((role) => roleTemplates[role]), memberRole],
  })
  return {
    scope: grantedText(main, scopes, allowed),
    expires_in: toldSeconds(seconds),
    ext_expires_in: toldSeconds(seconds),
    access_token,
  }
}

/**
 * @param besides what is handed over together with it: its hash ties the two together (OpenID Connect, 3.3.2.11);
 * `version` of the endpoint that was asked
 */
export async function issueIdToken(
  { tenant, signer }: Room,
  { registration, user, nonce }: Grant,
  scopes: readonly Scope[],
  besides: { version: 1 | 2; code?: string | undefined; accessToken?: string | undefined },
): Promise<string> {
  const { sub, tid, ...profile } = whoIs(tenant, registration, user)
  // whoever asks for openid alone is told that somebody signed in, not who
  const old = besides.version === 1
  const shown = {
    sub,
    tid,
    ...(old ? { ...profile, ...oldProfile(user), amr: ['pwd'] } : {}),
    ...(!old && asksFor(scopes, 'profile') ? { ...profile, preferred_username: user.address } : {}),
    ...(asksFor(scopes, 'email') ? { email: user.address } : {}),
  }
  const half = (text: string) =>
    createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url')
  return signer.sign({
    aud: registration.clientId,
    iss: old ? accessIssuer(tenant) : idIssuer(tenant),
    ...timesFor(tenant, tenant.lifetimes.accessTokenSeconds),
    ...shown,
    ...(nonce === undefined ? {} : { nonce }),
    ...(besides.code === undefined ? {} : { c_hash: half(besides.code) }),
    ...(besides.accessToken === undefined ? {} : { at_hash: half(besides.accessToken) }),
    uti: randomBytes(16).toString('base64url'),
    ver: old ? '1.0' : '2.0',
  })
}

export function clientInfoOf(tenant: Tenant, user: User): string {
  return Buffer.from(JSON.stringify({ uid: user.id, utid: tenant.state.tenantId })).toString('base64url')
}

const asksFor = (scopes: readonly Scope[], name: string) => scopes.some((scope) => scope.value === name)

/**
 * A person's token lasts for an hour to an hour and a half, no two of them as long as each other. A client only meets a
 * dead refresh token when it has to refresh: then its access token must not last.
 */
function lifetimeOf(tenant: Tenant, user: User): number {
  const mustRefreshSoon = refreshFaults.some((fault) => tenant.faults.hits(fault, user.address))
  if (mustRefreshSoon) return shortSeconds
  const { accessTokenSeconds: shortest } = tenant.lifetimes
  return shortest + randomInt(Math.floor(shortest / 2) + 1)
}

/** Another one for each application: two of them cannot find out that they know the same person. */
export const subjectOf = (user: User, clientId: string) =>
  createHash('sha256').update(`${user.id} ${clientId}`).digest('base64url')

function whoIs(tenant: Tenant, { clientId }: Registration, user: User) {
  return {
    oid: user.id,
    sub: subjectOf(user, clientId),
    tid: tenant.state.tenantId,
    name: user.displayName,
  }
}

/** What tokens of version 1.0 say of a person besides. */
function oldProfile(user: User) {
  const [given_name = '', ...family] = user.displayName.split(' ')
  return {
    ...(family.length === 0 ? {} : { family_name: family.join(' ') }),
    given_name,
    ipaddr: '127.0.0.1',
    unique_name: user.address,
    upn: user.address,
  }
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
  // Graph's own tokens name openid's companions too
  const openId = scopes.filter((scope) => resource === 'graph' && ofGraph.includes(scope.value))
  const named = [...asked, ...here].filter((value) => !openIdScopes.includes(value))
  return [...new Set([...named, ...openId.map(({ value }) => value)])].sort()
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
