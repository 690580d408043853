/** Refusals of the authorise leg: the client, the redirect, what is asked for, the person. @see reference 7.1 */
import { make } from './entra-error.ts'

export const signInErrors = {
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
  /** deactivated by its owner, or not enabled for users to sign in: the same number for both */
  applicationDisabled: (clientId: string, name: string) =>
    make(7000112, 'unauthorized_client', `Application '${clientId}'(${name}) is disabled.`),
  notAssigned: (clientId: string, name: string, address: string) =>
    make(
      50105,
      'interaction_required',
      `Your administrator has configured the application ${name} ('${clientId}') to block users unless they are specifically granted ('assigned') access to the application. The signed-in user '${address}' is blocked because they are not a direct member of a group with access, nor had access directly assigned by an administrator. Please contact your administrator to assign access to this application.`,
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
  unsupportedPrompt: () => make(90023, 'invalid_request', "Unsupported 'prompt' value."),
  /** text UNVERIFIED */
  challengeMethod: (method: string) =>
    make(50149, 'invalid_request', `Invalid code_challenge_method parameter '${method}'.`),
  challengeSize: () => make(501491, 'invalid_request', 'Invalid size of Code_Challenge parameter.'),
  resourceParameter: () =>
    make(901002, 'invalid_request', "The 'resource' request parameter is not supported."),
  /** what only an administrator may do */
  adminOnly: () =>
    make(
      90093,
      'access_denied',
      "This operation can only be performed by an administrator. Sign out and sign in as an administrator or contact one of your organization's administrators.",
    ),
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
  /** `.default` beside the name of a permission, of whichever resource */
  defaultAndNamed: (scope: string) =>
    make(
      70011,
      'invalid_scope',
      `The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid. .default scope can't be combined with resource-specific scopes.`,
    ),
  unknownResource: (resource: string, tenantName: string) =>
    make(
      500011,
      'invalid_resource',
      `The resource principal named ${resource} was not found in the tenant named ${tenantName}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
    ),
  unknownPermission: (name: string, scope: string, resourceAppId: string) =>
    make(
      650053,
      'invalid_client',
      `The application '${name}' asked for scope '${scope}' that doesn't exist on the resource '${resourceAppId}'. Contact the app vendor.`,
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
  /** a policy asks for a second factor, and the request leaves nobody to show one */
  secondFactorNeeded: (resourceAppId: string) =>
    make(
      50076,
      'invalid_grant',
      `Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '${resourceAppId}'.`,
      'basic_action',
    ),
  /** the same where the person has never set one up, as security defaults ask of everybody */
  secondFactorUnregistered: (resourceAppId: string) =>
    make(
      50079,
      'invalid_grant',
      `Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication to access '${resourceAppId}'.`,
      'basic_action',
    ),
  blockedByPolicy: () =>
    make(
      53003,
      'invalid_grant',
      'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
    ),
} as const
