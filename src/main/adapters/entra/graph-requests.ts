/** How each change is written to Microsoft Graph. @see setup-automation 1.1 */
import { graphUrl } from '../../../domain/cloud/cloud.ts'
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import type { Access, Redirects } from '../../../domain/entra/facts/shapes.schema.ts'
import type { Change } from '../../../domain/entra/plan/change.schema.ts'
import type { Objects } from '../../services/entra/directory-writer.port.ts'

export interface WriteRequest {
  readonly method: 'POST' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly body?: object
}

/** Certificates are written as a whole list, which has to be read first: not here. */
export type PlainChange = Exclude<Change, { kind: 'add-certificate' | 'remove-certificate' }>

/** Null where an object that it is about is not known: then nothing can be written. */
export function requestFor(change: PlainChange, objects: Objects, cloud: Cloud): WriteRequest | null {
  const application =
    change.target.object === 'application' ? (change.target.id ?? objects.application) : null
  const principal =
    change.target.object === 'service-principal' ? (change.target.id ?? objects.client) : objects.client
  const patch = (body: object): WriteRequest | null =>
    application === null ? null : { method: 'PATCH', path: `/applications/${application}`, body }
  const patchPrincipal = (body: object): WriteRequest | null =>
    principal === null ? null : { method: 'PATCH', path: `/servicePrincipals/${principal}`, body }
  switch (change.kind) {
    case 'create-application':
      return { method: 'POST', path: '/applications', body: newApplication(change.after) }
    case 'delete-application':
      return application === null ? null : { method: 'DELETE', path: `/applications/${application}` }
    case 'restore-application':
      return application === null ? null : restored(application)
    case 'set-disabled':
      return patch({ isDisabled: change.after })
    case 'set-audience':
      return patch({ signInAudience: change.after })
    case 'set-redirects':
      return patch(redirectsBody(change.after))
    case 'set-implicit':
      return patch({ web: { implicitGrantSettings: implicitBody(change.after) } })
    case 'set-public-client':
      return patch({ isFallbackPublicClient: change.after })
    case 'set-permissions':
      return patch({ requiredResourceAccess: accessBody(change.after) })
    case 'set-notes':
      return patch({ notes: change.after })
    case 'add-owner':
      return application === null
        ? null
        : {
            method: 'POST',
            path: `/applications/${application}/owners/$ref`,
            body: { '@odata.id': graphUrl(cloud, `/directoryObjects/${change.after.id}`) },
          }
    case 'remove-owner':
      return application === null
        ? null
        : { method: 'DELETE', path: `/applications/${application}/owners/${change.before.id}/$ref` }
    case 'add-secret': {
      const { displayName, endsAt } = change.after
      const passwordCredential = {
        ...(displayName === null ? {} : { displayName }),
        ...(endsAt === null ? {} : { endDateTime: endsAt }),
      }
      return application === null
        ? null
        : { method: 'POST', path: `/applications/${application}/addPassword`, body: { passwordCredential } }
    }
    case 'remove-secret':
      return application === null || change.before.keyId === null
        ? null
        : {
            method: 'POST',
            path: `/applications/${application}/removePassword`,
            body: { keyId: change.before.keyId },
          }
    case 'create-service-principal': {
      const appId = change.after.appId ?? objects.appId
      return appId === null ? null : { method: 'POST', path: '/servicePrincipals', body: { appId } }
    }
    case 'delete-service-principal':
      return principal === null ? null : { method: 'DELETE', path: `/servicePrincipals/${principal}` }
    case 'restore-service-principal':
      return principal === null ? null : restored(principal)
    case 'set-sign-in':
      return patchPrincipal({ accountEnabled: change.after })
    case 'set-assignment-required':
      return patchPrincipal({ appRoleAssignmentRequired: change.after })
    case 'create-grant': {
      const { client, resourceId, principalId, scopes } = change.after
      const clientId = client ?? objects.client
      return clientId === null
        ? null
        : {
            method: 'POST',
            path: '/oauth2PermissionGrants',
            body: {
              clientId,
              consentType: principalId === null ? 'AllPrincipals' : 'Principal',
              ...(principalId === null ? {} : { principalId }),
              resourceId,
              scope: scopes.join(' '),
            },
          }
    }
    case 'set-grant':
      return change.target.id === null
        ? null
        : {
            method: 'PATCH',
            path: `/oauth2PermissionGrants/${change.target.id}`,
            body: { scope: change.after.scopes.join(' ') },
          }
    case 'remove-grant':
      return change.target.id === null
        ? null
        : { method: 'DELETE', path: `/oauth2PermissionGrants/${change.target.id}` }
    case 'add-role': {
      const { client, resourceId, roleId } = change.after
      const principalId = client ?? objects.client
      return principalId === null
        ? null
        : {
            method: 'POST',
            path: `/servicePrincipals/${principalId}/appRoleAssignments`,
            body: { principalId, resourceId, appRoleId: roleId },
          }
    }
    case 'remove-role': {
      const client = change.before.client ?? objects.client
      return client === null || change.target.id === null
        ? null
        : {
            method: 'DELETE',
            path: `/servicePrincipals/${client}/appRoleAssignments/${change.target.id}`,
          }
    }
  }
}

function restored(id: string): WriteRequest {
  return { method: 'POST', path: `/directory/deletedItems/${id}/restore` }
}

type New = Extract<Change, { kind: 'create-application' }>['after']

function newApplication({ displayName, audience, redirects, implicit, publicClient, access, notes }: New) {
  const { web, ...others } = redirectsBody(redirects)
  return {
    displayName,
    signInAudience: audience,
    web: { ...web, implicitGrantSettings: implicitBody(implicit) },
    ...others,
    isFallbackPublicClient: publicClient,
    requiredResourceAccess: accessBody(access),
    ...(notes === null ? {} : { notes }),
  }
}

function redirectsBody({ web, publicClient, spa }: Redirects) {
  return {
    web: { redirectUris: web },
    publicClient: { redirectUris: publicClient },
    spa: { redirectUris: spa },
  }
}

function implicitBody({ accessTokens, idTokens }: New['implicit']) {
  return { enableAccessTokenIssuance: accessTokens, enableIdTokenIssuance: idTokens }
}

/** One entry an API. */
function accessBody(access: readonly Access[]) {
  const apis = [...new Set(access.map(({ resourceAppId }) => resourceAppId))]
  return apis.map((resourceAppId) => ({
    resourceAppId,
    resourceAccess: access
      .filter((one) => one.resourceAppId === resourceAppId)
      .map(({ id, type }) => ({ id, type })),
  }))
}
