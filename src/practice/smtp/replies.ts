/**
 * Exchange Online's replies, byte for byte where they are known.
 * @see reference 4.1, 4.2, 4.4, 4.7, 4.9, 7.2
 */
export interface SmtpReply {
  code: number
  text: string
}
const reply = (code: number, text: string): SmtpReply => ({ code, text })

/** The names the server gives itself at the edge and inside, and how the edge signs what it refuses by itself. */
export interface ServerNames {
  edge: string
  host: string
  /** front end in capitals, time and session: `AM0PR04CA0001.EURPRD04.PROD.OUTLOOK.COM 2025-… 08DD…` */
  stamp: string
  /** the session alone */
  session: string
}

export const replies = {
  greeting: (names: ServerNames, now: number) =>
    reply(
      220,
      `${names.edge} Microsoft ESMTP MAIL Service ready at ${new Date(now).toUTCString().replace('GMT', '+0000')} [${names.session}]`,
    ),
  notAuthenticated: (names: ServerNames) =>
    reply(530, `5.7.57 Client not authenticated to send mail. [${names.stamp}]`),
  authFailed: (names: ServerNames) => reply(535, `5.7.3 Authentication unsuccessful [${names.stamp}]`),
  smtpAuthOffForTenant: (names: ServerNames) =>
    reply(
      535,
      `5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled for more information. [${names.stamp}]`,
    ),
  smtpAuthOffForMailbox: (names: ServerNames) =>
    reply(
      535,
      `5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox. Visit https://aka.ms/smtp_auth_disabled for more information. [${names.stamp}]`,
    ),
  basicDisabled: (names: ServerNames) =>
    reply(535, `5.7.139 Authentication unsuccessful, basic authentication is disabled. [${names.stamp}]`),
  /** a password in a tenant with security defaults; the rest of the text is UNVERIFIED @see reference 7.2 */
  securityDefaults: (names: ServerNames) =>
    reply(
      535,
      `5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy. Contact your administrator. [${names.stamp}]`,
    ),
  /** a password where Conditional Access stops it @see reference 7.2 */
  criteriaNotMet: (names: ServerNames) =>
    reply(
      535,
      `5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully. Contact your administrator. [${names.stamp}]`,
    ),
  unknownMechanism: (names: ServerNames) =>
    reply(504, `5.7.4 Unrecognized authentication type [${names.stamp}]`),
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
    reply(451, `4.7.500 Server busy. Please try again later from [${address}]. (AS77712) [${names.stamp}]`),
  /** at the end of the message, never at RCPT: only then is it looked up who the recipients are */
  recipientNotFound: () =>
    reply(550, '5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'),
  tooManyRecipients: (names: ServerNames) => reply(452, `4.5.3 Too many recipients [${names.stamp}]`),
  tooBig: () => reply(552, '5.3.4 Message size exceeds fixed maximum message size'),
  storeTrouble: (names: ServerNames) =>
    reply(451, `4.3.0 The practice tenant could not keep the message; try again later [${names.stamp}]`),
  senderOk: () => reply(250, '2.1.0 Sender OK'),
  recipientOk: () => reply(250, '2.1.5 Recipient OK'),
  accepted: (names: ServerNames, messageId: string) =>
    reply(250, `2.0.0 OK ${messageId} [Hostname=${names.host}]`),
  unrecognized: (names: ServerNames, line: string) =>
    reply(
      500,
      `5.3.3 Unrecognized command '${line.replace(/[^\x20-\x7e]/g, '?').slice(0, 100)}' [${names.stamp}]`,
    ),
  hello: (names: ServerNames, address: string) => reply(250, `${names.edge} Hello [${address}]`),
  badHello: (names: ServerNames) => reply(501, `5.5.4 Invalid domain name [${names.stamp}]`),
  cannotVerify: () => reply(252, '2.1.5 Cannot VRFY user'),
  chunk: (bytes: number) => reply(250, `2.6.0 CHUNK received OK, ${bytes} octets`),
  badArguments: () => reply(501, '5.5.4 Invalid arguments'),
  /** text UNVERIFIED */
  unknownParameter: () => reply(501, '5.5.4 Unrecognized parameter'),
  needMail: () => reply(503, '5.5.2 Need mail command'),
  needRecipient: () => reply(503, '5.5.2 Need rcpt command'),
} as const
