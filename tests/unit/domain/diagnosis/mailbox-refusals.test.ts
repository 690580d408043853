/**
 * An administrator pastes what a help desk, a copier or a script says when it cannot read a mailbox: over IMAP, POP and
 * EWS, in the languages that programs are translated into. The right cause comes first; another server's refusal has none.
 */
import { expect, test } from 'vitest'
import { diagnose } from '../../../../src/domain/diagnosis/diagnose.ts'
import { remedies } from '../../../kit/assets.ts'

const catalogue = remedies()
const first = (text: string, surface: string) => diagnose(text, catalogue, { surface }).candidates[0]

test.each([
  [
    'imap',
    'basic_auth_blocked',
    'osTicket: Mail fetch failed: outlook.office365.com: Can not authenticate to IMAP server: LOGIN failed.',
  ],
  ['imap', 'basic_auth_blocked', 'O365: Retrying PLAIN authentication after AUTHENTICATE failed.'],
  [
    'imap',
    'basic_auth_blocked',
    'Login to server outlook.office365.com with username kim@contoso.example failed.',
  ],
  [
    'imap',
    'basic_auth_blocked',
    'Anmeldung auf dem Server outlook.office365.com mit Benutzernamen kim@contoso.example fehlgeschlagen.',
  ],
  [
    'imap',
    'basic_auth_blocked',
    'Accesso al server outlook.office365.com con nome utente kim@contoso.example non riuscito.',
  ],
  [
    'imap',
    'basic_auth_blocked',
    'Aanmelding bij server outlook.office365.com met gebruikersnaam kim@contoso.example is mislukt.',
  ],
  [
    'imap',
    'basic_auth_blocked',
    'Logowanie do serwera outlook.office365.com z nazwą użytkownika kim@contoso.example nie powiodło się.',
  ],
  ['pop', 'basic_auth_blocked', 'POP3 Microsoft 365: Basic authentication is no longer supported'],
  [
    'imap',
    'wrong_audience',
    'token aud https://graph.microsoft.com, IMAP outlook.office365.com: NO AUTHENTICATE failed.',
  ],
  ['imap', 'throttled', 'a1 NO [UNAVAILABLE] Temporary System Error outlook.office365.com:993'],
  ['imap', 'mailbox_not_found', 'A001 NO Mailbox not found. outlook.office365.com'],
  [
    'pop',
    'pop_xoauth2_two_lines',
    'The POP3 server has unexpectedly disconnected. outlook.office365.com 995 XOAUTH2',
  ],
  [
    'ews',
    'concurrent_connections',
    'You have exceeded the available concurrent connections for your account. Exchange Online',
  ],
  [
    'ews',
    'permission_missing',
    'OAuth2Credentials, exchangelib: UnauthorizedError: Invalid credentials for https://outlook.office365.com/EWS/Exchange.asmx',
  ],
  [
    'ews',
    'mailbox_not_found',
    '<m:ResponseCode>ErrorNonPrimarySmtpAddress</m:ResponseCode> https://outlook.office365.com/EWS',
  ],
  ['ews', 'wrong_host', 'Impossibile trovare il servizio di individuazione automatica. Exchange Online'],
  [
    'smtp',
    'shared_mailbox_identity',
    'SMTP XOAUTH2 as the shared mailbox: 535 5.7.3 Authentication unsuccessful, smtp.office365.com',
  ],
  ['entra', 'bad_password', 'Codice di errore di accesso: 50126'],
  ['entra', 'conditional_access', 'Kod błędu logowania: 53003'],
  ['entra', 'mfa_required', 'Aanmeldingsfoutcode: 50076'],
  ['entra', 'app_not_in_tenant', 'Application was not found in the directory/tenant.'],
  [
    'ndr',
    'recipient_invalid',
    'Foutcode 5.7.1: U hebt geen toestemming om berichten naar de geadresseerde te verzenden.',
  ],
  ['ndr', 'mailbox_full', '4.2.2 De mailbox is vol'],
  [
    'machine',
    'refresh_token_expired',
    'Exchange Online, SMTP: Token update failed. Please delete the token and obtain it again.',
  ],
  [
    'machine',
    'tls_version_too_old',
    'Xerox scan-to-email via Microsoft 365: the firmware only supports TLS 1.0',
  ],
  [
    'machine',
    'bad_password',
    'Ricoh, scan to email: Authentication with the destination has failed. Check settings.',
  ],
])('over %s, %s is named first for: %s', (surface, tag, text) => {
  expect(first(text, surface)?.tag).toBe(tag)
})

test.each([
  ['imap', 'a NO [AUTHENTICATIONFAILED] LOGIN Invalid credentials'],
  ['pop', '-ERR [AUTH] (#MBR1212) Incorrect username or password.'],
  ['imap', "IceWarp: the server replied to the 'EXAMINE' command: EXAMINE Mailbox does not exist"],
  ['imap', 'SmarterMail: NO Authentication failed'],
  ['machine', 'Gmail: 530 5.7.0 Must issue a STARTTLS command first'],
])('a refusal that Exchange never gives, over %s, names no cause: %s', (surface, text) => {
  expect(first(text, surface)?.confidence ?? 0).toBeLessThan(0.5)
})
