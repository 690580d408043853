/** What a finished sign-in hands back: a code, tokens, an administrator's yes, or a device let in. */
import { createHash } from 'node:crypto'
import type { User } from '../tenant/state.ts'
import type { AuthorizeRequest } from './authorize.ts'
import type { TokenRoom } from './grants.ts'
import { clientInfoOf, type Grant, issueAccess, issueIdToken } from './person-tokens.ts'
import { checkScopes } from './scopes.ts'
import type { EntraError } from './errors.ts'

export type Fields = [name: string, value: string][]
export type Answer =
  { ok: true; fields: Fields } | { ok: true; device: true } | { ok: false; error: EntraError }

export async function answerOf(room: TokenRoom, request: AuthorizeRequest, user: User): Promise<Answer> {
  const { purpose } = request
  switch (purpose.kind) {
    case 'admin-consent':
      return {
        ok: true,
        fields: [
          ['admin_consent', 'True'],
          ['tenant', room.tenant.state.tenantId],
          ['scope', purpose.scope],
        ],
      }
    case 'device': {
      const code = room.devices.typed(purpose.userCode, room.tenant.clock())
      if (code !== undefined) code.answer = { kind: 'approved', userId: user.id }
      return { ok: true, device: true }
    }
    case 'sign-in':
      return signedIn(room, request, user)
  }
}

/** The order of the fields is Entra's. */
async function signedIn(room: TokenRoom, request: AuthorizeRequest, user: User): Promise<Answer> {
  const { tenant, codes } = room
  const { registration, responseTypes, scopes, nonce } = request
  const fields: Fields = []
  const grant: Grant = { registration, user, nonce, proof: 'none' }
  let code: string | undefined
  let accessToken: string | undefined
  if (responseTypes.has('code')) {
    code = codes.issue({
      clientId: registration.clientId,
      redirectUri: request.redirectUri,
      platform: request.platform,
      userId: user.id,
      nonce,
      scopes,
      challenge: request.challenge,
      issuedAt: tenant.clock(),
    })
    fields.push(['code', code])
  }
  if (responseTypes.has('token')) {
    const checked = checkScopes(tenant, grant, scopes.map(({ text }) => text).join(' '))
    if (!checked.ok) return checked
    const access = await issueAccess(room, grant, checked.scopes)
    accessToken = access.access_token
    fields.push(
      ['access_token', access.access_token],
      ['token_type', 'Bearer'],
      ['expires_in', String(access.expires_in)],
      ['scope', access.scope],
    )
  }
  if (responseTypes.has('id_token'))
    fields.push([
      'id_token',
      await issueIdToken(room, grant, scopes, { version: request.version, code, accessToken }),
    ])
  if (request.clientInfo) fields.push(['client_info', clientInfoOf(tenant, user)])
  fields.push(['session_state', sessionState(tenant.state.tenantId, user)])
  return { ok: true, fields }
}

/** A GUID that stays the same while the person is signed in. */
function sessionState(tenantId: string, user: User): string {
  const hex = createHash('sha256').update(`session ${tenantId} ${user.id}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  )
}
