/**
 * The endpoints of version 1 (`/oauth2/authorize`, `/oauth2/token`), which older products still use: they name a
 * `resource` where version 2 names scopes, and answer with numbers as text.
 */
import { openIdScopes } from '../directory/permissions.ts'
import type { AppTokenReply } from './client-credentials.ts'
import { entraErrors } from './errors.ts'
import type { TokenRoom } from './grants.ts'
import type { TokenReply } from './person-tokens.ts'
import { type Outcome, redeem, type TokenRequest } from './token.ts'

type OldReply = { resource: string } & Record<string, string>

/** Everything the registration asks for on the resource, and a refresh token with it. */
export function scopeFor(resource: string | null): string {
  const name = (resource ?? '').replace(/\/$/, '')
  return `${name === '' ? 'https://graph.microsoft.com' : name}/.default openid profile offline_access`
}

/** The authorise address of version 1 as version 2 would have it. */
export function newParameters(params: URLSearchParams): URLSearchParams {
  const now = new URLSearchParams(params)
  now.delete('resource')
  now.set('scope', scopeFor(params.get('resource')))
  // version 1 knows two prompts more
  const prompt = { admin_consent: 'consent', refresh_session: 'login' }[params.get('prompt') ?? '']
  if (prompt !== undefined) now.set('prompt', prompt)
  return now
}

export async function redeemOld(room: TokenRoom, request: TokenRequest): Promise<Outcome<OldReply>> {
  const form = new URLSearchParams(request.form)
  const resource = form.get('resource')
  const application = form.get('grant_type') === 'client_credentials'
  if (application && (resource ?? '') === '')
    return { ok: false, error: entraErrors.missingParameter('resource') } // number UNVERIFIED
  form.delete('resource')
  // a code or a refresh token remembers the resource of its sign-in
  form.delete('scope')
  if (application) form.set('scope', `${(resource ?? '').replace(/\/$/, '')}/.default`)
  else if (resource !== null || form.get('grant_type') === 'password') form.set('scope', scopeFor(resource))
  const outcome = await redeem(room, { ...request, form })
  if (!outcome.ok) return outcome
  return { ok: true, reply: oldReply(outcome.reply, resource ?? '', room.tenant.clock()) }
}

function oldReply(reply: TokenReply | AppTokenReply, resource: string, at: number): OldReply {
  const now = Math.floor(at / 1000)
  const person = 'scope' in reply ? reply : undefined
  const names = (person?.scope ?? '').split(' ').map((text) => text.slice(text.lastIndexOf('/') + 1))
  const scope = names.filter((name) => !['.default', ...openIdScopes].includes(name)).join(' ')
  return {
    token_type: reply.token_type,
    ...(person === undefined ? {} : { scope }),
    expires_in: String(reply.expires_in),
    ext_expires_in: String(reply.ext_expires_in),
    expires_on: String(now + reply.expires_in),
    not_before: String(now),
    resource,
    access_token: reply.access_token,
    ...(person?.refresh_token === undefined ? {} : { refresh_token: person.refresh_token }),
    ...(person?.id_token === undefined ? {} : { id_token: person.id_token }),
  }
}
