/**
 * Exchange Online's replies, byte for byte where they are known.
 * @see reference 4.1, 4.2, 4.4, 4.7, 4.9, 7.2
 */
export interface SmtpReply {
  code: number
  text: string
}
const reply = (code: number, text: string): SmtpReply => ({ code, text })

/** The names the server gives itself at the edge and inside; Exchange prints both. */
export interface ServerNames {
  edge: string
  host: string
}

export const replies = {
  greeting: (names: ServerNames, now: number) =>
    reply(
      220,
      `${names.edge} Microsoft ESMTP MAIL Service ready at ${new Date(now).toUTCString().replace('GMT', '+0000')}`,
    ),
  notAuthenticated: (names: ServerNames) =>
    reply(530, `5.7.57 Client not authenticated to send mail. [${names.host}]`),
  authFailed: (names: ServerNames) => reply(535, `5.7.3 Authentication unsuccessful [${names.host}]`),
  smtpAuthOffForTenant: (names: ServerNames) =>
    reply(
      535,
      `5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information. [${names.host}]`,
    ),
  smtpAuthOffForMailbox: (names: ServerNames) =>
    reply(
      535,
      `5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox. Visit https://aka.ms/smtp_auth_disabled for more information. [${names.host}]`,
    ),
  basicDisabled: (names: ServerNames) =>
    reply(535, `5.7.139 Authentication unsuccessful, basic authentication is disabled. [${names.host}]`),
  unknownMechanism: (names: ServerNames) =>
    reply(504, `5.7.4 Unrecognized authentication type [${names.host}]`),
  sendAsDenied: (names: ServerNames, user: string, from: string) =>
    reply(
      554,
      `5.2.252 SendAsDenied; ${user} not allowed to send as ${from}; STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied; Failed to process message due to a permanent exception with message [BeginDiagnosticData]Cannot submit message.[EndDiagnosticData] [Hostname=${names.host}]`,
    ),
  noFrom: (names: ServerNames) =>
    reply(
      550,
      `5.7.512 Access denied, message must be RFC 5322 section 3.6.2 compliant and include a valid From address [${names.host}]`,
    ),
  tooManyConnections: (names: ServerNames) =>
    reply(
      432,
      `4.3.2 Concurrent connections limit exceeded. Visit https://aka.ms/concurrent_sending for more information. [Hostname=${names.host}]`,
    ),
  throttled: (names: ServerNames, address: string) =>
    reply(451, `4.7.500 Server busy. Please try again later from [${address}]. (AS77712) [${names.host}]`),
  recipientNotFound: () =>
    reply(550, '5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'),
  tooManyRecipients: (names: ServerNames) => reply(452, `4.5.3 Too many recipients [${names.host}]`),
  tooBig: () => reply(552, '5.3.4 Message size exceeds fixed maximum message size'),
  storeTrouble: (names: ServerNames) =>
    reply(451, `4.3.0 The practice tenant could not keep the message; try again later [${names.host}]`),
  senderOk: () => reply(250, '2.1.0 Sender OK'),
  recipientOk: () => reply(250, '2.1.5 Recipient OK'),
  accepted: (names: ServerNames, messageId: string) =>
    reply(250, `2.0.0 OK ${messageId} [Hostname=${names.host}]`),
  unrecognized: () => reply(500, '5.3.3 Unrecognized command'),
} as const
