/** Reads an authorise request and says what is wrong with it, in the order Entra does. @see reference 2.1, 7.1 */
import { findRegistration } from '../directory/registrations.ts'
import { domainsOf } from '../directory/domains.ts'
import { findPrincipal } from '../directory/principals.ts'
import type { AskedPermission } from '../directory/consent.ts'
import {
  parseScopes,
  resourceAppIds,
  type ResourceId,
  type Scope,
  type ScopeProblem,
} from '../directory/permissions.ts'
import { matchRedirect, type RedirectPlatform } from '../directory/redirects.ts'
import type { Registration } from '../tenant/state.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { type EntraError, entraErrors } from './errors.ts'

export type ResponseMode = 'query' | 'fragment' | 'form_post'
export type ResponseType = 'code' | 'id_token' | 'token'
/** What a sign-in is for, and so how it ends. */
export type Purpose =
  | { kind: 'sign-in' }
  /** an administrator agrees for everybody, and nobody gets a token */
  | {
      kind: 'admin-consent'
      permissions: readonly AskedPermission[]
      /** the APIs for which the permissions are all there shall be */
      whole: readonly ResourceId[]
      scope: string
    }
  /** the answer goes to a device that polls */
  | { kind: 'device'; userCode: string }
export interface Reply {
  redirectUri: string
  responseMode: ResponseMode
  state: string | undefined
}
export interface AuthorizeRequest extends Reply {
  /** of the endpoint that was asked: what its ID tokens look like */
  version: 1 | 2
  purpose: Purpose
  registration: Registration
  platform: RedirectPlatform
  responseTypes: ReadonlySet<ResponseType>
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
  const names = domainsOf(tenant.state).flatMap(({ name, isVerified }) => (isVerified ? [name] : []))
  const known = [tenant.state.tenantId, ...names, 'consumers', ...shared].includes(segment.toLowerCase())
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
  // one for personal accounts alone is not there for anybody of this tenant
  if (registration.audience === 'PersonalMicrosoftAccount')
    return { ok: false, error: entraErrors.unknownClient(clientId, tenant.state.displayName) }
  const enabled = findPrincipal(tenant, { appId: registration.clientId })?.enterprise.accountEnabled !== false
  if (registration.details.isDisabled || !enabled)
    return { ok: false, error: entraErrors.applicationDisabled(clientId, registration.displayName) }
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
    case 'default-and-named':
      return entraErrors.defaultAndNamed(problem.text)
    case 'unknown-resource':
      return entraErrors.unknownResource(problem.resource, tenant.state.displayName)
    case 'unknown-permission':
      return entraErrors.unknownPermission(
        registration.displayName,
        problem.value,
        resourceAppIds[problem.resource],
      )
  }
}

export function checkAuthorize(
  tenant: Tenant,
  segment: string,
  params: URLSearchParams,
  version: 1 | 2,
): CheckedRequest {
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
  const type = get('response_type')
  const reply: Reply = { redirectUri, responseMode: modeOf(get('response_mode'), type), state: get('state') }
  if (type === undefined) return refuse(entraErrors.missingParameter('response_type'), reply)
  const answer = checkResponse(registration, type, get('response_mode'))
  if ('number' in answer) return refuse(answer, reply)
  if (params.has('resource')) return refuse(entraErrors.resourceParameter(), reply)
  const prompt = get('prompt')
  if (prompt !== undefined && !prompts.includes(prompt)) return refuse(entraErrors.unsupportedPrompt(), reply)

  const scope = get('scope')
  if (scope === undefined || scope.trim() === '') return refuse(entraErrors.missingParameter('scope'), reply)
  const parsed = parseScopes(scope, registration.clientId)
  if (!parsed.ok) return refuse(scopeError(tenant, registration, parsed.problem), reply)
  if (answer.has('id_token') && get('nonce') === undefined)
    return refuse(entraErrors.missingParameter('nonce'), reply)

  const challenge = get('code_challenge')
  const method = get('code_challenge_method') ?? 'plain'
  const bad = challenge === undefined ? undefined : challengeError(challenge, method)
  if (bad !== undefined) return refuse(bad, reply)
  if (challenge === undefined && redirect.platform === 'spa' && answer.has('code'))
    return refuse(entraErrors.pkceRequired(), reply)

  return {
    ok: true,
    request: {
      ...reply,
      version,
      purpose: { kind: 'sign-in' },
      registration,
      platform: redirect.platform,
      responseTypes: answer,
      scopes: parsed.scopes,
      nonce: get('nonce'),
      prompt,
      loginHint: get('login_hint')?.trim().toLowerCase(),
      challenge:
        challenge === undefined
          ? undefined
          : { method: method === 'S256' ? 'S256' : 'plain', value: challenge },
      clientInfo: get('client_info') === '1',
    },
  }
}

/** One of them at a time. */
const prompts: readonly string[] = ['login', 'none', 'consent', 'select_account', 'create']

const responseTypes: readonly ResponseType[] = ['code', 'id_token', 'token']

/** The way back for the answer; tokens never travel in a query, whatever the client asked for. */
function modeOf(mode: string | undefined, type: string | undefined): ResponseMode {
  if (mode === 'form_post' || mode === 'fragment') return mode
  return type === undefined || type.trim() === 'code' ? 'query' : 'fragment'
}

/** Which of code, ID token and access token come back; the last two only where their boxes are ticked. */
function checkResponse(
  { implicit }: Registration,
  type: string,
  mode: string | undefined,
): ReadonlySet<ResponseType> | EntraError {
  const asked = new Set<ResponseType>()
  for (const word of type.split(' ').filter((one) => one !== '')) {
    const known = responseTypes.find((one) => one === word)
    if (known === undefined) return entraErrors.unsupportedResponseType(type)
    asked.add(known)
  }
  if (asked.has('id_token') && !implicit.idTokens) return entraErrors.idTokenNotEnabled()
  if (asked.has('token') && !implicit.accessTokens) return entraErrors.unsupportedResponseType('token')
  if (asked.size === 0) return entraErrors.unsupportedResponseType(type)
  const withTokens = asked.size > 1 || !asked.has('code')
  if (mode !== undefined && !['query', 'fragment', 'form_post'].includes(mode))
    return entraErrors.unsupportedResponseMode(mode)
  return withTokens && mode === 'query' ? entraErrors.unsupportedResponseMode(mode) : asked
}

/** S256 makes 43 characters; a plain one is as long as a verifier may be (RFC 7636). */
function challengeError(value: string, method: string): EntraError | undefined {
  if (method !== 'S256' && method !== 'plain') return entraErrors.challengeMethod(method)
  const longest = method === 'S256' ? 43 : 128
  return value.length < 43 || value.length > longest ? entraErrors.challengeSize() : undefined
}
