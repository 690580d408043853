/** A refusal for the wrong reason must never be reported as a limit that works. */
import { expect, test } from 'vitest'
import { whyNoProof } from '../../../../src/domain/run/refusal-proof.ts'
import type { ProbeKind } from '../../../../src/domain/recipe/recipe.schema.ts'

const cases: readonly [string, ProbeKind, string, string, string, boolean][] = [
  [
    'Graph denies access',
    'graph-app',
    'refused',
    'request',
    'HTTP 403 ErrorAccessDenied: Access is denied.',
    true,
  ],
  [
    'an access policy blocks',
    'graph-app',
    'refused',
    'request',
    'HTTP 403 ErrorAccessDenied: Blocked by tenant configured AppOnly AccessPolicy settings.',
    true,
  ],
  [
    'no such mailbox',
    'graph-app',
    'refused',
    'request',
    'HTTP 404 ErrorInvalidUser: The user is invalid.',
    false,
  ],
  [
    'the mailbox is not in the cloud',
    'graph-app',
    'refused',
    'request',
    'HTTP 404 MailboxNotEnabledForRESTAPI: x',
    false,
  ],
  [
    'the token is not accepted',
    'graph-app',
    'refused',
    'auth',
    'HTTP 401 InvalidAuthenticationToken: expired',
    false,
  ],
  ['Graph throttles', 'graph-app', 'refused', 'request', 'HTTP 429 ApplicationThrottled: slow down', false],
  ['Graph has a problem', 'graph-app', 'refused', 'request', 'HTTP 503 ErrorServerBusy: busy', false],
  ['only From is refused', 'graph-app', 'refused', 'request', 'HTTP 403 ErrorSendAsDenied: no', false],
  [
    'a directory right is missing',
    'graph-app',
    'refused',
    'request',
    'HTTP 403 Authorization_RequestDenied: no',
    false,
  ],
  [
    'no token was given',
    'graph-app',
    'failed',
    'token',
    'AADSTS7000215: Invalid client secret provided.',
    false,
  ],
  ['the network failed', 'graph-app', 'failed', 'connect', 'The server cannot be reached.', false],
  [
    'SMTP does not let the application in',
    'smtp-app',
    'refused',
    'auth',
    '535 5.7.3 Authentication unsuccessful [x]',
    true,
  ],
  [
    'SMTP refuses the sender',
    'smtp-app',
    'refused',
    'body',
    '550 5.7.60 SMTP; Client does not have permissions',
    true,
  ],
  [
    'SMTP AUTH is switched off',
    'smtp-app',
    'refused',
    'auth',
    '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox.',
    false,
  ],
  [
    'too many connections',
    'smtp-app',
    'refused',
    'auth',
    '432 4.3.2 Concurrent connections limit exceeded',
    false,
  ],
  ['the recipient is unknown', 'smtp-app', 'refused', 'rcpt', '550 5.1.10 Recipient not found', false],
  [
    'nobody was signed in',
    'smtp-app',
    'refused',
    'mail',
    '530 5.7.57 Client not authenticated to send mail',
    false,
  ],
]

test.each(cases)('%s: proof or not', (_, transport, outcome, stage, reply, proves) => {
  expect(whyNoProof(transport, { outcome, stage, reply }) === null).toBe(proves)
})
