import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { mailScope, type Practice, practice, product, redeemedFor, tokenOf, xoauth2 } from './kit.ts'

interface Ended {
  code: number | null
  output: string
}
function run(command: string, args: string[], input = ''): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args)
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
}
async function present(command: string): Promise<boolean> {
  return run(command, ['--version']).then(
    (ended) => ended.code === 0,
    () => false,
  )
}
const hasCurl = await present('curl')
const python = (await present('python3')) ? 'python3' : 'python'
const hasPython = await present(python)

async function letter(from: string, to: string): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), 'letter-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  const file = path.join(dir, 'letter.eml')
  await writeFile(
    file,
    `From: ${from}\r\nTo: ${to}\r\nSubject: From outside\r\nMessage-ID: <outside@client.example>\r\n\r\nHello\r\n`,
  )
  return file
}

async function curl(
  p: Practice,
  o: { user: string; token: string; from?: string; to?: string },
): Promise<Ended> {
  const { smtp, caFile, recipient } = p.tenant.endpoints
  const from = o.from ?? o.user
  const to = o.to ?? recipient
  return run('curl', [
    '--silent',
    '--show-error',
    '--verbose',
    '--max-time',
    '20',
    '--ssl-reqd',
    '--cacert',
    caFile,
    '--login-options',
    'AUTH=XOAUTH2',
    '--oauth2-bearer',
    o.token,
    '--user',
    o.user,
    '--url',
    `smtp://localhost:${smtp.port}`,
    '--mail-from',
    from,
    '--mail-rcpt',
    to,
    '--upload-file',
    await letter(from, to),
  ])
}

const script = `
import json, smtplib, ssl, sys
o = json.load(sys.stdin)
context = ssl.create_default_context(cafile=o['ca'])
try:
    with smtplib.SMTP('localhost', o['port'], timeout=240) as client:
        client.ehlo()
        print('AUTH BEFORE TLS', client.has_extn('auth'))
        client.starttls(context=context)
        client.ehlo()
        print('AUTH', client.esmtp_features['auth'].split())
        if 'password' in o:
            client.login(o['user'], o['password'])
        else:
            code, text = client.docmd('AUTH', 'XOAUTH2 ' + o['xoauth2'])
            if code != 235:
                raise smtplib.SMTPAuthenticationError(code, text)
        refused = client.sendmail(o['from'], [o['to']], o['message'])
        print('ACCEPTED', refused)
except smtplib.SMTPResponseException as error:
    print('REFUSED', error.smtp_code, error.smtp_error.decode())
except smtplib.SMTPRecipientsRefused as error:
    print('REFUSED', *[(code, text.decode()) for code, text in error.recipients.values()])
`
async function smtplib(
  p: Practice,
  o: { user: string; token: string; from?: string; to?: string; password?: string },
) {
  const { smtp, caFile, recipient } = p.tenant.endpoints
  const from = o.from ?? o.user
  const to = o.to ?? recipient
  const input = {
    ca: caFile,
    port: smtp.port,
    user: o.user,
    from,
    to,
    xoauth2: xoauth2(o.user, o.token),
    message: `From: ${from}\r\nTo: ${to}\r\nSubject: From Python\r\n\r\nHello\r\n`,
    ...(o.password === undefined ? {} : { password: o.password }),
  }
  return run(python, ['-c', script], JSON.stringify(input))
}

describe.skipIf(!hasCurl)('curl', () => {
  test('sends with a bearer token when the rights are there', async () => {
    const p = await practice()
    const ended = await curl(p, { user: p.anna, token: await tokenOf(p, p.anna) })
    expect(ended.output).toContain('250 2.0.0 OK <outside@client.example>')
    expect(ended.code).toBe(0)
    expect(await p.tenant.admin.messages(p.tenant.endpoints.recipient)).toHaveLength(1)
  })

  test('is refused with the documented text when SMTP AUTH is off', async () => {
    const p = await practice()
    await p.tenant.admin.setMailboxSmtpAuth(p.anna, null)
    const ended = await curl(p, { user: p.anna, token: await tokenOf(p, p.anna) })
    expect(ended.output).toContain(
      '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.',
    )
    expect(ended.code).not.toBe(0)
  })

  test('is refused with the documented text when Send As is missing', async () => {
    const p = await practice()
    const ended = await curl(p, { user: p.anna, token: await tokenOf(p, p.anna), from: p.shared })
    expect(ended.output).toContain(`554 5.2.252 SendAsDenied; ${p.anna} not allowed to send as ${p.shared}`)
    expect(ended.code).not.toBe(0)
  })

  test('refreshes a token without naming a scope, as products that live on curl do', async () => {
    const p = await practice()
    const first = await redeemedFor(p, p.anna)
    const ended = await run('curl', [
      '--silent',
      '--show-error',
      '--cacert',
      p.tenant.endpoints.caFile,
      '--data-urlencode',
      `client_id=${p.clientId}`,
      '--data-urlencode',
      'grant_type=refresh_token',
      '--data-urlencode',
      `refresh_token=${String(first.body.refresh_token)}`,
      `${p.tenant.endpoints.authority}/oauth2/v2.0/token`,
    ])
    const { access_token } = JSON.parse(ended.output) as { access_token: string }
    const sent = await curl(p, { user: p.anna, token: access_token })
    expect(sent.output).toContain('250 2.0.0 OK <outside@client.example>')
  })

  test('opens a mailbox over IMAP and reads a message', async () => {
    const p = await practice({
      registrations: [
        {
          ...product,
          permissions: [
            ...(product.permissions ?? []),
            { resource: 'graph', value: 'IMAP.AccessAsUser.All', kind: 'delegated' },
          ],
        },
      ],
    })
    await p.tenant.admin.depositMail(p.anna, 'inbox', { subject: 'In', body: 'The body.' })
    const { imap, caFile } = p.tenant.endpoints
    const read = async (address: string, ...more: string[]) =>
      run('curl', [
        '--silent',
        '--show-error',
        '--cacert',
        caFile,
        '--login-options',
        'AUTH=XOAUTH2',
        '--oauth2-bearer',
        await tokenOf(p, p.anna, 'https://outlook.office.com/IMAP.AccessAsUser.All'),
        '--user',
        p.anna,
        ...more,
        `imaps://localhost:${imap.port}/${address}`,
      ])
    expect((await read('INBOX;MAILINDEX=1')).output).toContain('The body.')
    expect((await read('INBOX', '--request', 'SEARCH SUBJECT In')).output).toContain('* SEARCH 1')
  })

  test('reads the mail back through Graph', async () => {
    const p = await practice()
    const { graph, caFile, recipient } = p.tenant.endpoints
    await curl(p, { user: p.anna, token: await tokenOf(p, p.anna) })
    const token = await tokenOf(p, recipient, mailScope)
    const filter = "internetMessageId eq '<outside@client.example>'"
    const ended = await run('curl', [
      '--silent',
      '--show-error',
      '--cacert',
      caFile,
      '--get',
      '--header',
      `Authorization: Bearer ${token}`,
      '--data-urlencode',
      `$filter=${filter}`,
      '--data-urlencode',
      '$select=subject',
      `${graph}/me/mailFolders/inbox/messages`,
    ])
    expect(JSON.parse(ended.output)).toMatchObject({ value: [{ subject: 'From outside' }] })
  })
})

describe.skipIf(!hasPython)('Python smtplib', () => {
  test('sends over STARTTLS when the rights are there, as the shared mailbox too', async () => {
    const p = await practice()
    const own = await smtplib(p, { user: p.anna, token: await tokenOf(p, p.anna) })
    expect(own.output).toContain('AUTH BEFORE TLS False')
    expect(own.output).toContain("AUTH ['LOGIN', 'XOAUTH2']")
    expect(own.output).toContain('ACCEPTED {}')
    const shared = await smtplib(p, { user: p.ben, token: await tokenOf(p, p.ben), from: p.shared })
    expect(shared.output).toContain('ACCEPTED {}')
  })

  test.each([
    {
      who: 'a Graph token',
      reply: 'REFUSED 535 5.7.3 Authentication unsuccessful [',
      act: async (p: Practice) => smtplib(p, { user: p.anna, token: await tokenOf(p, p.anna, mailScope) }),
    },
    {
      who: 'a password',
      reply: 'REFUSED 535 5.7.139 Authentication unsuccessful, basic authentication is disabled.',
      act: async (p: Practice) =>
        smtplib(p, { user: p.anna, token: '', password: p.tenant.endpoints.password }),
    },
    {
      who: 'a sender without Send As',
      reply: 'REFUSED 554 5.2.252 SendAsDenied;',
      act: async (p: Practice) =>
        smtplib(p, { user: p.anna, token: await tokenOf(p, p.anna), from: p.shared }),
    },
  ])('$who is refused with the documented text', async ({ reply, act }) => {
    const ended = await act(await practice())
    expect(ended.output).toContain(reply)
    expect(ended.output).not.toContain('ACCEPTED')
  })
})
