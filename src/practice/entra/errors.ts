/**
 * Entra's refusals: number, OAuth error, and the sentence, in the shape of the real reply.
 * @see reference 7.1
 */
import { randomUUID } from 'node:crypto'

export interface EntraError {
  number: number
  /** the OAuth `error` field */
  error: string
  text: string
  suberror?: string
  status?: number
}

const make = (number: number, error: string, text: string, suberror?: string): EntraError => ({
  number,
  error,
  text,
  ...(suberror === undefined ? {} : { suberror }),
})

const assertionPage =
  'https://docs.microsoft.com/azure/active-directory/develop/active-directory-certificate-credentials'

export const entraErrors = {
  tenantNotFound: (tenant: string) =>
    make(
      90002,
      'invalid_tenant',
      `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
    ),
  workOnlyOnConsumers: (clientId: string) =>
    make(
      9002332,
      'unauthorized_client',
      `Application '${clientId}' is configured for use by Azure Active Directory users only. Please do not use the /consumers endpoint to serve this request.`,
    ),
  unknownClient: (clientId: string, tenantName: string) =>
    make(
      700016,
      'unauthorized_client',
      `Application with identifier '${clientId}' was not found in the directory '${tenantName}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
    ),
  singleTenantOnCommon: (clientId: string, name: string) =>
    make(
      50194,
      'invalid_request',
      `Application '${clientId}'(${name}) is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps created after '10/15/2018'. Use a tenant-specific endpoint or configure the application to be multi-tenant.`,
    ),
  missingParameter: (name: string) =>
    make(900144, 'invalid_request', `The request body must contain the following parameter: '${name}'.`),
  noReplyAddressRegistered: () =>
    make(500113, 'invalid_request', 'No reply address is registered for the application.'),
  noReplyAddress: () => make(900971, 'invalid_request', 'No reply address provided.'),
  redirectMismatch: (uri: string, clientId: string) =>
    make(
      50011,
      'invalid_request',
      `The redirect URI '${uri}' specified in the request does not match the redirect URIs configured for the application '${clientId}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal. Navigate to https://aka.ms/redirectUriMismatchError to learn more about how to troubleshoot this error.`,
    ),
  unsupportedResponseType: (type: string) =>
    make(700051, 'unsupported_response_type', `response_type '${type}' is not enabled for the application.`),
  idTokenNotEnabled: () =>
    make(700054, 'unsupported_response_type', "response_type 'id_token' is not enabled for the application."),
  unsupportedResponseMode: (mode: string) =>
    make(
      70007,
      'invalid_request',
      `'${mode}' is not a supported value of 'response_mode' when requesting a token.`,
    ),
  unsupportedChallenge: (method: string) =>
    make(501491, 'invalid_request', `Invalid code_challenge_method '${method}': it must be S256 or plain.`),
  pkceRequired: () =>
    make(
      9002325,
      'invalid_request',
      'Proof Key for Code Exchange is required for cross-origin authorization code redemption.',
    ),
  invalidScope: (scope: string) =>
    make(
      70011,
      'invalid_scope',
      `The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid. The scope format is invalid. Scope must be in a valid URI form <https://example/scope> or a valid Guid <guid/scope>.`,
    ),
  unknownResource: (resource: string, tenantName: string) =>
    make(
      500011,
      'invalid_resource',
      `The resource principal named ${resource} was not found in the tenant named ${tenantName}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
    ),
  unknownPermission: (name: string, scope: string) =>
    make(
      650053,
      'invalid_client',
      `The application '${name}' asked for scope '${scope}' that doesn't exist on the resource. Contact the app vendor.`,
    ),
  emptyScope: () =>
    make(
      28003,
      'invalid_request',
      'Provided value for the input parameter scope cannot be empty when requesting an access token using the provided authorization code. Please specify a valid scope.',
    ),
  twoResources: (scope: string) =>
    make(
      700022,
      'invalid_request',
      `Provided value for the input parameter scope is not valid because it contains more than one resource. Scope ${scope} is not valid.`,
    ),
  noSession: () =>
    make(
      50058,
      'login_required',
      'A silent sign-in request was sent but no user is signed in. The cookies used to represent the user session were not sent in the request.',
    ),
  interactionNeeded: () =>
    make(16000, 'interaction_required', 'Select an account: more than one account is signed in.'),
  unknownUser: (address: string, tenantName: string) =>
    make(
      50034,
      'invalid_grant',
      `The user account ${address} does not exist in the ${tenantName} directory. To sign into this application, the account must be added to the directory.`,
    ),
  badPassword: () =>
    make(50126, 'invalid_grant', 'Error validating credentials due to invalid username or password.'),
  disabledAccount: () => make(50057, 'invalid_grant', 'The user account is disabled.'),
  adminConsentNeeded: (name: string, tenantName: string) =>
    make(
      90094,
      'access_denied',
      `${name} needs permission to access resources in ${tenantName} that only an admin can grant. Please ask an admin to grant permission to this app before you can use it.`,
    ),
  noConsent: (clientId: string, name: string) =>
    make(
      65001,
      'invalid_grant',
      `The user or administrator has not consented to use the application with ID '${clientId}' named '${name}'. Send an interactive authorization request for this user and resource.`,
      'consent_required',
    ),
  declined: () => make(65004, 'access_denied', 'User declined to consent to access the app.', 'cancel'),
  expiredFlow: () =>
    make(50089, 'invalid_grant', 'Authentication failed due to flow token expired. Start again.'),
  wrongVerb: (verb: string) =>
    make(900561, 'invalid_request', `The endpoint only accepts POST requests. Received a ${verb} request.`),
  unsupportedGrant: (grant: string) =>
    make(70003, 'unsupported_grant_type', `The app requested an unsupported grant type '${grant}'.`),
  invalidCode: () =>
    make(
      70000,
      'invalid_grant',
      "The provided value for the 'code' parameter is not valid. The code has expired or was never issued.",
    ),
  expiredCode: () =>
    make(
      70008,
      'invalid_grant',
      'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
    ),
  reusedCode: () =>
    make(
      54005,
      'invalid_grant',
      'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
    ),
  otherClient: (clientId: string) =>
    make(700007, 'invalid_grant', `The grant was not issued to the application '${clientId}'.`),
  replyAddressDiffers: (sent: string, before: string) =>
    make(
      500112,
      'invalid_grant',
      `The reply address '${sent}' does not match the reply address '${before}' provided when requesting Authorization code.`,
    ),
  pkceMismatch: () =>
    make(
      501481,
      'invalid_grant',
      'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
    ),
  credentialMissing: () =>
    make(
      7000218,
      'invalid_client',
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    ),
  credentialUnwanted: () =>
    make(
      700025,
      'invalid_client',
      "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
    ),
  wrongSecret: (clientId: string) =>
    make(
      7000215,
      'invalid_client',
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
    ),
  expiredSecret: (clientId: string) =>
    make(
      7000222,
      'invalid_client',
      `The provided client secret keys for app '${clientId}' are expired. Visit the Azure portal to create new keys for your app, or consider using certificate credentials for added security.`,
    ),
  credentialNeeded: () =>
    make(
      7000216,
      'invalid_request',
      "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
    ),
  noTenantNamed: () =>
    make(
      50059,
      'invalid_request',
      'No tenant-identifying information found in either the request or implied by any provided credentials.',
    ),
  scopeNeedsDefault: (scope: string) =>
    make(
      1002012,
      'invalid_scope',
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    ),
  /** text UNVERIFIED */
  assertionType: (type: string) =>
    make(
      70002,
      'invalid_client',
      `The value '${type}' is not a supported 'client_assertion_type'. Expected 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'.`,
    ),
  assertionMalformed: (reason: string) => make(50027, 'invalid_client', `Invalid JWT token. ${reason}`),
  assertionWrongClient: () =>
    make(
      700021,
      'invalid_client',
      `Client assertion application identifier doesn't match 'client_id' parameter. Review the documentation at ${assertionPage} .`,
    ),
  assertionWrongAudience: () =>
    make(
      700023,
      'invalid_client',
      `Client assertion audience claim does not match Realm issuer. Review the documentation at ${assertionPage} .`,
    ),
  assertionOutOfTime: (now: string, from: string, until: string) =>
    make(
      700024,
      'invalid_client',
      `Client assertion is not within its valid time range. Current time: ${now}, assertion valid from ${from}, expiry time of assertion ${until}. Review the documentation at ${assertionPage} .`,
    ),
  certificateUnknown: (clientId: string, thumbprint: string) =>
    make(
      700027,
      'invalid_client',
      `The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found., Thumbprint of key used by client: '${thumbprint}', Please visit the Azure Portal, Graph Explorer or directly use MS Graph to see configured keys for app Id '${clientId}'. Review the documentation at https://docs.microsoft.com/en-us/graph/deployments to determine the corresponding service endpoint and https://docs.microsoft.com/en-us/graph/api/application-get?view=graph-rest-1.0&tabs=http to build a query request URL, such as 'https://graph.microsoft.com/beta/applications/${clientId}'].`,
    ),
  certificateExpired: (clientId: string, thumbprint: string, from: string, until: string) =>
    make(
      700027,
      'invalid_client',
      `Client assertion failed signature validation. [Reason - The key used is expired., Thumbprint of key used by client: '${thumbprint}', Found key 'Start=${from}, End=${until}', Please visit the Azure Portal, Graph Explorer or directly use MS Graph to see configured keys for app Id '${clientId}'].`,
    ),
  assertionBadSignature: (clientId: string, thumbprint: string) =>
    make(
      700027,
      'invalid_client',
      `Client assertion failed signature validation. [Reason - The provided signature value did not match the expected signature value., Thumbprint of key used by client: '${thumbprint}', Please visit the Azure Portal, Graph Explorer or directly use MS Graph to see configured keys for app Id '${clientId}'].`,
    ),
  blockedByPolicy: () =>
    make(
      53003,
      'invalid_grant',
      'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
    ),
  spaOutsideBrowser: () =>
    make(
      9002327,
      'invalid_request',
      "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
    ),
  invalidRefresh: () =>
    make(
      70000,
      'invalid_grant',
      'The request was denied because the refresh token is malformed or not valid for this application.',
    ),
  expiredRefresh: (issued: string) =>
    make(
      700082,
      'invalid_grant',
      `The refresh token has expired due to inactivity. The token was issued on ${issued} and was inactive for 90.00:00:00.`,
      'token_expired',
    ),
  revokedRefresh: (issued: string, validFrom: string) =>
    make(
      50173,
      'invalid_grant',
      `The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password. The grant was issued on '${issued}' and the TokensValidFrom date (before which tokens are not valid) for this user is '${validFrom}'.`,
      'bad_token',
    ),
  /** text UNVERIFIED */
  throttled: () =>
    make(
      90055,
      'temporarily_unavailable',
      'The request was throttled because too many were made. Try again later.',
    ),
  transient: (): EntraError => ({
    ...make(90033, 'server_error', 'A transient error has occurred. Please try again.'),
    status: 500,
  }),
} as const

/** Ids and time by which an administrator finds a refusal in the sign-in log. */
export interface Trace {
  traceId: string
  correlationId: string
  timestamp: string
}

export function newTrace(now: number, correlationId?: string | null): Trace {
  const given = correlationId ?? ''
  return {
    traceId: randomUUID(),
    correlationId: /^[0-9a-f-]{36}$/i.test(given) ? given.toLowerCase() : randomUUID(),
    timestamp: `${new Date(now).toISOString().slice(0, 19).replace('T', ' ')}Z`,
  }
}

export const codeOf = (error: EntraError) => `AADSTS${error.number}`

export function describeError(error: EntraError, trace: Trace): string {
  return `${codeOf(error)}: ${error.text} Trace ID: ${trace.traceId} Correlation ID: ${trace.correlationId} Timestamp: ${trace.timestamp}`
}

/** The JSON body of the token endpoint. */
export function errorBody(error: EntraError, trace: Trace, origin: string) {
  return {
    error: error.error,
    error_description: describeError(error, trace),
    error_codes: [error.number],
    timestamp: trace.timestamp,
    trace_id: trace.traceId,
    correlation_id: trace.correlationId,
    error_uri: `${origin}/error?code=${error.number}`,
    ...(error.suberror === undefined ? {} : { suberror: error.suberror }),
  }
}
