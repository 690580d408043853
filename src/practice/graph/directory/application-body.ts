/** What a body says about an application, put into the registration: collections are replaced, the rest stays. */
import { audienceBreach } from '../../directory/app-policies.ts'
import { isVerifiedHost } from '../../directory/domains.ts'
import { checkRedirects, type RedirectPlatform } from '../../directory/redirects.ts'
import { keepAccess, type RequiredAccess } from '../../directory/resource-access.ts'
import type { Registration } from '../../tenant/state.ts'
import type { Tenant } from '../../tenant/tenant.ts'
import type { Shaped } from '../entity-shape.ts'
import type { GraphError } from '../reply.ts'
import { keepKeys, keepPasswords } from './credential-body.ts'
import { directoryErrors } from './errors.ts'
import { breachError, recordOf, rowsOf, textOf, textsOf } from './values.ts'

const resource = 'Application'
const readOnly = [
  'id',
  'appId',
  'createdDateTime',
  'publisherDomain',
  'disabledByMicrosoftStatus',
  'verifiedPublisher',
  'deletedDateTime',
  'createdByAppId',
]
const audiences: readonly string[] = [
  'AzureADMyOrg',
  'AzureADMultipleOrgs',
  'AzureADandPersonalMicrosoftAccount',
  'PersonalMicrosoftAccount',
] satisfies Registration['audience'][]
const isAudience = (text: unknown): text is Registration['audience'] =>
  typeof text === 'string' && audiences.includes(text)

/** Changes `registration`, which is a copy as long as anything can still be refused. Undefined: all of it was good. */
export function applyBody(tenant: Tenant, registration: Registration, body: Shaped): GraphError | undefined {
  const fixed = readOnly.find((name) => body[name] !== undefined)
  if (fixed !== undefined) return directoryErrors.readOnly(fixed)
  return (
    applyTexts(registration, body) ??
    applyAudience(tenant, registration, body) ??
    applyIdentifiers(tenant, registration, body) ??
    applyRedirects(registration, body) ??
    applyAccess(registration, body) ??
    applyApi(registration, body) ??
    keepPasswords(registration, body.passwordCredentials) ??
    keepKeys(tenant, registration, body.keyCredentials)
  )
}

function applyTexts(registration: Registration, body: Shaped): GraphError | undefined {
  const { details } = registration
  const { displayName, notes, uniqueName, tags, isFallbackPublicClient, isDisabled } = body
  if (displayName !== undefined) {
    if (typeof displayName !== 'string' || displayName.trim() === '' || displayName.length > 256)
      return directoryErrors.badValue('displayName', resource)
    registration.displayName = displayName
  }
  if (typeof notes === 'string' && notes.length > 1024) return directoryErrors.badValue('notes', resource)
  // an alternate key is given once
  if (uniqueName !== undefined && details.uniqueName !== null && details.uniqueName !== uniqueName)
    return directoryErrors.readOnly('uniqueName')
  if (uniqueName !== undefined) details.uniqueName = textOf(uniqueName)
  for (const name of ['description', 'notes', 'serviceManagementReference'] as const)
    if (body[name] !== undefined) details[name] = textOf(body[name])
  if (tags !== undefined) details.tags = [...new Set(textsOf(tags))]
  if (isFallbackPublicClient !== undefined) registration.publicClientFlows = isFallbackPublicClient === true
  if (isDisabled !== undefined) details.isDisabled = isDisabled === true
  if (body.servicePrincipalLockConfiguration !== undefined)
    details.lock = recordOf(body.servicePrincipalLockConfiguration) ?? null
  if (body.optionalClaims !== undefined) details.optionalClaims = recordOf(body.optionalClaims) ?? null
  if (body.info !== undefined) details.info = { ...details.info, ...recordOf(body.info) }
  return undefined
}

function applyAudience(tenant: Tenant, registration: Registration, body: Shaped): GraphError | undefined {
  const { signInAudience } = body
  if (signInAudience === undefined) return undefined
  if (!isAudience(signInAudience)) return directoryErrors.badValue('signInAudience', resource)
  const breach = signInAudience === registration.audience ? undefined : audienceBreach(tenant, signInAudience)
  if (breach !== undefined) return breachError(breach)
  registration.audience = signInAudience
  return undefined
}

function applyIdentifiers(
  { state }: Tenant,
  { details, clientId }: Registration,
  { identifierUris }: Shaped,
): GraphError | undefined {
  if (identifierUris === undefined) return undefined
  const uris = textsOf(identifierUris)
  // one that names neither the application nor the tenant could be somebody else's
  const wrong = uris.find(
    (uri) =>
      !uri.includes(clientId) &&
      !uri.includes(state.tenantId) &&
      !(URL.canParse(uri) && isVerifiedHost(state, new URL(uri).hostname)),
  )
  if (wrong !== undefined) return directoryErrors.hostName(wrong)
  details.identifierUris = uris
  return undefined
}

const platforms: readonly [property: string, platform: RedirectPlatform][] = [
  ['web', 'web'],
  ['publicClient', 'publicClient'],
  ['spa', 'spa'],
]

function applyRedirects(registration: Registration, body: Shaped): GraphError | undefined {
  let { redirects } = registration
  for (const [property, platform] of platforms) {
    const given = recordOf(body[property])?.redirectUris
    if (given === undefined) continue
    const uris = textsOf(given).map((uri) => ({ platform, uri }))
    redirects = [...redirects.filter((one) => one.platform !== platform), ...uris]
  }
  const verdict = checkRedirects(redirects)
  if (!verdict.ok) return directoryErrors.redirect(verdict.error.text)
  registration.redirects = redirects
  const web = recordOf(body.web)
  if (web === undefined) return undefined
  const { details } = registration
  for (const name of ['homePageUrl', 'logoutUrl'] as const)
    if (web[name] !== undefined) details[name] = textOf(web[name])
  const boxes = recordOf(web.implicitGrantSettings)
  const ticked = (name: string, before: boolean) =>
    boxes?.[name] === undefined ? before : boxes[name] === true
  registration.implicit = {
    accessTokens: ticked('enableAccessTokenIssuance', registration.implicit.accessTokens),
    idTokens: ticked('enableIdTokenIssuance', registration.implicit.idTokens),
  }
  return undefined
}

function applyAccess(registration: Registration, body: Shaped): GraphError | undefined {
  const given = body.requiredResourceAccess
  if (given === undefined) return undefined
  const wanted: RequiredAccess[] = []
  for (const entry of rowsOf(given)) {
    const { resourceAppId } = entry
    if (typeof resourceAppId !== 'string') return directoryErrors.badValue('requiredResourceAccess', resource)
    const resourceAccess: RequiredAccess['resourceAccess'] = []
    for (const { id, type } of rowsOf(entry.resourceAccess)) {
      if (typeof id !== 'string' || (type !== 'Scope' && type !== 'Role'))
        return directoryErrors.badValue('requiredResourceAccess', resource)
      resourceAccess.push({ id, type })
    }
    wanted.push({ resourceAppId: resourceAppId.toLowerCase(), resourceAccess })
  }
  keepAccess(registration, wanted)
  return undefined
}

/** What the application itself offers is switched off before it goes. */
function applyApi({ details }: Registration, { api }: Shaped): GraphError | undefined {
  const given = recordOf(api)
  if (given === undefined) return undefined
  if (given.oauth2PermissionScopes !== undefined) {
    const next = rowsOf(given.oauth2PermissionScopes).map(({ id }) => id)
    const lost = rowsOf(details.api.oauth2PermissionScopes).some(
      ({ id, isEnabled }) => isEnabled !== false && !next.includes(id),
    )
    if (lost) return directoryErrors.entitlement()
  }
  details.api = { ...details.api, ...given }
  return undefined
}
