/** Refusals of the token endpoint: codes, refresh tokens, passwords, device codes, assertions. @see reference 7.1 */
import { type EntraError, make } from './entra-error.ts'

export const grantErrors = {
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
  /** the same of a code; a refresh token and a password get 700022 */
  codeForTwoResources: (scope: string) =>
    make(
      28000,
      'invalid_request',
      `Provided value for the input parameter scope is not valid because it contains more than one resource. Scope ${scope} is not valid.`,
    ),
  wrongVerb: (verb: string) =>
    make(900561, 'invalid_request', `The endpoint only accepts POST requests. Received a ${verb} request.`),
  unsupportedGrant: (grant: string) =>
    make(70003, 'unsupported_grant_type', `The app requested an unsupported grant type '${grant}'.`),
  /** what does not even look like a code or a token of Entra's */
  malformedGrant: () => make(9002313, 'invalid_grant', 'Invalid request. Request is malformed or invalid.'),
  /** one that looks right and was never issued, or long ago */
  unknownGrant: () => make(70000, 'invalid_grant', 'Provided grant is invalid or malformed.'),
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
  pkceMissing: () =>
    make(
      50148,
      'invalid_grant',
      'The code_verifier does not match the code_challenge supplied in the authorization request for PKCE.',
    ),
  devicePending: () =>
    make(
      70016,
      'authorization_pending',
      'OAuth 2.0 device flow error. Authorization is pending. Continue polling.',
    ),
  /** text UNVERIFIED */
  deviceUnknown: () =>
    make(
      70000,
      'bad_verification_code',
      "The provided value for the input parameter 'device_code' is not valid.",
    ),
  deviceExpired: () =>
    make(
      70020,
      'expired_token',
      "The provided value for the input parameter 'device_code' is not valid. This device code has expired.",
    ),
  /** text UNVERIFIED */
  deviceDeclined: () =>
    make(65004, 'authorization_declined', 'The end user denied the authorization request.'),
  /** what the page says to somebody who types another code */
  userCodeWrong: () =>
    make(
      70018,
      'bad_verification_code',
      "Invalid verification code due to User typing in wrong user code for device code flow. Authorization isn't approved.",
    ),
  assertionAudience: (sent: string, clientId: string, name: string) =>
    make(
      500131,
      'invalid_grant',
      `Assertion audience does not match the Client app presenting the assertion. The audience in the assertion was '${sent}' and the expected audience is 'api://${clientId}' or one of the Application Uris of this application with App ID '${clientId}'(${name}). The downstream client must request a token for the expected audience (the application that made the OBO request) and this application should use that token as the assertion.`,
    ),
  assertionExpired: () =>
    make(
      500133,
      'invalid_grant',
      'Assertion is not within its valid time range. Ensure that the access token is not expired before using it for user assertion, or request a new token.',
    ),
  assertionInvalid: () =>
    make(
      50013,
      'invalid_grant',
      'Assertion failed signature validation. [Reason - The provided signature value did not match the expected signature value.]',
    ),
  /** the token of an application in place of a person's */
  onBehalfOfApplication: (clientId: string) =>
    make(
      7000114,
      'invalid_grant',
      `Application '${clientId}' is not allowed to make application on-behalf-of calls.`,
    ),
  spaOutsideBrowser: () =>
    make(
      9002327,
      'invalid_request',
      "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
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
