/** The reader finds who speaks, in which code and about which host, before a rule is asked. */
import { describe, expect, test } from 'vitest'
import { diagnose } from '../../../../src/domain/diagnosis/diagnose.ts'
import { factsOf } from '../../../../src/domain/diagnosis/facts.ts'
import { parseCatalogue } from '../../../../src/domain/diagnosis/parse-catalogue.ts'
import { readyCatalogue } from '../../../../src/domain/diagnosis/ready.ts'
import { unwrapped } from '../../../../src/domain/diagnosis/unwrap.ts'
import { remedies } from '../../../kit/assets.ts'

const catalogue = remedies()
const { reader } = readyCatalogue(catalogue)
const factsIn = (text: string) => factsOf(unwrapped(text), reader)
const first = (text: string, context: Parameters<typeof diagnose>[2] = {}) =>
  diagnose(text, catalogue, context).candidates[0]

describe('numbers of platforms', () => {
  test.each([
    ["Run-time error '-2147220973 (80040213)'", 'hresult 80040213'],
    ['The transport error code was 0x80040217', 'hresult 80040217'],
    ['Unexpected Error: 0xffffffff80070520', 'hresult 80070520'],
    ['Socket Error # 10060', 'winsock 10060'],
    ['[WinError 10061] No connection could be made', 'winsock 10061'],
    ['TCP connect failed (10054)', 'winsock 10054'],
    ['[Errno 111] Connection refused', 'errno 111'],
    ['Connection refused (os error 111)', 'errno 111'],
    ['Failed to connect to server: Connection timed out (110)', 'errno 110'],
    ['error:0A00010B:SSL routines::wrong version number', 'openssl 0a00010b'],
    ['ORA-24247: network access denied', 'ora 24247'],
    ['curl: (35) OpenSSL SSL_connect', 'curl 35'],
    ['cURL error 60: SSL certificate problem', 'curl 60'],
    ['WinHTTP error 12029', 'winhttp 12029'],
  ])('%s → %s', (text, code) => {
    expect(factsIn(text).codes).toContain(code)
  })

  test.each([
    'order 10060 was shipped',
    'invoice 111',
    'version 12.0.29',
    'the mailbox holds 10054 messages',
  ])('a number that stands beside no word of its family is a quantity: %s', (text) => {
    expect([...factsIn(text).codes]).toEqual([])
  })

  test.each([
    ['Sign-in error code 53003', 53003],
    ['Azure AD sign-in log: the error code was 53002', 53002],
  ])('a number of Entra is found without its letters where the sign-in log says it: %s', (text, number) => {
    expect([...factsIn(text).aadsts]).toEqual([number])
  })

  test('the hyphens of a word processor break no code', () => {
    const plain = 'Client was not able to authenticate: smtp-auth.contoso.example'
    expect(unwrapped(plain.replaceAll('-', '\u2011'))).toBe(plain)
  })

  test('the name that Entra’s sign-in log uses stands for the number', () => {
    expect(first('EntitlementGrantsNotFound', { surface: 'entra' })?.tag).toBe('user_not_assigned')
  })
})

describe('hosts and ports', () => {
  test.each([
    ['connect ETIMEDOUT smtp.office365.com:587', 'smtp.office365.com', 587, 'mail'],
    [
      "HTTPSConnectionPool(host='login.microsoftonline.com', port=443)",
      'login.microsoftonline.com',
      443,
      'sign-in',
    ],
    ["Couldn't connect to host, port: smtp.office365.com, 587", 'smtp.office365.com', 587, 'mail'],
    ['getaddrinfo ENOTFOUND graph.microsoft.com', 'graph.microsoft.com', undefined, 'graph'],
    ['connect ECONNREFUSED 127.0.0.1:25', '127.0.0.1', 25, 'loopback'],
    ['dial tcp: lookup mail.contoso.example: no such host', 'mail.contoso.example', undefined, undefined],
  ])('%s', (text, host, port, place) => {
    expect(factsIn(text).endpoint).toEqual({ host, port, place })
  })

  test.each([
    'System.Net.Mail.SmtpException: Failure sending mail',
    'at Microsoft.Exchange.WebServices.Data.ServiceRequestBase',
    'user=anna@contoso.example',
    'built with ASP.NET and node.js',
  ])('a class, a file or an address is no host: %s', (text) => {
    expect(factsIn(text).endpoints).toEqual([])
  })

  test('of many hosts a bounded number is looked at', () => {
    const many = Array.from({ length: 5_000 }, (_, at) => `host${at}.contoso.example:587`).join(' ')
    expect(factsIn(many).endpoints.length).toBeLessThanOrEqual(60)
  })
})

describe('the same sentence of a platform in ten languages means the same', () => {
  const sentences: Readonly<Record<string, readonly string[]>> = {
    dns_failure: [
      "The remote name could not be resolved: 'smtp.office365.com'",
      "Der Remotename konnte nicht aufgelöst werden: 'smtp.office365.com'",
      "Le nom distant n'a pas pu être résolu : 'smtp.office365.com'",
      "No se puede resolver el nombre remoto: 'smtp.office365.com'",
      "Impossibile risolvere il nome remoto: 'smtp.office365.com'",
      "O nome remoto não pôde ser resolvido: 'smtp.office365.com'",
      "De externe naam kan niet worden omgezet: 'smtp.office365.com'",
      "Nie można rozpoznać nazwy zdalnej: 'smtp.office365.com'",
      "リモート名を解決できませんでした: 'smtp.office365.com'",
      "未能解析此远程名称: 'smtp.office365.com'",
    ],
    client_did_not_authenticate: [
      'The SMTP server requires a secure connection or the client was not authenticated.',
      'Für den SMTP-Server ist eine sichere Verbindung erforderlich, oder der Client wurde nicht authentifiziert.',
      "Le serveur SMTP requiert une connexion sécurisée ou le client n'était pas authentifié.",
      'El servidor SMTP requiere una conexión segura o el cliente no se autenticó.',
      'Il server SMTP richiede una connessione protetta oppure il client non è stato autenticato.',
      'O servidor SMTP requer uma conexão segura ou o cliente não foi autenticado.',
      'Voor de SMTP-server is een beveiligde verbinding vereist of de client is niet geverifieerd.',
      'Serwer SMTP wymaga bezpiecznego połączenia lub klient nie został uwierzytelniony.',
      'SMTP サーバーには、セキュリティで保護された接続が必要です。または、クライアントは認証されていません。',
      'SMTP 服务器要求安全连接或客户端未通过身份验证。',
    ],
    exo_role_missing: [
      "The term 'Get-CASMailbox' is not recognized as the name of a cmdlet",
      'Die Benennung "Get-CASMailbox" wurde nicht als Name eines Cmdlet, einer Funktion erkannt.',
      "Le terme «Get-CASMailbox» n'est pas reconnu comme nom d'applet de commande",
      "El término 'Get-CASMailbox' no se reconoce como nombre de un cmdlet",
      "Termine 'Get-CASMailbox' non riconosciuto come nome di cmdlet",
      "O termo 'Get-CASMailbox' não é reconhecido como nome de cmdlet",
      "De term 'Get-CASMailbox' wordt niet herkend als de naam van een cmdlet",
      'Termin „Get-CASMailbox” nie został rozpoznany jako nazwa polecenia cmdlet',
      "用語 'Get-CASMailbox' は、コマンドレット、関数、スクリプト ファイル、または操作可能なプログラムの名前として認識されません。",
      'Имя "Get-CASMailbox" не распознано как имя командлета',
    ],
  }
  test.each(Object.entries(sentences).flatMap(([tag, list]) => list.map((text) => [tag, text] as const)))(
    '%s: %s',
    (tag, text) => {
      expect(first(text)?.tag).toBe(tag)
    },
  )
})

describe('one phrase means nothing without who says it, and about what', () => {
  test('“basic authentication is disabled” of WinRM is about this PC, that of the mail server about the sign-in', () => {
    expect(
      first(
        'Connecting to remote server outlook.office365.com failed: The WinRM client cannot process the request. Basic authentication is currently disabled in the client configuration.',
      )?.tag,
    ).toBe('winrm_basic_auth_disabled')
    expect(first('535 5.7.139 Authentication unsuccessful, basic authentication is disabled.')?.tag).toBe(
      'basic_auth_blocked',
    )
  })

  test('a time-out on the way to the sign-in is not port 587', () => {
    const cause = first('connect ETIMEDOUT login.microsoftonline.com:443')
    expect(cause?.tag).toBe('proxy_blocked')
    expect(JSON.stringify(cause)).not.toContain('587')
    expect(cause?.remedies[0]?.command).toBe('Test-NetConnection login.microsoftonline.com -Port 443')
  })

  test('remedies name the host and port of the text', () => {
    expect(first('getaddrinfo ENOTFOUND login.microsoftonline.com')?.remedies[0]?.command).toBe(
      'Resolve-DnsName login.microsoftonline.com',
    )
    expect(
      first('connect ECONNREFUSED mail.contoso.example:2525', { surface: 'smtp' })?.explanation,
    ).toContain('2525')
  })

  test('a host name alone is no evidence of anything', () => {
    for (const host of ['login.microsoftonline.com', 'smtp.office365.com:587', 'graph.microsoft.com'])
      expect(diagnose(host, catalogue).candidates).toEqual([])
  })

  test.each([
    ['535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6', 'smtp'],
    ['535 5.7.8 Authentication credentials invalid', 'smtp'],
    ['454 4.7.0 Temporary authentication failure: Connection lost to authentication server', 'smtp'],
    ['A1 NO [AUTHENTICATIONFAILED] Authentication failed.', 'imap'],
  ])('the refusal of another server is not explained as Exchange’s: %s', (text, surface) => {
    const { candidates } = diagnose(text, catalogue, { surface })
    expect(candidates[0]?.confidence ?? 0).toBeLessThan(0.5)
    expect(candidates.map((one) => one.tag)).not.toContain('generic_auth_failure')
  })

  test('where Entra answered, the way to it was open', () => {
    expect(
      diagnose('AADSTS80002: Authentication Agent’s password validation request timed out.', catalogue, {
        surface: 'entra',
      }).candidates[0]?.confidence ?? 0,
    ).toBeLessThan(0.5)
  })
})

describe('the code outweighs the sentence, and the sentence narrows', () => {
  test.each([
    [
      'AADSTS50012: Client assertion contains an invalid signature. The key used is expired.',
      'cert_assertion_invalid',
    ],
    ['AADSTS50012: Provided client secret keys are expired.', 'secret_expired'],
    ['AADSTS16000: Session is invalid due to expiration or recent password change.', 'grant_revoked'],
    ['550 5.4.14 Hop count exceeded - possible mail loop', 'mail_loop'],
    ['AADSTS50126: the connection has expired', 'bad_password'],
  ])('%s → %s', (text, tag) => {
    expect(first(text)?.tag).toBe(tag)
  })
})

describe('the permission that a remedy names is that of the surface', () => {
  const advice = (surface: string, flow: string) =>
    (
      diagnose('Missing scope permissions on the request', catalogue, { surface, flow }).candidates[0]
        ?.remedies ?? []
    )
      .map((remedy) => remedy.text)
      .join(' ')
  test.each([
    ['smtp', 'smtp-delegated', 'SMTP.Send ', 'SendAsApp'],
    ['smtp', 'smtp-app', 'SMTP.SendAsApp', 'offline_access'],
    ['imap', 'imap-delegated', 'IMAP.AccessAsUser.All', 'SMTP'],
    ['imap', 'imap-app', 'IMAP.AccessAsApp', 'SMTP'],
    ['graph', 'graph-app', 'application permission', 'SMTP'],
    ['graph', 'graph-delegated', 'Mail.Send', 'SMTP'],
    ['ews', 'ews-app', 'full_access_as_app', 'SMTP'],
  ])('%s by %s', (surface, flow, named, notNamed) => {
    expect(advice(surface, flow)).toContain(named)
    expect(advice(surface, flow)).not.toContain(notNamed)
  })

  test('IMAP is not explained with the switches of SMTP', () => {
    const cause = first('A0001 NO AUTHENTICATE failed.', { surface: 'imap', flow: 'imap-delegated' })
    expect(cause?.remedies.map((remedy) => remedy.command ?? '').join(' ')).not.toContain(
      'SmtpClientAuthentication',
    )
  })
})

test('the list of applications that may use EWS is read and kept when one is added', () => {
  const cause = first('EWS access has been blocked', {
    surface: 'ews',
    clientId: 'c0ffee00-1234-4abc-8def-000000000002',
  })
  const command = cause?.remedies.find((remedy) =>
    remedy.command?.includes('Set-OrganizationConfig'),
  )?.command
  expect(command).toContain('(Get-OrganizationConfig -RetrieveEwsOperationAccessPolicy).EwsAllowedAppIDs')
  expect(command).toContain('-join')
})

test('a recipient’s own block list is not sent to Microsoft’s delisting page', () => {
  const cause = first(
    '550 5.7.513 Service unavailable, Client host [203.0.113.25] blocked by fabrikam.example using Customer Block list',
  )
  expect(cause?.tag).toBe('ip_blocklisted')
  expect(cause?.remedies.map((remedy) => remedy.portal.join()).join()).not.toContain('sender.office.com')
  expect(cause?.remedies.map((remedy) => remedy.text).join(' ')).toContain('only the recipient')
})

test('a rule that names a meaning, a speaker or a neighbour which does not exist is refused by path', () => {
  const entry = {
    ...catalogue.causes[0],
    match: [{ means: ['no-such'], speaker: ['nobody'], confidence: 0.5 }],
    neighbours: ['no_such_cause'],
  }
  const parsed = parseCatalogue([entry], catalogue.vocabulary)
  expect(!parsed.ok && parsed.error).toMatchObject([
    { code: 'no-such', kind: 'meaning', name: 'no-such' },
    { code: 'no-such', kind: 'speaker', name: 'nobody' },
    { code: 'no-such', kind: 'cause', name: 'no_such_cause' },
  ])
})

test.each([
  [
    'a word of mail',
    'SmtpClient.Send → System.Net.HttpWebRequest.GetResponse(): The remote name could not be resolved',
    {},
  ],
  [
    'a host of ours',
    "System.Net.HttpWebRequest.GetResponse(): The remote name could not be resolved: 'login.microsoftonline.com'",
    {},
  ],
  [
    'the place it was seen in',
    'System.Net.HttpWebRequest.GetResponse(): The remote name could not be resolved',
    { surface: 'ews' },
  ],
])('the web request of a program is ours again with %s', (_, text, context) => {
  expect(first(text, { surface: 'network', ...context })?.tag).toBe('dns_failure')
})
