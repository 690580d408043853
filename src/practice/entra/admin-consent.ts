/** The two addresses on which an administrator agrees for the whole tenant. @see reference 2.5 */
import { configured, type AskedPermission } from '../directory/consent.ts'
import { parseScopes, type Scope } from '../directory/permissions.ts'
import { matchRedirect } from '../directory/redirects.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { checkClient, type CheckedRequest, checkTenant, type Reply, scopeError } from './authorize.ts'
import { type EntraError, entraErrors } from './errors.ts'

/** @param version 1 asks for everything on the registration, 2 for the scopes in the address */
export function checkAdminConsent(
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
  const badTenant = checkTenant(tenant, segment)
  if (badTenant !== undefined) return refuse(badTenant)
  const clientId = get('client_id')
  if (clientId === undefined) return refuse(entraErrors.missingParameter('client_id'))
  const client = checkClient(tenant, segment, clientId)
  if (!client.ok) return refuse(client.error)
  const { registration } = client

  const redirectUri = get('redirect_uri') ?? registration.redirects[0]?.uri
  if (redirectUri === undefined) return refuse(entraErrors.noReplyAddressRegistered())
  const redirect = matchRedirect(registration.redirects, redirectUri)
  if (redirect === undefined) return refuse(entraErrors.redirectMismatch(redirectUri, clientId))
  const reply: Reply = { redirectUri, responseMode: 'query', state: get('state') }

  const scope = version === 1 ? '' : (get('scope') ?? '').trim()
  if (version === 2 && scope === '') return refuse(entraErrors.missingParameter('scope'), reply)
  const parsed = parseScopes(scope)
  if (!parsed.ok) return refuse(scopeError(tenant, registration, parsed.problem), reply)
  const permissions: AskedPermission[] =
    version === 1
      ? configured(registration)
      : parsed.scopes.flatMap(({ resource, value }) =>
          // permissions of applications have no scope of their own
          value === '.default'
            ? configured(registration, resource)
            : [{ resource, value, kind: 'delegated' }],
        )
  return {
    ok: true,
    request: {
      ...reply,
      version,
      purpose: {
        kind: 'admin-consent',
        permissions,
        whole: version === 1 ? ['graph', 'exchange'] : wholeOf(parsed.scopes),
        scope: scopeText(scope, permissions),
      },
      registration,
      platform: redirect.platform,
      responseTypes: new Set(),
      scopes: [],
      nonce: undefined,
      prompt: undefined,
      loginHint: undefined,
      challenge: undefined,
      clientInfo: false,
    },
  }
}

/** `.default` stands for everything on the registration: consent makes the grants equal to it. @see reference 2.5 */
const wholeOf = (scopes: readonly Scope[]) =>
  scopes.filter(({ value }) => value === '.default').map(({ resource }) => resource)

/** What the answer names as agreed to. */
function scopeText(scope: string, permissions: readonly AskedPermission[]): string {
  if (scope !== '') return scope
  return permissions
    .filter(({ kind }) => kind === 'delegated')
    .map(({ value }) => value)
    .join(' ')
}
