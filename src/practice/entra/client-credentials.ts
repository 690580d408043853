/** Tokens for an application on its own: no person, only what an administrator agreed to. @see reference 3.4, 4.6, 7.1 */
import { randomBytes } from 'node:crypto'
import { grantedRoles } from '../directory/consent.ts'
import { parseResource } from '../directory/permissions.ts'
import type { Registration } from '../tenant/state.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { type EntraError, entraErrors } from './errors.ts'
import { accessIssuer, timesFor, toldSeconds, type TokenSigner } from './signing.ts'

export interface AppTokenReply {
  token_type: 'Bearer'
  expires_in: number
  ext_expires_in: number
  access_token: string
}
type Outcome = { ok: true; reply: AppTokenReply } | { ok: false; error: EntraError }

/** The client has proven itself already. */
export async function issueAppToken(
  room: { tenant: Tenant; signer: TokenSigner },
  registration: Registration,
  scope: string,
  proof: 'secret' | 'certificate',
): Promise<Outcome> {
  const { tenant, signer } = room
  const refuse = (error: EntraError): Outcome => ({ ok: false, error })
  const asked = scope.split(' ').filter((one) => one !== '')
  if (asked.length === 0) return refuse(entraErrors.missingParameter('scope'))
  const [only = ''] = asked
  if (asked.length > 1 || !only.endsWith('/.default')) return refuse(entraErrors.scopeNeedsDefault(scope))
  const uri = only.slice(0, -'/.default'.length)
  // an application may ask for a token for itself, by its GUID
  const self = uri.toLowerCase() === registration.clientId
  const resource = self ? { id: 'self' as const, uri: registration.clientId } : parseResource(uri)
  if (resource === undefined) return refuse(entraErrors.unknownResource(uri, tenant.state.displayName))
  if (tenant.faults.on('conditional-access')) return refuse(entraErrors.blockedByPolicy())

  const seconds = tenant.lifetimes.accessTokenSeconds
  const roles = resource.id === 'self' ? [] : grantedRoles(tenant, registration.clientId, resource.id)
  const access_token = await signer.sign({
    aud: resource.uri,
    iss: accessIssuer(tenant),
    ...timesFor(tenant, seconds),
    app_displayname: registration.displayName,
    appid: registration.clientId,
    appidacr: proof === 'secret' ? '1' : '2',
    idp: accessIssuer(tenant),
    idtyp: 'app',
    oid: registration.servicePrincipalId,
    sub: registration.servicePrincipalId,
    tid: tenant.state.tenantId,
    // without a granted permission the claim is missing, not empty: path B of SMTP lives on that
    ...(roles.length === 0 ? {} : { roles }),
    tenant_region_scope: 'EU',
    uti: randomBytes(16).toString('base64url'),
    ver: '1.0',
    // the role every service principal has in the directory; Graph is told of it, Exchange is not
    ...(resource.id === 'graph' ? { wids: ['0997a1d0-0d1d-4acb-b408-d5ca73121e90'] } : {}),
  })
  const told = toldSeconds(seconds)
  return { ok: true, reply: { token_type: 'Bearer', expires_in: told, ext_expires_in: told, access_token } }
}
