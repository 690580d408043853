/** An administrator pastes an error of something else by mistake: no cause of ours is named, and nobody is sent to change a mailbox. */
import { expect, test } from 'vitest'
import { diagnose } from '../../../../src/domain/diagnosis/diagnose.ts'
import { remedies } from '../../../kit/assets.ts'

const catalogue = remedies()

test.each([
  ['network', "fatal: unable to access 'https://github.com/x/y.git/': Could not resolve host: github.com"],
  ['network', 'Unable to connect to Redis at 127.0.0.1:6379: Connection refused'],
  [
    'network',
    'psql: error: connection to server at "db.example.com" (10.0.0.3), port 5432 failed: Connection timed out',
  ],
  [
    'network',
    'npm ERR! code SELF_SIGNED_CERT_IN_CHAIN npm ERR! request to https://registry.npmjs.org/express failed',
  ],
  [
    'network',
    'pip: Could not fetch URL https://pypi.org/simple/requests/: There was a problem confirming the ssl certificate: CERTIFICATE_VERIFY_FAILED',
  ],
  [
    'network',
    'docker: Error response from daemon: Get https://registry-1.docker.io/v2/: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)',
  ],
  ['machine', 'Permission denied (publickey,password).'],
  ['machine', "Access denied for user 'root'@'localhost' (using password: YES)"],
  ['network', 'HTTP 403 Forbidden nginx/1.18.0'],
  ['machine', 'ERROR 1045 (28000): Access denied'],
  ['smtp', 'Your order #535 has been shipped.'],
  [
    'smtp',
    '534-5.7.9 Application-specific password required. Learn more at https://support.google.com/mail/?p=InvalidSecondFactor - gsmtp',
  ],
  ['smtp', '535 Authentication failed: account disabled (SendGrid)'],
  ['machine', 'The user name or password is incorrect. (LDAP bind failed)'],
  ['network', 'Slack webhook failed with 404 no_service'],
  ['powershell', "ModuleNotFoundError: No module named 'requests'"],
  ['powershell', 'kubectl: Unauthorized error: You must be logged in to the server (Unauthorized)'],
  ['network', 'Docker login: x509: certificate signed by unknown authority registry.example.com'],
  ['network', 'Stripe: authentication_required card declined'],
  [
    'powershell',
    "WARNING: The names of some imported commands from the module 'tmpEXO_abc' include unapproved verbs",
  ],
  ['network', "SQL Server: Login failed for user 'sa'. (Microsoft SQL Server, Error: 18456)"],
  ['network', 'The specified network name is no longer available. \\\\server\\share'],
  ['machine', 'Printer offline: error 0x00000709'],
  ['machine', 'git push: remote: Permission to x denied'],
  ['network', 'ssh: connect to host 10.0.0.4 port 22: Connection refused'],
  ['network', 'MongoServerSelectionError: connect ECONNREFUSED 127.0.0.1:27017'],
  ['machine', 'terraform: Error: building AzureRM Client: could not configure AzureCli Authorizer'],
  ['network', 'Zoom: error code 5003 unable to connect'],
  ['network', 'Twilio: HTTP 401 Authenticate 20003'],
  ['smtp', '550 5.1.1 mailgun: recipient suppressed'],
  ['smtp', 'SendGrid: 401 The provided authorization grant is invalid, expired, or revoked'],
  ['smtp', '454 4.7.1 <ben@fabrikam.example>: Relay access denied (postfix)'],
  [
    'smtp',
    '535-5.7.8 Username and Password not accepted. For more information, go to https://support.google.com/mail/?p=BadCredentials',
  ],
  [
    'smtp',
    'aws ses: 554 Message rejected: Email address is not verified. The following identities failed the check in region US-EAST-1',
  ],
  ['machine', "Teams: We're sorry, we've run into an issue. Error code 80080300"],
  ['machine', 'OneDrive: sync error 0x8004de40'],
  [
    'smtp',
    '550-Please turn on SMTP Authentication in your mail client. host.contoso.example is not permitted to relay through this server without authentication.',
  ],
  ['smtp', '550 User has no permission'],
  [
    'smtp',
    '535 Login Fail. Please enter your authorization code to login. More information in http://service.mail.qq.com/cgi-bin/help',
  ],
  ['smtp', "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)"],
  ['smtp', '504 5.5.2 <localhost>: Helo command rejected: need fully-qualified hostname'],
  ['smtp', '421 Too many concurrent SMTP connections; please try again later. (exim)'],
  ['smtp', '554 Transaction failed: message rejected by rspamd'],
  ['smtp', '550 Administrative prohibition'],
  ['smtp', '535 Incorrect authentication data'],
  ['smtp', '454 4.7.0 TLS not available due to local problem'],
  ['smtp', 'Mailtrap: 535 5.7.0 Invalid credentials'],
  ['smtp', 'Brevo: 525 5.7.1 Unauthorized IP address'],
  ['smtp', 'postmark: 406 You tried to send to a recipient that has been marked as inactive'],
  ['smtp', 'zoho: 554 5.1.8 Email Outgoing Blocked smtp.zoho.com'],
  ['machine', "Login failed for user 'sa'"],
  ['machine', "Error: Cannot find module 'nodemailer'"],
  ['entra', 'Keycloak: invalid_grant Code not valid'],
  ['entra', 'Okta: E0000004 Authentication failed'],
  ['entra', 'google: invalid_grant Token has been expired or revoked. oauth2.googleapis.com'],
  ['entra', 'Salesforce: INVALID_SESSION_ID'],
  ['entra', 'Firebase: auth/network-request-failed'],
  ['imap', 'IMAP dovecot: A1 NO [AUTHENTICATIONFAILED] Authentication failed.'],
  [
    'imap',
    'NO [ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833',
  ],
  ['imap', '* NO [AUTHENTICATIONFAILED] Invalid credentials (Failure) imap.gmail.com'],
  [
    'graph',
    'SharePoint: 403 FORBIDDEN Access denied. You do not have permission to perform this action or access this resource.',
  ],
  ['graph', 'Teams webhook: HTTP error 400 Bad payload received by generic incoming webhook'],
  ['machine', 'Power BI: DM_GWPipeline_Gateway_MashupDataAccessError'],
  ['machine', 'kerberos: KDC_ERR_PREAUTH_FAILED'],
  [
    'powershell',
    'winrm.exceptions.InvalidCredentialsError: the specified credentials were rejected by the server',
  ],
  [
    'network',
    "Ansible: UNREACHABLE! ssl: HTTPSConnectionPool(host='10.0.0.4', port=5986): Max retries exceeded",
  ],
  ['network', "apt-get: Could not resolve 'archive.ubuntu.com'"],
  [
    'network',
    'helm: Error: Get "https://charts.example.com/index.yaml": x509: certificate signed by unknown authority',
  ],
  ['network', 'minikube: x509: certificate is valid for kubernetes, not example'],
  ['network', 'vscode: net::ERR_CERT_AUTHORITY_INVALID marketplace.visualstudio.com'],
  ['network', 'java.net.UnknownHostException: repo.maven.apache.org'],
  ['network', 'curl: (7) Failed to connect to localhost port 3000: Connection refused'],
  [
    'network',
    'redis.exceptions.ConnectionError: Error 111 connecting to localhost:6379. Connection refused.',
  ],
  ['network', 'ECONNREFUSED ::1:5432'],
  ['network', 'chrome: ERR_BLOCKED_BY_CLIENT'],
  [
    'network',
    'System.Net.WebException: Die zugrunde liegende Verbindung wurde geschlossen: Für den geschützten SSL/TLS-Kanal konnte keine Vertrauensstellung hergestellt werden.\n   bei System.Net.HttpWebRequest.GetResponse()\n   bei Wetter.Abruf.Laden(String url)',
  ],
  [
    'network',
    "requests.exceptions.ConnectTimeout: HTTPSConnectionPool(host='api.weather.example', port=443): Max retries exceeded",
  ],
  ['machine', 'OSError: [WinError 121] The semaphore timeout period has expired (aiohttp.connector)'],
  ['smtp', 'haraka: relay denied 550 I cannot deliver mail for <ben@fabrikam.example>'],
  // a stack trace names the parts of its program, and none of them sends mail
  [
    'network',
    'java.io.IOException: Connection reset by peer\n\tat sun.nio.ch.SocketDispatcher.read0(Native Method)\n\tat io.netty.buffer.PooledByteBuf.setBytes(PooledByteBuf.java:253)\n\tat com.fabrikam.lager.Bestand.lade(Bestand.java:41)',
  ],
  [
    'network',
    'System.Net.Sockets.SocketException: Es konnte keine Verbindung hergestellt werden, da der Zielcomputer die Verbindung verweigerte\n   bei System.Net.Sockets.Socket.DoConnect(EndPoint e)\n   bei Fabrikam.Kasse.Terminal.Verbinden(String adresse)',
  ],
  [
    'machine',
    'Error: certificate has expired\n    at TLSSocket.onConnectSecure (node:_tls_wrap:1600:34)\n    at ClientRequest.<anonymous> (/srv/wetter/node_modules/got/index.js:86:5)',
  ],
  [
    'network',
    'Traceback (most recent call last):\n  File "C:\\spiel\\start.py", line 14, in laden\nConnectionRefusedError: [WinError 10061] 由于目标计算机积极拒绝，无法连接。',
  ],
  // PowerShell is asked for a module of another trade
  [
    'powershell',
    "Install-Module : No match was found for the specified search criteria and module name 'posh-git'.\nAt line:1 char:1\n+ Install-Module posh-git -Scope CurrentUser",
  ],
  [
    'powershell',
    'Connect-PowerBIServiceAccount: Response status code does not indicate success: 401 (Unauthorized).',
  ],
  // a status of the web alone
  ['network', 'The quotes service says HTTP 429 Too Many Requests'],
  ['machine', 'HTTP 507 Insufficient Storage'],
  // other identity servers, in their own words and without a number of Entra
  ['entra', '{"error": "invalid_grant", "error_description": "Token has been expired or revoked."}'],
  [
    'entra',
    '{"error":"unauthorized_client","error_description":"Invalid client or Invalid client credentials"}',
  ],
  ['entra', '{"__type":"NotAuthorizedException","message":"Unable to verify secret hash for client"}'],
  // the other side of TLS, where a server speaks of whoever called it
  ['network', 'http: TLS handshake error from 192.0.2.7:10164: remote error: tls: unknown certificate'],
  [
    'network',
    'Kestrel: Failed to authenticate HTTPS connection. The handshake failed due to an unexpected packet format. AuthenticateAsServer',
  ],
  // Postfix and webmail before a server of one's own
  [
    'smtp',
    'relay=mail.contoso.example[192.0.2.25]:25, dsn=4.7.0, status=deferred (SASL authentication failed; server mail.contoso.example[192.0.2.25] offered no compatible authentication mechanisms)',
  ],
  ['imap', 'Roundcube: IMAP Error: Login failed for anna@contoso.example. Authentication failed.'],
  // words that only look like ours
  ['entra', '{"type": "auth_invalid", "message": "Invalid access token or password"}'],
  ['network', 'Formatter.ParseProtocolVersion: CONNECT packet must have at least 7 bytes'],
  ['network', 'Could not create SSL/TLS secure channel: XmlRpc query("Contact", "Id", "Email")'],
  ['machine', '0x80072ee7 after winget install'],
  ['machine', 'rclone: failed to transfer file from cache to remote: QuotaExceeded'],
  [
    'machine',
    "Microsoft.Azure.WebJobs.Host.FunctionInvocationException: Could not load file or assembly 'Microsoft.Identity.Client, Version=4.37.0.0'",
  ],
])('seen on %s: %s', (surface, text) => {
  expect(diagnose(text, catalogue, { surface }).candidates[0]?.confidence ?? 0).toBeLessThan(0.5)
})

/** The same trades send mail through Microsoft 365, and then the text is ours. */
test.each([
  [
    'smtp',
    'Jenkins: 535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox',
  ],
  ['network', 'Grafana: failed to send email: dial tcp: lookup smtp.office365.com: no such host'],
  [
    'network',
    'ConnectionRefusedError: [Errno 111] Connection refused\n  File "/usr/lib/python3.11/smtplib.py", line 312, in _get_socket\n  File "/srv/lager/berichte.py", line 7, in senden',
  ],
  [
    'network',
    'java.net.ConnectException: Connection timed out\n\tat com.sun.mail.util.SocketFetcher.createSocket(SocketFetcher.java:357)\n\tat com.fabrikam.lager.Bericht.sende(Bericht.java:41)',
  ],
  [
    'network',
    'System.Net.WebException: The remote name could not be resolved: login.microsoftonline.com\n   at Fabrikam.Kasse.Anmeldung.Holen(String url)',
  ],
  [
    'powershell',
    "Install-Module : No match was found for the specified search criteria and module name 'ExchangeOnlineManagement'.\n+ Install-Module -Name ExchangeOnlineManagement",
  ],
  [
    'powershell',
    "Connect-MgGraph : Could not load file or assembly 'Microsoft.Identity.Client, Version=4.37.0.0'",
  ],
  ['network', 'connect ECONNREFUSED'],
  ['network', 'Connection refused while the program was sending an email'],
  ['powershell', 'Get-EXOMailbox: Error while querying REST service. HttpStatusCode=429'],
  ['network', 'received HTTP status 407'],
])('but this one is ours, seen on %s: %s', (surface, text) => {
  expect(diagnose(text, catalogue, { surface }).candidates[0]?.confidence ?? 0).toBeGreaterThanOrEqual(0.5)
})

test.each([
  '535 5.7.8 Error: authentication failed: (reason unavailable)',
  '554 5.7.1 <somebody@fabrikam.example>: Relay access denied',
  'connect ECONNREFUSED 127.0.0.1:2525',
])('nobody who named a mail server of his own is told that it is not Microsoft’s: %s', (text) => {
  const tags = (ownServer: boolean) =>
    diagnose(text, catalogue, { surface: 'smtp', ownServer }).candidates.map(({ tag }) => tag)
  expect(tags(false)).toContain('wrong_host')
  expect(tags(true)).not.toContain('wrong_host')
})
