/** What a token request asks for: named in it, or remembered from the sign-in. One resource a token. @see reference 3.4 */
import { missingConsent } from '../directory/consent.ts'
import { parseScopes, type Scope } from '../directory/permissions.ts'
import type { Registration, User } from '../tenant/state.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { scopeError } from './authorize.ts'
import { type EntraError, entraErrors } from './errors.ts'

type Checked = { ok: true; scopes: Scope[] } | { ok: false; error: EntraError }

/** openid and its companions alone stand for Graph's User.Read. */
const profileOfGraph: Scope = {
  text: 'User.Read',
  resource: 'graph',
  audience: 'https://graph.microsoft.com',
  value: 'User.Read',
}

/** A code remembers what it was asked for; only where that names two resources must the redemption say which one. */
export function scopeOfCode(asked: string, remembered: readonly Scope[]): string | EntraError {
  if (asked.trim() !== '') return asked
  const resources = new Set(remembered.flatMap(({ audience }) => audience ?? []))
  if (resources.size > 1) return entraErrors.emptyScope()
  return remembered.map(({ text }) => text).join(' ')
}

/** A refresh without a scope is for the resource of the first one that was asked for. */
export function scopeOfRefresh(asked: string, remembered: string, clientId: string): string {
  if (asked.trim() !== '') return asked
  const parsed = parseScopes(remembered, clientId)
  if (!parsed.ok) return remembered
  const first = parsed.scopes.find(({ audience }) => audience !== undefined)?.audience
  return parsed.scopes
    .filter(({ audience }) => audience === undefined || audience === first)
    .map(({ text }) => text)
    .join(' ')
}

/** Known, of one resource, and agreed to. @param kind the grant type, which decides about a number */
export function checkScopes(
  tenant: Tenant,
  { registration, user }: { registration: Registration; user: User },
  text: string,
  kind?: string,
): Checked {
  const parsed = parseScopes(text, registration.clientId)
  if (!parsed.ok) return { ok: false, error: scopeError(tenant, registration, parsed.problem) }
  const { scopes } = parsed
  const resources = new Set(scopes.flatMap((scope) => scope.audience ?? []))
  if (resources.size > 1) {
    const { codeForTwoResources, twoResources } = entraErrors
    return {
      ok: false,
      error: kind === 'authorization_code' ? codeForTwoResources(text) : twoResources(text),
    }
  }
  const missing = missingConsent(tenant, registration, user, scopes)
  if (missing.length > 0 || tenant.faults.on('missing-consent'))
    return { ok: false, error: entraErrors.noConsent(registration.clientId, registration.displayName) }
  return { ok: true, scopes: resources.size === 0 ? [...scopes, profileOfGraph] : scopes }
}
