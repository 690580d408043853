/** `cli practice` serves clients nobody here wrote: curl and Python's smtplib, accepted and refused as documented. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { Agent, fetch } from 'undici'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Desk } from './cli.ts'

interface Endpoints {
  tenantId: string
  authority: string
  graph: string
  smtp: { host: string; port: number }
  caFile: string
  mailboxes: { address: string; kind: string }[]
  registrations: { recipe: string; clientId: string }[]
  recipient: string
  admin: { url: string; key: string }
}

let desk: Desk
let scratch: string
beforeEach(() => {
  desk = new Desk()
  scratch = mkdtempSync(path.join(os.tmpdir(), 'sendproof-clients-'))
})
afterEach(() => {
  desk.close()
  rmSync(scratch, { recursive: true, force: true })
})

async function serve(
  ...words: string[]
): Promise<{ endpoints: Endpoints; end: () => Promise<number | null> }> {
  const { child, ended } = desk.start(['practice', '--mailboxes', '3', ...words])
  const lines = createInterface({ input: child.stdout ?? process.stdin })
  const first = await new Promise<string>((resolve) => lines.once('line', resolve))
  const end = async () => {
    child.kill('SIGINT')
    return (await ended).code
  }
  return { endpoints: JSON.parse(first) as Endpoints, end }
}

/** A token for an outside client, from the robot that the practice tenant offers its administrator. */
async function token(endpoints: Endpoints, account: string): Promise<string> {
  const dispatcher = new Agent({ connect: { ca: readFileSync(endpoints.caFile, 'utf8') } })
  const response = await fetch(`${endpoints.admin.url}/robotToken`, {
    method: 'POST',
    dispatcher,
    headers: { authorization: `Bearer ${endpoints.admin.key}`, 'content-type': 'application/json' },
    body: JSON.stringify([
      {
        clientId: endpoints.registrations[0]?.clientId,
        account,
        scope: 'https://outlook.office.com/SMTP.Send',
      },
    ]),
  })
  const { result } = (await response.json()) as { result: { accessToken: string } }
  await dispatcher.close()
  return result.accessToken
}

function run(program: string, args: readonly string[]): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    child.stdout.on('data', (text: Buffer) => (said += text.toString()))
    child.stderr.on('data', (text: Buffer) => (said += text.toString()))
    child.once('error', reject).once('close', (code) => resolve({ code, said }))
  })
}

function curl({ smtp, caFile, recipient }: Endpoints, user: string, bearer: string, from: string) {
  const mail = path.join(scratch, 'mail.txt')
  writeFileSync(mail, `From: <${from}>\r\nTo: <${recipient}>\r\nSubject: from curl\r\n\r\nhello\r\n`)
  return run('curl', [
    ...[
      '-sS',
      '-v',
      '--ssl-reqd',
      '--cacert',
      caFile,
      '--url',
      `smtp://localhost:${smtp.port}`,
      '--max-time',
      '20',
    ],
    ...['--user', `${user}:`, '--login-options', 'AUTH=XOAUTH2', '--oauth2-bearer', bearer],
    ...['--mail-from', from, '--mail-rcpt', recipient, '--upload-file', mail],
  ])
}

test('curl is accepted where the rights are there, and refused with the documented text where they are not', async () => {
  const { endpoints, end } = await serve()
  const [user, other] = endpoints.mailboxes.map((mailbox) => mailbox.address)
  const bearer = await token(endpoints, user ?? '')
  const accepted = await curl(endpoints, user ?? '', bearer, user ?? '')
  expect(accepted).toMatchObject({
    code: 0,
    said: expect.stringContaining('235 2.7.0 Authentication successful') as string,
  })
  const refused = await curl(endpoints, user ?? '', bearer, other ?? '')
  expect(refused.code).not.toBe(0)
  expect(refused.said).toContain('554 5.2.252 SendAsDenied')
  expect(await end()).toBe(0)
})

test('Python smtplib meets the switch that is off', async () => {
  const { endpoints, end } = await serve('--fault', 'tenant-smtp-auth-off')
  const user = endpoints.mailboxes[0]?.address ?? ''
  const script = path.join(scratch, 'send.py')
  writeFileSync(
    script,
    [
      'import base64, smtplib, ssl, sys',
      'port, ca, user, token = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]',
      "server = smtplib.SMTP('localhost', port, timeout=240)",
      'server.starttls(context=ssl.create_default_context(cafile=ca)); server.ehlo()',
      "text = 'user=%s\\x01auth=Bearer %s\\x01\\x01' % (user, token)",
      "print(server.docmd('AUTH', 'XOAUTH2 ' + base64.b64encode(text.encode()).decode()))",
    ].join('\n'),
  )
  const { said } = await run('python3', [
    script,
    String(endpoints.smtp.port),
    endpoints.caFile,
    user,
    await token(endpoints, user),
  ])
  expect(said).toContain(
    '5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant',
  )
  expect(await end()).toBe(0)
})
