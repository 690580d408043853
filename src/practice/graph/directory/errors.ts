/** The directory's refusals, in its words. @see reference 7.3 */
import { type GraphError, graphErrors } from '../reply.ts'

const bad = (message: string, code = 'Request_BadRequest'): GraphError => ({ status: 400, code, message })

export const directoryErrors = {
  notFound: graphErrors.noSuchObject,
  denied: graphErrors.requestDenied,
  localTenant: (): GraphError => ({
    status: 403,
    code: 'Authorization_RequestDenied',
    message:
      'When using this permission, the backing application of the service principal being created must in the local tenant',
  }),
  noBackingApp: (appId: string) =>
    bad(
      `The appId '${appId}' of the service principal does not reference a valid application object.`,
      'NoBackingApplicationObject',
    ),
  principalExists: (appId: string): GraphError => ({
    status: 409,
    code: 'Request_MultipleObjectsWithSameKeyValue',
    message: `The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`,
  }),
  uniqueNameTaken: (name: string): GraphError => ({
    status: 409,
    code: 'Request_MultipleObjectsWithSameKeyValue',
    message: `Another object with the same value for property uniqueName already exists: ${name}.`, // text UNVERIFIED
  }),
  grantExists: (): GraphError => ({
    status: 409,
    code: 'Request_MultipleObjectsWithSameKeyValue',
    message: 'Permission entry already exists.',
  }),
  roleExists: () => bad('Permission being assigned already exists on the object'),
  roleUnknown: (appId: string) => bad(`Permission being assigned was not found on application '${appId}'.`),
  /** text UNVERIFIED */
  roleConflict: () =>
    bad(
      'A conflicting object with one or more of the specified property values is present in the directory.',
    ),
  refUpdate: () => bad('Not a valid reference update.'),
  refExists: (property: string) =>
    bad(
      `One or more added object references already exist for the following modified properties: '${property}'.`,
    ),
  concurrency: (): GraphError => ({
    status: 409,
    code: 'Directory_ConcurrencyViolation',
    message: 'Error due to concurrent requests being made to the tenant. Please wait briefly and retry.',
  }),
  typePolicy: (policyId: string) =>
    bad(
      `Credential type not allowed as per assigned policy '${policyId}'.`,
      'CredentialTypeNotAllowedAsPerAppPolicy',
    ),
  lifetimePolicy: (policyId: string) =>
    bad(
      `Credential lifetime exceeds the max value allowed as per assigned policy '${policyId}'.`,
      'CredentialInvalidLifetimeAsPerAppPolicy',
    ),
  /** code and text UNVERIFIED: only the rule is documented */
  authorityPolicy: (policyId: string) =>
    bad(
      `The certificate issuer is not in the trusted certificate authority list of assigned policy '${policyId}'.`,
      'CertificateNotTrustedAsPerAppPolicy',
    ),
  /** text UNVERIFIED */
  audiencePolicy: (policyId: string) =>
    bad(
      `The sign-in audience is not allowed as per assigned policy '${policyId}'.`,
      'SignInAudienceNotAllowedAsPerAppPolicy',
    ),
  hostName: (uri: string) =>
    bad(
      `Values of identifierUris property must use a verified domain of the organization or its subdomain: '${uri}'`,
      'HostNameNotOnVerifiedDomain',
    ),
  entitlement: () =>
    bad(
      'Permission (scope or role) cannot be deleted or updated unless disabled first.',
      'CannotDeleteOrUpdateEnabledEntitlement',
    ),
  credentialUpdate: (keyId: string) =>
    bad(`Update to existing credential with KeyId '${keyId}' is not allowed.`),
  keyEnd: () => bad('Key credential end date is invalid.', 'KeyCredentialsInvalidEndDate'),
  noPassword: (keyId: string) => bad(`No password credential found with keyId '${keyId}'.`),
  noKey: (keyId: string) => bad(`No credentials found to be removed with keyId '${keyId}'.`),
  proof: (): GraphError => ({
    status: 401,
    code: 'Authentication_MissingOrMalformed',
    message: 'Access Token missing or malformed.',
  }),
  /** text UNVERIFIED */
  redirect: (why: string) =>
    bad(`Invalid value specified for property 'redirectUris' of resource 'Application': ${why}`),
  badValue: (property: string, resource: string) =>
    bad(`Invalid value specified for property '${property}' of resource '${resource}'.`),
  needed: (property: string, resource: string) =>
    bad(`A value is required for property '${property}' of resource '${resource}'.`),
  /** text UNVERIFIED */
  readOnly: (property: string) => bad(`Property '${property}' is read-only and cannot be set.`),
  badFilter: (property: string, resource: string) =>
    bad(
      `Unsupported or invalid query filter clause specified for property '${property}' of resource '${resource}'.`,
      'Request_UnsupportedQuery',
    ),
  badSort: (resource: string) =>
    bad(`Sorting not supported for current query of resource '${resource}'.`, 'Request_UnsupportedQuery'),
  searchHeader: () =>
    bad(
      "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'",
      'Request_UnsupportedQuery',
    ),
  /** text UNVERIFIED */
  countHeader: () =>
    bad(
      '$count is not currently supported without the header ConsistencyLevel: eventual.',
      'Request_UnsupportedQuery',
    ),
  noSkip: () => bad("'$skip' is not supported by the service."),
  /** text UNVERIFIED */
  noSearch: () => bad('$search is not supported for this resource.', 'Request_UnsupportedQuery'),
  unknownOption: (name: string) =>
    graphErrors.badRequest(`The query specified in the URI is not valid: '${name}'.`),
  badPageSize: (given: string, most: number) =>
    bad(
      `Invalid page size specified: '${given}'. Must be between 1 and ${most} inclusive.`,
      'Request_UnsupportedQuery',
    ),
  badPage: () =>
    bad('The specified page token value has expired or is invalid.', 'Directory_ExpiredPageToken'),
  noSegment: (segment: string) => graphErrors.badRequest(`Resource not found for the segment '${segment}'.`),
  badMethod: (): GraphError => ({
    status: 405,
    code: 'Request_BadRequest',
    message: 'Specified HTTP method is not allowed for the request target.',
  }),
  throttled: (): GraphError => ({
    status: 429,
    code: 'TooManyRequests',
    message: 'Too many requests',
    retryAfter: 1,
  }),
  notPremium: (): GraphError => ({
    status: 403,
    code: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
    message: "Neither tenant is B2C or tenant doesn't have premium license",
  }),
  batchSize: (count: number) =>
    graphErrors.badRequest(`Number of batch request steps exceeds the maximum value of 20 (${count}).`), // text UNVERIFIED
  batchFormat: () => graphErrors.badRequest('Invalid batch payload format.'),
  batchIdTaken: (id: string) => graphErrors.badRequest(`Request Id ${id} has to be unique in a batch.`),
  batchTypeMissing: (id: string) =>
    graphErrors.badRequest(`Write request with id '${id}' does not contain a Content-Type header.`),
  batchBodyMissing: (id: string) =>
    graphErrors.badRequest(`Write request id : ${id} does not contain Content-Type header or body.`),
  quota: (): GraphError => ({
    status: 403,
    code: 'Directory_QuotaExceeded',
    message:
      'The directory object quota limit for the Principal has been exceeded. Please ask your administrator to increase the quota limit or delete objects to reduce the used quota.',
  }),
} as const
