import { describe, expect, test } from 'vitest'
import {
  mailer,
  mailScope,
  type Practice,
  practice,
  send,
  securedDialogue,
  Dialogue,
  tokenOf,
  xoauth2,
} from './kit.ts'

/** the front end in capitals, the time and the session: what support asks for */
const server =
  /\[AM0PR04CA\d{4}\.EURPRD04\.PROD\.OUTLOOK\.COM \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z 08DE[0-9A-F]{12}\]$/

describe('what the server offers', () => {
  test('before TLS there is STARTTLS and SIZE, but no AUTH; after it AUTH LOGIN XOAUTH2', async () => {
    const p = await practice()
    const dialogue = await Dialogue.open(p)
    expect(await dialogue.reply()).toMatch(
      /^220 AM0PR04CA\d{4}\.outlook\.office365\.com Microsoft ESMTP MAIL Service ready at .* \[08DE[0-9A-F]{12}\]$/,
    )
    const plain = await dialogue.say('EHLO client.example')
    expect(plain).toContain('250-SIZE 157286400')
    expect(plain).toContain('250-STARTTLS')
    expect(plain).not.toContain('AUTH')
    expect(await dialogue.say('STARTTLS')).toBe('220 2.0.0 SMTP server ready')
    await dialogue.startTls(p)
    const secure = await dialogue.say('EHLO client.example')
    expect(secure).toContain('250-AUTH LOGIN XOAUTH2\r\n')
    expect(secure).toContain('250-SIZE 157286400')
    expect(secure).not.toContain('STARTTLS')
    expect(secure.split('\r\n').map((line) => line.slice(4).split(' ')[0])).toEqual(
      expect.arrayContaining([
        'PIPELINING',
        'DSN',
        'ENHANCEDSTATUSCODES',
        '8BITMIME',
        'BINARYMIME',
        'CHUNKING',
      ]),
    )
  })

  test.each([
    ['HELO client.example', /^250 AM0PR04CA\d{4}\.outlook\.office365\.com Hello \[127\.0\.0\.1\]$/],
    ['VRFY anna', /^252 2\.1\.5 Cannot VRFY user$/],
    ['HELP', /^214-This server supports the following commands:\r\n214 HELO EHLO/],
    ['WIZ', /^500 5\.3\.3 Unrecognized command 'WIZ' \[/],
    ['BDAT many LAST', /^501 5\.5\.4 Invalid arguments$/],
  ])('%s is answered in Exchange’s words, not in the library’s', async (line, reply) => {
    const dialogue = await securedDialogue(await practice())
    expect(await dialogue.say(line)).toMatch(reply)
  })

  test('a product that gets the order of a session wrong hears of it as from Exchange', async () => {
    const p = await practice()
    const dialogue = await Dialogue.open(p)
    await dialogue.reply()
    const token = xoauth2(p.anna, await tokenOf(p, p.anna))
    const said: string[] = []
    for (const line of ['EHLO', 'EHLO two words', 'STARTTLS']) said.push(await dialogue.say(line))
    await dialogue.startTls(p)
    for (const line of [
      'EHLO client.example',
      'STARTTLS',
      `AUTH XOAUTH2 ${token}`,
      `AUTH XOAUTH2 ${token}`,
      `MAIL FROM:<${p.anna}> BODY=9BIT`,
      `MAIL FROM:<${p.anna}> SIZE=157286401`,
      `MAIL FROM:<${p.anna}> SIZE=100 XPRIORITY=1`,
      `MAIL FROM:<${p.anna}> URGENT`,
      `MAIL FROM:<${p.anna}> SIZE=100 BODY=8BITMIME SMTPUTF8 RET=HDRS ENVID=QQ1 AUTH=<>`,
      `MAIL FROM:<${p.anna}>`,
      'DATA',
      'RSET',
      'DATA',
      'RCPT TO:<ben@fabrikam.example>',
      `MAIL FROM:<${p.anna}>`,
      'RCPT TO:<ben@fabrikam.example> NOTIFY=FAILURE PRIORITY=HIGH',
      'RCPT TO:<ben@fabrikam.example> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;ben@fabrikam.example',
      'DATA now',
      `NOOP ${'x'.repeat(66_000)}`,
    ])
      said.push(await dialogue.say(line))
    expect(
      said.map((reply) =>
        reply
          .split('\r\n')
          .at(-1)
          ?.replace(/ \[AM0PR04CA\d{4}\.EURPRD04.*/, ' [server]'),
      ),
    ).toEqual([
      '501 5.5.4 Invalid domain name [server]',
      '501 5.5.4 Invalid domain name [server]',
      '220 2.0.0 SMTP server ready',
      '250 SMTPUTF8',
      '503 5.5.2 Only one STARTTLS command can be issued per session',
      '235 2.7.0 Authentication successful',
      '503 5.5.2 Auth command already specified',
      '501 5.5.4 Unsupported BODY type',
      '552 5.3.4 Message size exceeds fixed maximum message size',
      '501 5.5.4 Unrecognized parameter',
      '501 5.5.4 Unrecognized parameter',
      '250 2.1.0 Sender OK',
      '503 5.5.2 Sender already specified',
      '503 5.5.2 Need rcpt command',
      '250 2.0.0 Resetting',
      '503 5.5.2 Need rcpt command',
      '503 5.5.2 Need mail command',
      '250 2.1.0 Sender OK',
      '501 5.5.4 Unrecognized parameter',
      '250 2.1.5 Recipient OK',
      '501 5.5.4 Invalid arguments',
      '500 5.5.2 Command too long',
    ])
  })

  test('a message in chunks arrives whole, pipelined bytes and all', async () => {
    const p = await practice()
    const dialogue = await securedDialogue(p)
    await dialogue.say(`AUTH XOAUTH2 ${xoauth2(p.anna, await tokenOf(p, p.anna))}`)
    expect(await dialogue.say(`MAIL FROM:<${p.anna}> BODY=BINARYMIME`)).toBe('250 2.1.0 Sender OK')
    await dialogue.say(`RCPT TO:<${p.tenant.endpoints.recipient}>`)
    const head = `From: ${p.anna}\r\nSubject: In chunks\r\n\r\n`
    // the line break that say() adds belongs to the chunk
    expect(await dialogue.say(`BDAT ${head.length + 2}\r\n${head}`)).toMatch(/^250 2\.6\.0 CHUNK received OK/)
    expect(await dialogue.say(`BDAT 7 LAST\r\n.\r\nQU`)).toMatch(/^250 2\.0\.0 OK <.*> \[Hostname=AM0PR04MB/)
    expect(await dialogue.say('NOOP')).toBe('250 2.0.0 OK')
    const [message] = await p.tenant.admin.messages(p.tenant.endpoints.recipient)
    expect(message).toMatchObject({ subject: 'In chunks', body: expect.stringContaining('.\nQU') as string })
  })

  test('a chunk out of order is refused, and its bytes are no commands', async () => {
    const p = await practice()
    const dialogue = await securedDialogue(p)
    await dialogue.say(`AUTH XOAUTH2 ${xoauth2(p.anna, await tokenOf(p, p.anna))}`)
    expect(await dialogue.say('BDAT 6 LAST\r\nQUIT')).toBe('503 5.5.2 Need mail command')
    expect(await dialogue.say('NOOP')).toBe('250 2.0.0 OK')
  })

  test.each([['AUTH XOAUTH2 abc'], ['MAIL FROM:<a@contoso.example>']])(
    '%s before TLS is refused',
    async (line) => {
      const p = await practice()
      const dialogue = await Dialogue.open(p)
      await dialogue.reply()
      await dialogue.say('EHLO client.example')
      expect(await dialogue.say(line)).toMatch(/^530 5\.7\.57 Client not authenticated to send mail\. \[/)
    },
  )

  test('MAIL FROM before AUTH is refused after TLS as well', async () => {
    const p = await practice()
    const dialogue = await securedDialogue(p)
    expect(await dialogue.say(`MAIL FROM:<${p.anna}>`)).toMatch(
      /^530 5\.7\.57 Client not authenticated to send mail/,
    )
  })

  test.each(['PLAIN', 'OAUTHBEARER', 'CRAM-MD5'])('AUTH %s is not offered', async (mechanism) => {
    const dialogue = await securedDialogue(await practice())
    expect(await dialogue.say(`AUTH ${mechanism} abc`)).toMatch(
      /^504 5\.7\.4 Unrecognized authentication type/,
    )
  })

  test('a whole session reads as Exchange words it, token in a second line', async () => {
    const p = await practice()
    const token = await tokenOf(p, p.anna)
    const dialogue = await securedDialogue(p)
    expect(await dialogue.say('AUTH XOAUTH2')).toBe('334')
    expect(await dialogue.say(xoauth2(p.anna, token))).toBe('235 2.7.0 Authentication successful')
    expect(await dialogue.say(`MAIL FROM:<${p.anna}>`)).toBe('250 2.1.0 Sender OK')
    expect(await dialogue.say(`RCPT TO:<${p.tenant.endpoints.recipient}>`)).toBe('250 2.1.5 Recipient OK')
    expect(await dialogue.say('DATA')).toBe('354 Start mail input; end with <CRLF>.<CRLF>')
    const message = `From: ${p.anna}\r\nTo: x@y.example\r\nMessage-ID: <one@client.example>\r\nSubject: Hi\r\n\r\nHello\r\n.`
    expect(await dialogue.say(message)).toMatch(
      /^250 2\.0\.0 OK <one@client\.example> \[Hostname=AM0PR04MB\d{4}\./,
    )
    expect(await dialogue.say('RSET')).toBe('250 2.0.0 Resetting')
    expect(await dialogue.say('NOOP')).toBe('250 2.0.0 OK')
    const unknown = await dialogue.say('XYZZY')
    expect(unknown).toMatch(/^500 5\.3\.3 Unrecognized command 'XYZZY' \[/)
    expect(unknown).toMatch(server)
    expect(await dialogue.say('QUIT')).toBe('221 2.0.0 Service closing transmission channel')
  })
})

describe('who may log on', () => {
  async function authReply(p: Practice, user: string, token: string): Promise<string> {
    const dialogue = await securedDialogue(p)
    return dialogue.say(`AUTH XOAUTH2 ${xoauth2(user, token)}`)
  }

  test('the mailbox that owns the token', async () => {
    const p = await practice()
    expect(await authReply(p, p.anna, await tokenOf(p, p.anna))).toBe('235 2.7.0 Authentication successful')
  })

  test('not with a token for Graph', async () => {
    const p = await practice()
    const reply = await authReply(p, p.anna, await tokenOf(p, p.anna, mailScope))
    expect(reply).toMatch(/^535 5\.7\.3 Authentication unsuccessful \[/)
    expect(reply).toMatch(server)
  })

  test('not with an Outlook token that lacks SMTP.Send', async () => {
    const p = await practice({
      registrations: [
        {
          recipe: 'imap',
          displayName: 'Reader',
          redirects: [{ platform: 'publicClient', uri: 'http://localhost' }],
          permissions: [{ resource: 'exchange', value: 'IMAP.AccessAsUser.All', kind: 'delegated' }],
        },
      ],
    })
    const token = await tokenOf(p, p.anna, 'https://outlook.office.com/IMAP.AccessAsUser.All')
    expect(await authReply(p, p.anna, token)).toMatch(/^535 5\.7\.3 /)
  })

  test('not with a token whose signature was touched', async () => {
    const p = await practice()
    const token = await tokenOf(p, p.anna)
    const [head = '', , signature = ''] = token.split('.')
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<
      string,
      unknown
    >
    const forged = Buffer.from(JSON.stringify({ ...claims, exp: 9_999_999_999 })).toString('base64url')
    expect(await authReply(p, p.anna, `${head}.${forged}.${signature}`)).toMatch(/^535 5\.7\.3 /)
  })

  test('not with an expired token', async () => {
    let now = Date.now()
    const p = await practice({ clock: () => now })
    const token = await tokenOf(p, p.anna)
    // a person's token lasts up to half as long again as an hour
    now += 5401_000
    expect(await authReply(p, p.anna, token)).toMatch(/^535 5\.7\.3 /)
  })

  test("not with another user's token", async () => {
    const p = await practice()
    expect(await authReply(p, p.anna, await tokenOf(p, p.ben))).toMatch(/^535 5\.7\.3 /)
  })

  test('not with a token of another practice tenant', async () => {
    const [p, other] = [await practice(), await practice()]
    expect(await authReply(p, p.anna, await tokenOf(other, other.anna))).toMatch(/^535 5\.7\.3 /)
  })

  test('not once the account is disabled', async () => {
    const p = await practice()
    const token = await tokenOf(p, p.anna)
    await p.tenant.admin.setUserEnabled(p.anna, false)
    expect(await authReply(p, p.anna, token)).toMatch(/^535 5\.7\.3 /)
  })

  test('user=shared with the delegate token: 5.7.139 while switched off, 5.7.3 once switched on (reference 4.7)', async () => {
    const p = await practice()
    const token = await tokenOf(p, p.ben)
    await p.tenant.admin.setMailboxSmtpAuth(p.shared, false)
    expect(await authReply(p, p.shared, token)).toMatch(/^535 5\.7\.139 .*disabled for the Mailbox/)
    await p.tenant.admin.setMailboxSmtpAuth(p.shared, true)
    expect(await authReply(p, p.shared, token)).toMatch(/^535 5\.7\.3 /)
  })

  test('a password is refused: basic authentication is disabled', async () => {
    const p = await practice()
    const dialogue = await securedDialogue(p)
    expect(await dialogue.say('AUTH LOGIN')).toBe('334 VXNlcm5hbWU6')
    await dialogue.say(Buffer.from(p.anna).toString('base64'))
    const reply = await dialogue.say(Buffer.from(p.tenant.endpoints.password).toString('base64'))
    expect(reply).toMatch(/^535 5\.7\.139 Authentication unsuccessful, basic authentication is disabled\. \[/)
  })

  test('a cancelled or garbled exchange ends in 535 (reference 4.2)', async () => {
    const dialogue = await securedDialogue(await practice())
    await dialogue.say('AUTH XOAUTH2')
    expect(await dialogue.say('*')).toMatch(/^535 5\.7\.3 /)
    expect(await dialogue.say('AUTH XOAUTH2 AAAA')).toMatch(/^535 5\.7\.3 /)
  })
})

describe('the SMTP AUTH switches: the mailbox value wins, null inherits (reference 4.4)', () => {
  const forTenant =
    /^535 5\.7\.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant\. Visit https:\/\/aka\.ms\/smtp_auth_disabled for more information\. \[/
  const forMailbox =
    /^535 5\.7\.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox\. Visit https:\/\/aka\.ms\/smtp_auth_disabled for more information\. \[/
  test.each([
    { tenant: false, mailbox: null, reply: forTenant },
    { tenant: false, mailbox: false, reply: forMailbox },
    { tenant: false, mailbox: true, reply: /^235 / },
    { tenant: true, mailbox: null, reply: /^235 / },
    { tenant: true, mailbox: false, reply: forMailbox },
    { tenant: true, mailbox: true, reply: /^235 / },
  ])('tenant $tenant, mailbox $mailbox', async ({ tenant, mailbox, reply }) => {
    const p = await practice()
    await p.tenant.admin.setTenantSmtpAuth(tenant)
    await p.tenant.admin.setMailboxSmtpAuth(p.anna, mailbox)
    const dialogue = await securedDialogue(p)
    expect(await dialogue.say(`AUTH XOAUTH2 ${xoauth2(p.anna, await tokenOf(p, p.anna))}`)).toMatch(reply)
    const view = (await p.tenant.admin.describe()).mailboxes.find((one) => one.address === p.anna)
    expect(view).toMatchObject({ smtpAuth: mailbox, smtpAuthEffective: reply.source === '^235 ' })
  })
})

describe('who may send as whom is checked after DATA', () => {
  const denied = (user: string, from: string) =>
    `554 5.2.252 SendAsDenied; ${user} not allowed to send as ${from}; STOREDRV.Submission.Exception:SendAsDeniedException`

  test('the delegate sends as the shared mailbox with Send As', async () => {
    const p = await practice()
    const result = await send(p, { user: p.ben, token: await tokenOf(p, p.ben), from: p.shared })
    expect(result.ok).toBe(true)
    const [message] = await p.tenant.admin.messages(p.tenant.endpoints.recipient)
    expect(message).toMatchObject({ from: p.shared, authenticatedAs: p.ben, mailFrom: p.shared })
  })

  test.each(['Full Access', 'Send on Behalf', 'nothing'])('%s is not enough', async (right) => {
    const p = await practice()
    const { admin } = p.tenant
    if (right === 'Full Access') await admin.grantFullAccess(p.shared, p.anna)
    if (right === 'Send on Behalf') await admin.grantSendOnBehalf(p.shared, p.anna)
    const result = await send(p, { user: p.anna, token: await tokenOf(p, p.anna), from: p.shared })
    expect(result.ok ? '' : result.error.response).toContain(denied(p.anna, p.shared))
    expect(result.ok ? '' : result.error.command).toBe('DATA')
    expect(await admin.messages(p.tenant.endpoints.recipient)).toEqual([])
  })

  test('a right that was taken away counts no more', async () => {
    const p = await practice()
    await p.tenant.admin.revokeSendAs(p.shared, p.ben)
    const result = await send(p, { user: p.ben, token: await tokenOf(p, p.ben), from: p.shared })
    expect(result.ok ? '' : result.error.response).toContain(denied(p.ben, p.shared))
  })

  test('the From header counts even when MAIL FROM is allowed', async () => {
    const p = await practice()
    const result = await send(p, {
      user: p.anna,
      token: await tokenOf(p, p.anna),
      from: p.shared,
      envelopeFrom: p.anna,
    })
    expect(result.ok ? '' : result.error.response).toContain(denied(p.anna, p.shared))
  })

  test('MAIL FROM counts even when the From header is allowed', async () => {
    const p = await practice()
    const result = await send(p, {
      user: p.anna,
      token: await tokenOf(p, p.anna),
      from: p.anna,
      envelopeFrom: p.shared,
    })
    expect(result.ok ? '' : result.error.response).toContain(denied(p.anna, p.shared))
  })

  test('an address that does not exist cannot be sent as', async () => {
    const p = await practice()
    const ghost = `no-reply@${p.tenant.endpoints.tenantName}`
    const result = await send(p, { user: p.anna, token: await tokenOf(p, p.anna), from: ghost })
    expect(result.ok ? '' : result.error.response).toContain(denied(p.anna, ghost))
  })
})

describe('limits of a mailbox (reference 4.9)', () => {
  test('the fourth connection cannot submit, the first three can', async () => {
    const p = await practice()
    const token = await tokenOf(p, p.anna)
    const open: Dialogue[] = []
    for (let i = 0; i < 4; i += 1) {
      const dialogue = await securedDialogue(p)
      await dialogue.say(`AUTH XOAUTH2 ${xoauth2(p.anna, token)}`)
      open.push(dialogue)
    }
    const submit = async (dialogue: Dialogue | undefined) => {
      await dialogue?.say(`MAIL FROM:<${p.anna}>`)
      await dialogue?.say(`RCPT TO:<${p.tenant.endpoints.recipient}>`)
      await dialogue?.say('DATA')
      return dialogue?.say(`From: ${p.anna}\r\n\r\nHello\r\n.`)
    }
    expect(await submit(open[3])).toMatch(
      /^432 4\.3\.2 Concurrent connections limit exceeded\. Visit https:\/\/aka\.ms\/concurrent_sending for more information\. \[/,
    )
    expect(await submit(open[2])).toMatch(/^250 2\.0\.0 OK/)
    open[0]?.close()
    await expect.poll(() => submit(open[3])).toMatch(/^250 2\.0\.0 OK/)
  })

  test('messages above the rate are delayed, never refused', async () => {
    const p = await practice({ limits: { messages: 2, windowMs: 400 } })
    const transport = mailer(p, p.anna, await tokenOf(p, p.anna))
    const started = performance.now()
    for (let i = 0; i < 3; i += 1)
      await transport.sendMail({
        from: p.anna,
        to: p.tenant.endpoints.recipient,
        subject: `n ${i}`,
        text: 'x',
      })
    transport.close()
    expect(performance.now() - started).toBeGreaterThanOrEqual(395)
    expect(await p.tenant.admin.messages(p.tenant.endpoints.recipient)).toHaveLength(3)
  })
})

describe('delivery', () => {
  test('the Message-ID and subject survive, and Exchange adds its headers', async () => {
    const p = await practice()
    const result = await send(p, {
      user: p.anna,
      token: await tokenOf(p, p.anna),
      subject: 'Prüfung ✓ A1B2C3',
      messageId: '<probe-1@sendproof.example>',
    })
    expect(result.ok && result.response).toContain('<probe-1@sendproof.example>')
    const [message] = await p.tenant.admin.messages(p.tenant.endpoints.recipient)
    expect(message).toMatchObject({
      subject: 'Prüfung ✓ A1B2C3',
      internetMessageId: '<probe-1@sendproof.example>',
    })
    const names = message?.headers.map((header) => header.name)
    expect(names).toEqual(
      expect.arrayContaining(['Received', 'Authentication-Results', 'X-MS-Exchange-Organization-AuthAs']),
    )
  })

  test('nobody of that name in the tenant: accepted, and then a report to the sender', async () => {
    const p = await practice()
    const to = `nobody@${p.tenant.endpoints.tenantName}`
    const result = await send(p, { user: p.anna, token: await tokenOf(p, p.anna), to })
    expect(result.ok).toBe(true)
    const [report] = await p.tenant.admin.messages(p.anna)
    expect(report).toMatchObject({ subject: 'Undeliverable: A test' })
    expect(report?.body).toContain('550 5.1.10 RESOLVER.ADR.RecipientNotFound')
  })

  test('an address outside is accepted and goes nowhere', async () => {
    const p = await practice()
    const result = await send(p, {
      user: p.anna,
      token: await tokenOf(p, p.anna),
      to: 'someone@elsewhere.example',
    })
    expect(result.ok).toBe(true)
    expect(await p.tenant.admin.messages('someone@elsewhere.example')).toHaveLength(1)
    expect(await p.tenant.admin.messages(p.tenant.endpoints.recipient)).toHaveLength(0)
  })

  test('a message without From is refused', async () => {
    const p = await practice()
    const dialogue = await securedDialogue(p)
    await dialogue.say(`AUTH XOAUTH2 ${xoauth2(p.anna, await tokenOf(p, p.anna))}`)
    await dialogue.say(`MAIL FROM:<${p.anna}>`)
    await dialogue.say(`RCPT TO:<${p.tenant.endpoints.recipient}>`)
    await dialogue.say('DATA')
    expect(await dialogue.say('Subject: no author\r\n\r\nHello\r\n.')).toMatch(/^550 5\.7\.512 /)
  })

  test('a message too long to be kept still arrives with its headers', async () => {
    const p = await practice()
    const result = await send(p, {
      user: p.anna,
      token: await tokenOf(p, p.anna),
      subject: 'Big',
      text: 'x'.repeat(7 * 1024 * 1024),
    })
    expect(result.ok).toBe(true)
    const [message] = await p.tenant.admin.messages(p.tenant.endpoints.recipient)
    expect(message).toMatchObject({ subject: 'Big', from: p.anna })
  })

  test('25 mailboxes send at the same time', async () => {
    const p = await practice({ mailboxes: 25 })
    const users = p.tenant.endpoints.mailboxes.filter((mailbox) => mailbox.kind === 'user')
    const results = await Promise.all(
      users.map(async ({ address }) => send(p, { user: address, token: await tokenOf(p, address) })),
    )
    expect(results.every((result) => result.ok)).toBe(true)
    expect(await p.tenant.admin.messages(p.tenant.endpoints.recipient)).toHaveLength(users.length)
  })
})
