/** One function a grant type: who is entitled by what the request shows, and to what. @see reference 7.1 */
import { findUser, findUserById, passwordOf, type Tenant } from '../tenant/tenant.ts'
import { isAssigned } from '../directory/assignments.ts'
import type { RedirectPlatform } from '../directory/redirects.ts'
import type { Registration, User } from '../tenant/state.ts'
import { type Presented, type Proof, proveClient } from './client-authentication.ts'
import { type CodeBook, verifierFits } from './codes.ts'
import type { DeviceCodes } from './device-codes.ts'
import { type EntraError, entraErrors } from './errors.ts'
import type { Grant } from './person-tokens.ts'
import { findRefreshToken, useRefreshToken } from './refresh-tokens.ts'
import { scopeOfCode, scopeOfRefresh } from './scopes.ts'
import type { TokenSigner } from './signing.ts'

export interface TokenRoom {
  tenant: Tenant
  signer: TokenSigner
  codes: CodeBook
  devices: DeviceCodes
}
/** A token request whose client is known. */
export interface Asking {
  segment: string
  registration: Registration
  form: URLSearchParams
  shown: Presented
  crossOrigin: boolean
}
export type Checked =
  /** `spend`: a code is used up by the token that is issued for it, not by a request that is refused */
  { ok: true; grant: Grant; scope: string; spend?: () => void } | { ok: false; error: EntraError }
export type PersonGrant = (room: TokenRoom, asking: Asking) => Promise<Checked>

const refuse = (error: EntraError): { ok: false; error: EntraError } => ({ ok: false, error })
type Credential = { ok: true; proof: Grant['proof'] } | { ok: false; error: EntraError }

/** Which of the grants that are for a person it is; undefined for any other. */
export const personGrants: Readonly<Record<string, PersonGrant>> = {
  authorization_code: checkCode,
  refresh_token: checkRefresh,
  password: checkPassword,
  'urn:ietf:params:oauth:grant-type:device_code': checkDevice,
  // the name older clients give it
  device_code: checkDevice,
  'urn:ietf:params:oauth:grant-type:jwt-bearer': checkOnBehalfOf,
}

async function checkCode(room: TokenRoom, asking: Asking): Promise<Checked> {
  const { tenant, codes } = room
  const { registration, form } = asking
  const code = form.get('code') ?? ''
  if (code === '') return refuse(entraErrors.missingParameter('code'))
  const grant = codes.find(code)
  const user = grant === undefined ? undefined : findUserById(tenant, grant.userId)
  if (grant === undefined || user === undefined)
    return refuse(/^1\.A[\w-]{128}$/.test(code) ? entraErrors.unknownGrant() : entraErrors.malformedGrant())
  if (grant.clientId !== registration.clientId) return refuse(entraErrors.otherClient(registration.clientId))
  if (codes.expired(grant, tenant.clock())) return refuse(entraErrors.expiredCode())
  if (grant.redeemed || tenant.faults.hits('reused-code', user.address))
    return refuse(entraErrors.reusedCode())

  const redirectUri = form.get('redirect_uri') ?? ''
  if (redirectUri === '') return refuse(entraErrors.missingParameter('redirect_uri'))
  if (redirectUri !== grant.redirectUri)
    return refuse(entraErrors.replyAddressDiffers(redirectUri, grant.redirectUri))
  if (grant.platform === 'spa' && !asking.crossOrigin) return refuse(entraErrors.spaOutsideBrowser())
  const credential = await checkCredential(tenant, asking, grant.platform === 'web')
  if (!credential.ok) return credential
  const verifier = form.get('code_verifier') ?? ''
  if (grant.challenge !== undefined && verifier === '') return refuse(entraErrors.pkceMissing())
  const fits = verifierFits(grant.challenge, verifier === '' ? undefined : verifier)
  if (!fits || tenant.faults.hits('pkce-mismatch', user.address)) return refuse(entraErrors.pkceMismatch())
  const disabled = personError(tenant, registration, user)
  if (disabled !== undefined) return refuse(disabled)
  const scope = scopeOfCode(form.get('scope') ?? '', grant.scopes)
  if (typeof scope !== 'string') return refuse(scope)
  return {
    ok: true,
    grant: { registration, user, nonce: grant.nonce, proof: credential.proof },
    scope,
    spend: () => (grant.redeemed = true),
  }
}

async function checkRefresh({ tenant }: TokenRoom, asking: Asking): Promise<Checked> {
  const { registration, form } = asking
  const token = form.get('refresh_token') ?? ''
  if (token === '') return refuse(entraErrors.missingParameter('refresh_token'))
  const found = findRefreshToken(tenant, registration, token)
  if (!found.ok) return found
  const { record, user } = found
  // a client with nothing but Web redirects holds a secret and has to show it again; one that runs on PCs must not
  const only = (platform: RedirectPlatform) =>
    registration.redirects.length > 0 && registration.redirects.every((one) => one.platform === platform)
  const confidential = only('web') || (hasCredential(asking.shown) && !only('publicClient'))
  const credential = await checkCredential(tenant, asking, confidential)
  if (!credential.ok) return credential
  const error = personError(tenant, registration, user) ?? useRefreshToken(tenant, record, user)
  if (error !== undefined) return refuse(error)
  return {
    ok: true,
    grant: { registration, user, nonce: undefined, proof: credential.proof },
    scope: scopeOfRefresh(form.get('scope') ?? '', record.scope ?? '', registration.clientId),
  }
}

/** Name and password in the request itself: "resource owner password credentials". */
async function checkPassword({ tenant }: TokenRoom, asking: Asking): Promise<Checked> {
  const { registration, form, segment } = asking
  const [username = '', password = ''] = [form.get('username') ?? '', form.get('password') ?? '']
  if (username === '') return refuse(entraErrors.missingParameter('username'))
  if (password === '') return refuse(entraErrors.missingParameter('password'))
  if (segment.toLowerCase() === 'consumers') return refuse(entraErrors.badPassword())
  const credential = await checkWithoutRedirect(tenant, asking)
  if (!credential.ok) return credential
  const address = username.trim().toLowerCase()
  const user = findUser(tenant, address)
  if (user === undefined) return refuse(entraErrors.unknownUser(address, tenant.state.displayName))
  if (password !== passwordOf(tenant) || tenant.faults.hits('bad-password', user.address))
    return refuse(entraErrors.badPassword())
  const disabled = personError(tenant, registration, user)
  if (disabled !== undefined) return refuse(disabled)
  return named(form, { registration, user, nonce: undefined, proof: credential.proof })
}

async function checkDevice({ tenant, devices }: TokenRoom, asking: Asking): Promise<Checked> {
  const { registration, form } = asking
  const name = form.has('code') && !form.has('device_code') ? 'code' : 'device_code'
  const text = form.get(name) ?? ''
  if (text === '') return refuse(entraErrors.missingParameter('device_code'))
  const code = devices.find(text)
  if (code === undefined) return refuse(entraErrors.deviceUnknown())
  if (code.clientId !== registration.clientId) return refuse(entraErrors.otherClient(registration.clientId))
  if (devices.expired(code, tenant.clock())) return refuse(entraErrors.deviceExpired())
  const credential = await checkWithoutRedirect(tenant, asking)
  if (!credential.ok) return credential
  switch (code.answer.kind) {
    case 'pending':
      return refuse(entraErrors.devicePending())
    case 'declined':
      return refuse(entraErrors.deviceDeclined())
    case 'approved': {
      const user = findUserById(tenant, code.answer.userId)
      if (code.redeemed) return refuse(entraErrors.reusedCode())
      const error = user === undefined ? entraErrors.unknownGrant() : personError(tenant, registration, user)
      if (user === undefined || error !== undefined) return refuse(error ?? entraErrors.unknownGrant())
      const grant: Grant = { registration, user, nonce: undefined, proof: credential.proof }
      return { ok: true, grant, scope: code.scope, spend: () => (code.redeemed = true) }
    }
  }
}

/** A service that was called with a person's token asks for one to call the next service with. */
async function checkOnBehalfOf({ tenant, signer }: TokenRoom, asking: Asking): Promise<Checked> {
  const { registration, form } = asking
  const { clientId, displayName } = registration
  if (form.get('requested_token_use') !== 'on_behalf_of')
    return refuse(entraErrors.missingParameter('requested_token_use')) // text UNVERIFIED
  const assertion = form.get('assertion') ?? ''
  if (assertion === '') return refuse(entraErrors.missingParameter('assertion'))
  const credential = await checkCredential(tenant, asking, true)
  if (!credential.ok) return credential
  const verified = await signer.verifyAccess(assertion, [clientId, `api://${clientId}`])
  if (!verified.ok)
    switch (verified.problem) {
      case 'audience':
        return refuse(entraErrors.assertionAudience(signer.audienceOf(assertion), clientId, displayName))
      case 'expired':
        return refuse(entraErrors.assertionExpired())
      case 'malformed':
      case 'invalid':
        return refuse(entraErrors.assertionInvalid())
    }
  const { oid, idtyp } = verified.claims
  if (idtyp === 'app') return refuse(entraErrors.onBehalfOfApplication(clientId))
  const user = typeof oid === 'string' ? findUserById(tenant, oid) : undefined
  if (user === undefined) return refuse(entraErrors.assertionInvalid())
  const disabled = personError(tenant, registration, user)
  if (disabled !== undefined) return refuse(disabled)
  return named(form, { registration, user, nonce: undefined, proof: credential.proof })
}

/** The grants that have no sign-in before them to remember a scope from. */
function named(form: URLSearchParams, grant: Grant): Checked {
  const scope = (form.get('scope') ?? '').trim()
  return scope === '' ? refuse(entraErrors.missingParameter('scope')) : { ok: true, grant, scope }
}

/** Why this person gets no token for this application, whatever he shows. */
function personError(tenant: Tenant, registration: Registration, user: User): EntraError | undefined {
  if (!user.enabled || tenant.faults.hits('disabled-account', user.address))
    return entraErrors.disabledAccount()
  return isAssigned(tenant, registration, user)
    ? undefined
    : entraErrors.notAssigned(registration.clientId, registration.displayName, user.address)
}

const hasCredential = (shown: Presented) => shown.secret !== undefined || shown.assertion !== undefined

/** Web redirects make the client confidential, the other platforms public. @see reference 2.1 */
async function checkCredential(
  tenant: Tenant,
  { segment, registration, shown }: Asking,
  confidential: boolean,
): Promise<Credential> {
  if (!confidential)
    return hasCredential(shown) ? refuse(entraErrors.credentialUnwanted()) : { ok: true, proof: 'none' }
  return proven(await proveClient(tenant, segment, registration, shown))
}

/** Where no redirect tells what kind of client it is, "Allow public client flows" does. @see reference 2.1, 2.2 */
async function checkWithoutRedirect(tenant: Tenant, asking: Asking): Promise<Credential> {
  if (!hasCredential(asking.shown) && asking.registration.publicClientFlows)
    return { ok: true, proof: 'none' }
  return checkCredential(tenant, asking, true)
}

function proven(proof: Proof): Credential {
  switch (proof.kind) {
    case 'refused':
      return refuse(proof.error)
    case 'nothing':
      return refuse(entraErrors.credentialMissing())
    case 'secret':
    case 'certificate':
      return { ok: true, proof: proof.kind }
  }
}
