/** Refusals of an application that proves itself: secrets, certificates, and what it may ask for. @see reference 7.1 */
import { make } from './entra-error.ts'

const assertionPage =
  'https://docs.microsoft.com/azure/active-directory/develop/active-directory-certificate-credentials'

export const credentialErrors = {
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
  noPrincipal: (clientId: string, tenantId: string) =>
    make(
      7000229,
      'unauthorized_client',
      `The client application ${clientId} is missing service principal in the tenant ${tenantId}. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119`,
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
} as const
