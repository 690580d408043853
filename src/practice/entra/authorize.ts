/** Reads an authorise request and says what is wrong with it, in the order Entra does. @see reference 2.1, 7.1 */
import { findRegistration } from '../directory/registrations.ts'
import { parseScopes, type Scope, type ScopeProblem } from '../directory/permissions.ts'
import { matchRedirect, type RedirectPlatform } from '../directory/redirects.ts'
import type { Registration } from '../state.ts'
import type { Tenant } from '../tenant.ts'
import { type EntraError, entraErrors } from './errors.ts'

export type ResponseMode = 'query' | 'form_post'
export interface Reply {
  redirectUri: string
  responseMode: ResponseMode
  state: string | undefined
}
export interface AuthorizeRequest extends Reply {
  registration: Registration
  platform: RedirectPlatform
  scopes: Scope[]
  nonce: string | undefined
  prompt: string | undefined
  loginHint: string | undefined
  challenge: { method: 'S256' | 'plain'; value: string } | undefined
  /** asked the client to be told who signed in */
  clientInfo: boolean
}
export type CheckedRequest =
  | { ok: true; request: AuthorizeRequest }
  /** without `reply` the error is shown as a page: the redirect cannot be trusted */
  | { ok: false; error: EntraError; reply?: Reply }

const shared = ['common', 'organizations']

/** Entra names its tenants by id or by any verified domain. */
export function checkTenant(tenant: Tenant, segment: string): EntraError | undefined {
  const { tenantId, tenantName } = tenant.state
  const known = [tenantId, tenantName, 'consumers', ...shared].includes(segment.toLowerCase())
  return known ? undefined : entraErrors.tenantNotFound(segment)
}

/** The client, and whether it may be used through this kind of authority. */
export function checkClient(
  tenant: Tenant,
  segment: string,
  clientId: string,
): { ok: true; registration: Registration } | { ok: false; error: EntraError } {
  const registration = findRegistration(tenant, clientId)
  if (registration === undefined || tenant.faults.on('unknown-client'))
    return { ok: false, error: entraErrors.unknownClient(clientId, tenant.state.displayName) }
  if (segment.toLowerCase() === 'consumers')
    return { ok: false, error: entraErrors.workOnlyOnConsumers(clientId) }
  if (shared.includes(segment.toLowerCase()) && registration.audience === 'AzureADMyOrg')
    return { ok: false, error: entraErrors.singleTenantOnCommon(clientId, registration.displayName) }
  return { ok: true, registration }
}

export function scopeError(tenant: Tenant, registration: Registration, problem: ScopeProblem): EntraError {
  switch (problem.kind) {
    case 'malformed':
      return entraErrors.invalidScope(problem.text)
    case 'unknown-resource':
      return entraErrors.unknownResource(problem.resource, tenant.state.displayName)
    case 'unknown-permission':
      return entraErrors.unknownPermission(registration.displayName, problem.value)
  }
}

export function checkAuthorize(tenant: Tenant, segment: string, params: URLSearchParams): CheckedRequest {
  const refuse = (error: EntraError, reply?: Reply): CheckedRequest => ({
    ok: false,
    error,
    ...(reply === undefined ? {} : { reply }),
  })
  const get = (name: string) => params.get(name) ?? undefined

  const badTenant = tenant.faults.on('wrong-tenant')
    ? entraErrors.tenantNotFound(segment)
    : checkTenant(tenant, segment)
  if (badTenant !== undefined) return refuse(badTenant)
  const clientId = get('client_id')
  if (clientId === undefined) return refuse(entraErrors.missingParameter('client_id'))
  const client = checkClient(tenant, segment, clientId)
  if (!client.ok) return refuse(client.error)
  const { registration } = client

  const redirectUri = get('redirect_uri')
  if (redirectUri === undefined)
    return refuse(
      registration.redirects.length === 0
        ? entraErrors.noReplyAddressRegistered()
        : entraErrors.noReplyAddress(),
    )
  const redirect = matchRedirect(registration.redirects, redirectUri)
  if (redirect === undefined || tenant.faults.on('redirect-mismatch'))
    return refuse(entraErrors.redirectMismatch(redirectUri, clientId))

  // from here on the answer may go to the redirect
  const mode = get('response_mode') ?? 'query'
  const responseMode: ResponseMode = mode === 'form_post' ? 'form_post' : 'query'
  const reply: Reply = { redirectUri, responseMode, state: get('state') }
  if (mode !== responseMode) return refuse(entraErrors.unsupportedResponseMode(mode), reply)
  const type = get('response_type')
  if (type === undefined) return refuse(entraErrors.missingParameter('response_type'), reply)
  if (type.split(' ').includes('id_token') && !registration.implicit.idTokens)
    return refuse(entraErrors.idTokenNotEnabled(), reply)
  if (type !== 'code') return refuse(entraErrors.unsupportedResponseType(type), reply)

  const scope = get('scope')
  if (scope === undefined || scope.trim() === '') return refuse(entraErrors.missingParameter('scope'), reply)
  const parsed = parseScopes(scope)
  if (!parsed.ok) return refuse(scopeError(tenant, registration, parsed.problem), reply)

  const value = get('code_challenge')
  const method = get('code_challenge_method') ?? 'plain'
  if (value !== undefined && method !== 'S256' && method !== 'plain')
    return refuse(entraErrors.unsupportedChallenge(method), reply)
  if (value === undefined && redirect.platform === 'spa') return refuse(entraErrors.pkceRequired(), reply)

  return {
    ok: true,
    request: {
      ...reply,
      registration,
      platform: redirect.platform,
      scopes: parsed.scopes,
      nonce: get('nonce'),
      prompt: get('prompt'),
      loginHint: get('login_hint')?.trim().toLowerCase(),
      challenge: value === undefined ? undefined : { method: method === 'S256' ? 'S256' : 'plain', value },
      clientInfo: get('client_info') === '1',
    },
  }
}
