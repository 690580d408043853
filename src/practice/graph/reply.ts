/** Replies in Graph's shape, and the refusals in its words. @see reference 7.3 */
import { randomUUID } from 'node:crypto'
import type { Context } from 'hono'
import type { Tenant } from '../tenant/tenant.ts'

export interface GraphError {
  status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 429 | 503
  code: string
  message: string
  /** seconds */
  retryAfter?: number
}

export const graphErrors = {
  noToken: () => token('Access token is empty.'),
  malformedToken: () =>
    token(
      "IDX14100: JWT is not well formed, there are no dots (.).\nThe token needs to be in JWS or JWE Compact Serialization Format. (JWS): 'EncodedHeader.EndcodedPayload.EncodedSignature'. (JWE): 'EncodedProtectedHeader.EncodedEncryptedKey.EncodedInitializationVector.EncodedCiphertext.EncodedAuthenticationTag'.",
    ),
  expiredToken: () => token('Lifetime validation failed, the token is expired.'),
  wrongAudience: () => token('Access token validation failure. Invalid audience.'),
  invalidToken: () => token('Access token validation failure. Invalid signature, audience or lifetime.'),
  accessDenied: () => denied('Access is denied. Check credentials and try again.'),
  /** an application access policy (reference 6.6) */
  blockedByPolicy: () =>
    denied(
      'Access to OData is disabled: [RAOP] : Blocked by tenant configured AppOnly AccessPolicy settings.',
    ),
  sendAsDenied: (): GraphError => ({
    status: 403,
    code: 'ErrorSendAsDenied',
    message:
      'The user account which was used to submit this request does not have the right to send mail on behalf of the specified sending account., Cannot submit message.',
  }),
  requestDenied: (): GraphError => ({
    status: 403,
    code: 'Authorization_RequestDenied',
    message: 'Insufficient privileges to complete the operation.',
  }),
  meNeedsUser: (): GraphError => ({
    status: 400,
    code: 'BadRequest',
    message: '/me request is only valid with delegated authentication flow.',
  }),
  invalidUser: (name: string): GraphError => ({
    status: 404,
    code: 'ErrorInvalidUser',
    message: `The requested user '${name}' is invalid.`,
  }),
  noSuchObject: (id: string): GraphError => ({
    status: 404,
    code: 'Request_ResourceNotFound',
    message: `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  }),
  /** What an id leads to that names nothing here: one that no mailbox could have given out is told apart. */
  missing: (id: string): GraphError =>
    /^A[AQ]Mk[\w+/=-]{8,}$/.test(id) ? graphErrors.itemNotFound() : graphErrors.idMalformed(),
  idMalformed: (): GraphError => ({
    status: 400,
    code: 'ErrorInvalidIdMalformed',
    message: 'Id is malformed.',
  }),
  itemNotFound: (): GraphError => ({
    status: 404,
    code: 'ErrorItemNotFound',
    message: 'The specified object was not found in the store.',
  }),
  noMailbox: (): GraphError => ({
    status: 404,
    code: 'MailboxNotEnabledForRESTAPI',
    message: 'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
  }),
  notPlayed: (method: string, path: string): GraphError => ({
    status: 404,
    code: 'ResourceNotFound',
    message: `The practice tenant does not play ${method} ${path}.`,
  }),
  badRequest: (message: string, code = 'BadRequest'): GraphError => ({ status: 400, code, message }),
  unreadableBody: (message: string): GraphError => ({ status: 400, code: 'RequestBodyRead', message }),
  unknownProperty: (name: string, typeName: string) =>
    graphErrors.unreadableBody(
      `The property '${name}' does not exist on type '${typeName}'. Make sure to only use property names that are defined by the type or mark the type as open type.`,
    ),
  unknownParameter: (name: string, operation: string) =>
    graphErrors.badRequest(
      `The parameter '${name}' in the request payload is not a valid parameter for the operation '${operation}'.`,
    ),
  /** text UNVERIFIED */
  notADraft: (): GraphError => ({
    status: 400,
    code: 'ErrorInvalidOperation',
    message: 'The operation can only be performed on a draft message.',
  }),
  notJson: () =>
    graphErrors.badRequest(
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    ),
  propertyMissing: (): GraphError => ({
    status: 400,
    code: 'ErrorRequiredPropertyMissing', // UNVERIFIED; the message is from the field
    message: 'Required property is missing.',
  }),
  /** a word that is an action, asked for with another method than POST */
  requestNotSupported: (): GraphError => ({
    status: 405,
    code: 'ErrorInvalidRequest',
    message: 'The OData request is not supported.',
  }),
  notBase64: (): GraphError => ({
    status: 400,
    code: 'ErrorMimeContentInvalidBase64String',
    message: 'Invalid base64 string for MIME content.',
  }),
  noRecipients: (): GraphError => ({
    status: 400,
    code: 'ErrorInvalidRecipients',
    message:
      "At least one recipient is not valid., A message can't be sent until it contains at least one recipient.",
  }),
  unresolved: (address: string): GraphError => ({
    status: 400,
    code: 'ErrorInvalidRecipients',
    message: `At least one recipient is not valid., Recipient '${address}' is not resolved. All recipients must be resolved before a message can be submitted.`,
  }),
  badHeaderName: (name: string): GraphError => ({
    status: 400,
    code: 'InvalidInternetMessageHeader',
    message: `The internet message header name '${name}' should start with 'x-' or 'X-'.`,
  }),
  tooManyHeaders: (): GraphError => ({
    status: 400,
    code: 'InvalidInternetMessageHeaderCollection',
    message: 'Maximum number of headers in one message should be less than or equal to 5.',
  }),
  tooBig: (): GraphError => ({
    status: 413,
    code: 'ErrorMessageSizeExceeded',
    message: 'The message exceeds the maximum supported size., Cannot save changes made to an item to store.',
  }),
  tooManyAtOnce: (): GraphError => ({
    status: 429,
    code: 'ApplicationThrottled',
    message: 'Application is over its MailboxConcurrency limit.',
    retryAfter: 1,
  }),
  throttled: (): GraphError => ({
    status: 429,
    code: 'TooManyRequests',
    message: 'Too many requests. Please retry after some time.', // text UNVERIFIED
    retryAfter: 1,
  }),
  busy: (): GraphError => ({
    status: 503,
    code: 'ErrorServerBusy',
    message: 'The server cannot service this request right now. Try again later.',
    retryAfter: 1,
  }),
} as const

function token(message: string): GraphError {
  return { status: 401, code: 'InvalidAuthenticationToken', message }
}
function denied(message: string): GraphError {
  return { status: 403, code: 'ErrorAccessDenied', message }
}

export function fail(c: Context, tenant: Tenant, error: GraphError): Response {
  const requestId = requestIdOf(c)
  if (error.status === 401)
    c.header(
      'WWW-Authenticate',
      `Bearer realm="", authorization_uri="${tenant.origin}/common/oauth2/authorize"`,
    )
  if (error.retryAfter !== undefined) c.header('Retry-After', String(error.retryAfter))
  const innerError = {
    date: new Date(tenant.clock()).toISOString().slice(0, 19),
    'request-id': requestId,
    'client-request-id': c.req.header('client-request-id') ?? requestId,
  }
  return c.json({ error: { code: error.code, message: error.message, innerError } }, error.status)
}

const requestIds = new WeakMap<Context, string>()

/** The id by which support finds a request again: one a request, in the headers and in the body of a refusal. */
export function requestIdOf(c: Context): string {
  const known = requestIds.get(c)
  if (known !== undefined) return known
  const requestId = randomUUID()
  requestIds.set(c, requestId)
  c.header('request-id', requestId)
  c.header('client-request-id', c.req.header('client-request-id') ?? requestId)
  return requestId
}
