/** The address on which an administrator agrees for the whole organisation, and what its answer says. @see reference 2.5 */
import { authorityOf, graphScope, mailScope } from '../../cloud/cloud.ts'
import type { Cloud } from '../../cloud/cloud.schema.ts'
import type { AppError } from '../../problem/app-error.ts'
import { err, ok, type Result } from '../../result.ts'
import { oneLine } from '../../text/escape.ts'
import { redact } from '../../text/redact.ts'
import type { Wanted, WantedPermission } from '../wanted/wanted.ts'

export interface ConsentRequest {
  readonly address: string
  /** What is asked for, by name; those of the application with their kind. */
  readonly permissions: readonly Pick<WantedPermission, 'value' | 'kind' | 'resource'>[]
  /** The answer makes the grants equal to the list of the registration: what is not on it is taken away. */
  readonly whole: boolean
}

export interface ConsentAnswer {
  readonly tenantId: string
  /** As Microsoft Entra names them; empty where it names none. */
  readonly scopes: readonly string[]
}

interface Asked {
  readonly cloud: Cloud
  readonly tenantId: string
  readonly clientId: string
  readonly redirectUri: string
  readonly state: string
}

/**
 * Delegated permissions are named one by one. Those of an application have no scope of their own, so with one of them
 * everything on the registration is asked for.
 */
export function consentRequest(
  { permissions }: Pick<Wanted, 'permissions'>,
  { cloud, tenantId, clientId, redirectUri, state }: Asked,
): ConsentRequest {
  const wanted = permissions.filter(({ stand }) => stand === 'wanted')
  const { whole, permissions: named } = askedFor(permissions)
  const authority = authorityOf(cloud, tenantId)
  const address = new URL(whole ? `${authority}/adminconsent` : `${authority}/v2.0/adminconsent`)
  address.searchParams.set('client_id', clientId)
  if (!whole)
    address.searchParams.set('scope', wanted.map((permission) => scopeOf(cloud, permission)).join(' '))
  address.searchParams.set('redirect_uri', redirectUri)
  address.searchParams.set('state', state)
  return {
    address: address.href,
    permissions: named,
    whole,
  }
}

/** What the page asks for, before anybody opens it. */
export function askedFor(permissions: Wanted['permissions']): Pick<ConsentRequest, 'permissions' | 'whole'> {
  const wanted = permissions.filter(({ stand }) => stand === 'wanted')
  return {
    permissions: wanted.map(({ value, kind, resource }) => ({ value, kind, resource })),
    whole: wanted.some(({ kind }) => kind === 'application'),
  }
}

const bare = ['openid', 'profile', 'email', 'offline_access']

function scopeOf(cloud: Cloud, { resource, value }: Pick<WantedPermission, 'resource' | 'value'>): string {
  if (bare.includes(value)) return value
  return resource === 'graph' ? graphScope(cloud, value) : mailScope(cloud, value)
}

/** Errors: consent-answer-other-state, consent-refused, consent-not-given, consent-other-tenant. */
export function consentAnswer(
  answer: URLSearchParams,
  asked: Pick<Asked, 'tenantId' | 'state'>,
): Result<ConsentAnswer, AppError> {
  if (answer.get('state') !== asked.state) return err({ code: 'consent-answer-other-state' })
  const error = answer.get('error')
  if (error !== null) {
    const details = oneLine(redact(answer.get('error_description') ?? error)).slice(0, longest)
    return err({ code: 'consent-refused', said: oneLine(error).slice(0, 100), details })
  }
  if (answer.get('admin_consent')?.toLowerCase() !== 'true') return err({ code: 'consent-not-given' })
  const tenant = oneLine(answer.get('tenant') ?? '').slice(0, 100)
  if (tenant.toLowerCase() !== asked.tenantId.toLowerCase())
    return err({ code: 'consent-other-tenant', found: tenant, wanted: asked.tenantId })
  const scopes = oneLine(answer.get('scope') ?? '')
    .slice(0, longest)
    .split(' ')
    .filter((scope) => scope !== '')
    .map((scope) => scope.slice(scope.lastIndexOf('/') + 1))
  return ok({ tenantId: asked.tenantId, scopes: [...new Set(scopes)] })
}

const longest = 2000

/** The query of an address that somebody copied out of their browser; null where the text holds none. */
export function answerIn(text: string): URLSearchParams | null {
  const address = /https?:\/\/localhost[^\s"'<>]*\?[^\s"'<>]+/i.exec(text)?.[0]
  const url = address === undefined ? null : URL.parse(address)
  return url?.searchParams.has('state') === true ? url.searchParams : null
}
