/** The token endpoint: which client asks, by which grant, for one resource a request. @see reference 3.4, 7.1 */
import { parseScopes } from '../directory/permissions.ts'
import { checkClient, checkTenant, scopeError } from './authorize.ts'
import { presented, proveClient } from './client-authentication.ts'
import { type AppTokenReply, issueAppToken } from './client-credentials.ts'
import { deviceCodeSeconds } from './device-codes.ts'
import { type EntraError, entraErrors } from './errors.ts'
import { type Asking, personGrants, type TokenRoom } from './grants.ts'
import { issueTokens, type TokenReply } from './person-tokens.ts'
import { checkScopes } from './scopes.ts'
import { passwordPolicy } from './password-policy.ts'
import { logSignIn } from './sign-in-log.ts'

export type Outcome<T = TokenReply | AppTokenReply> =
  { ok: true; reply: T } | { ok: false; error: EntraError }

const refuse = (error: EntraError): { ok: false; error: EntraError } => ({ ok: false, error })

export interface TokenRequest {
  /** of the endpoint that was asked */
  version: 1 | 2
  /** the tenant's part of the address */
  segment: string
  form: URLSearchParams
  /** the Authorization header */
  authorization: string | undefined
  /** the request carries an Origin header, as only a browser's page does */
  crossOrigin: boolean
}

export async function redeem(room: TokenRoom, request: TokenRequest): Promise<Outcome> {
  const asked = ask(room, request)
  if (!asked.ok) {
    const clientId = presented(request.form, request.authorization).clientId?.toLowerCase()
    const known = room.tenant.state.registrations.find((one) => one.clientId === clientId)
    // a deactivated application gets no token, and its tries are in the log all the same
    if (known !== undefined) logSignIn(room.tenant, known, null, asked.error)
    return asked
  }
  const signedIn: SignedIn = { userId: null, keyId: null }
  const outcome = await redeemAs(room, request, asked.asking, signedIn)
  // a device that waits for its person has not tried to sign in
  const waits = !outcome.ok && outcome.error.error === 'authorization_pending'
  if (!waits)
    logSignIn(
      room.tenant,
      asked.asking.registration,
      signedIn.userId,
      outcome.ok ? undefined : outcome.error,
      signedIn.keyId,
    )
  return outcome
}

interface SignedIn {
  userId: string | null
  keyId: string | null
}

/** @param signedIn told who it is as soon as that is known */
async function redeemAs(
  room: TokenRoom,
  { form, version }: TokenRequest,
  asking: Asking,
  signedIn: SignedIn,
): Promise<Outcome> {
  const { tenant } = room
  if (tenant.faults.on('wrong-client-kind')) return refuse(entraErrors.credentialMissing())
  const kind = form.get('grant_type') ?? ''
  if (kind === 'client_credentials') return forApplication(room, asking, signedIn)
  const check = Object.hasOwn(personGrants, kind) ? personGrants[kind] : undefined
  if (check === undefined) return refuse(entraErrors.unsupportedGrant(kind))
  const checked = await check(room, asking)
  if (!checked.ok) return checked
  signedIn.userId = checked.grant.user.id

  const scopes = checkScopes(tenant, checked.grant, checked.scope, kind)
  if (!scopes.ok) return scopes
  const policy = kind === 'password' ? passwordPolicy(tenant, checked.grant, scopes.scopes) : undefined
  if (policy !== undefined) return refuse(policy)
  checked.spend?.()
  const options = { version, clientInfo: form.get('client_info') === '1' }
  return { ok: true, reply: await issueTokens(room, checked.grant, scopes.scopes, options) }
}

/** Tenant and client, before anything that depends on the grant. */
function ask(
  { tenant }: TokenRoom,
  { segment, form, authorization, crossOrigin }: TokenRequest,
): { ok: true; asking: Asking } | { ok: false; error: EntraError } {
  const badTenant = tenant.faults.on('wrong-tenant')
    ? entraErrors.tenantNotFound(segment)
    : checkTenant(tenant, segment)
  if (badTenant !== undefined) return refuse(badTenant)
  if (tenant.faults.on('token-http-500')) return refuse(entraErrors.transient())
  if ((form.get('grant_type') ?? '') === '') return refuse(entraErrors.missingParameter('grant_type'))
  if (form.has('resource')) return refuse(entraErrors.resourceParameter())
  const shown = presented(form, authorization)
  if (shown.clientId === undefined) return refuse(entraErrors.missingParameter('client_id'))
  const client = checkClient(tenant, segment, shown.clientId)
  if (!client.ok) return client
  return { ok: true, asking: { segment, registration: client.registration, form, shown, crossOrigin } }
}

async function forApplication(
  room: TokenRoom,
  { segment, registration, form, shown }: Asking,
  signedIn: SignedIn,
): Promise<Outcome> {
  // /common names no tenant whose application this could be (reference 7.1, 50059)
  if (['common', 'organizations'].includes(segment.toLowerCase())) return refuse(entraErrors.noTenantNamed())
  const proof = await proveClient(room.tenant, segment, registration, shown)
  if (proof.kind === 'refused') return refuse(proof.error)
  if (proof.kind === 'nothing') return refuse(entraErrors.credentialNeeded())
  signedIn.keyId = proof.keyId
  if (!registration.enterprise.exists)
    return refuse(entraErrors.noPrincipal(registration.clientId, room.tenant.state.tenantId))
  return issueAppToken(room, registration, form.get('scope') ?? '', proof.kind)
}

export interface DeviceReply {
  user_code: string
  device_code: string
  verification_uri: string
  expires_in: number
  interval: number
  message: string
}

/** The device code endpoint: the client shows the code and polls. */
export function beginDevice({ tenant, devices }: TokenRoom, request: TokenRequest): Outcome<DeviceReply> {
  const { segment, form } = request
  const badTenant = checkTenant(tenant, segment)
  if (badTenant !== undefined) return refuse(badTenant)
  const clientId = form.get('client_id') ?? ''
  if (clientId === '') return refuse(entraErrors.missingParameter('client_id'))
  const client = checkClient(tenant, segment, clientId)
  if (!client.ok) return client
  const scope = (form.get('scope') ?? '').trim()
  if (scope === '') return refuse(entraErrors.missingParameter('scope'))
  const parsed = parseScopes(scope, client.registration.clientId)
  if (!parsed.ok) return refuse(scopeError(tenant, client.registration, parsed.problem))
  const { userCode, deviceCode } = devices.issue(client.registration.clientId, scope, tenant.clock())
  const verification_uri = `${tenant.origin}/devicelogin`
  return {
    ok: true,
    reply: {
      user_code: userCode,
      device_code: deviceCode,
      verification_uri,
      expires_in: deviceCodeSeconds,
      interval: 5,
      message: `To sign in, use a web browser to open the page ${verification_uri} and enter the code ${userCode} to authenticate.`,
    },
  }
}
