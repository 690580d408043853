/** Reading a mailbox over IMAP, with a client nobody here wrote, and line by line where that says more. */
import { connect as connectTls, type TLSSocket } from 'node:tls'
import { ImapFlow } from 'imapflow'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { RegistrationRequest } from '../../../src/practice/index.ts'
import {
  appTokenOf,
  mailer,
  practice,
  type Practice,
  product,
  registrationOf,
  send,
  smtpScope,
  tokenOf,
  xoauth2,
} from './kit.ts'

const scope = 'https://outlook.office.com/IMAP.AccessAsUser.All'
const reader: RegistrationRequest = {
  ...product,
  permissions: [
    ...(product.permissions ?? []),
    { resource: 'graph', value: 'IMAP.AccessAsUser.All', kind: 'delegated' },
    { resource: 'exchange', value: 'IMAP.AccessAsApp', kind: 'application' },
  ],
}
const start = () => practice({ registrations: [reader] })

function client(p: Practice, user: string, accessToken: string): ImapFlow {
  const { host, port } = p.tenant.endpoints.imap
  const imap = new ImapFlow({
    host,
    port,
    secure: true,
    tls: { ca: p.ca },
    auth: { user, accessToken },
    logger: false,
  })
  imap.on('error', () => undefined)
  onTestFinished(() => imap.close())
  return imap
}

async function withMail(p: Practice): Promise<string> {
  const transport = mailer(p, p.anna, await tokenOf(p, p.anna))
  await transport.sendMail({
    from: { name: 'Anna Prüfer', address: p.anna },
    to: p.tenant.endpoints.recipient,
    subject: 'Prüfung ✓',
    text: 'Grüße',
    html: '<p>Grüße</p>',
    messageId: '<probe-1@sendproof.example>',
    attachments: [{ filename: 'a.txt', content: 'the file' }],
  })
  transport.close()
  return p.tenant.endpoints.recipient
}

describe('imapflow', () => {
  test('opens the Inbox and reads a message with its parts, as it was sent', async () => {
    const p = await start()
    const user = await withMail(p)
    const imap = client(p, user, await tokenOf(p, user, scope))
    await imap.connect()
    const opened = await imap.mailboxOpen('INBOX')
    expect([opened.exists, opened.readOnly]).toEqual([1, false])
    const [found] = await imap.fetchAll('1:*', {
      envelope: true,
      bodyStructure: true,
      flags: true,
      size: true,
    })
    expect(found?.envelope).toMatchObject({
      subject: 'Prüfung ✓',
      messageId: '<probe-1@sendproof.example>',
      from: [{ name: 'Anna Prüfer', address: p.anna }],
      to: [{ address: user }],
    })
    expect(found?.flags).toEqual(new Set())
    expect(found?.bodyStructure).toMatchObject({
      type: 'multipart/mixed',
      childNodes: [
        { type: 'multipart/alternative', childNodes: [{ type: 'text/plain' }, { type: 'text/html' }] },
        { type: 'text/plain', disposition: 'attachment', dispositionParameters: { filename: 'a.txt' } },
      ],
    })
    const text = async (part: string) => {
      const { content } = await imap.download('1', part)
      let read = ''
      if (content === undefined) throw new Error('no such part')
      for await (const chunk of content) read += String(chunk)
      return read.trim()
    }
    expect([await text('1.1'), await text('2')]).toEqual(['Grüße', 'the file'])
    const source = await imap.fetchOne('1', { source: true, headers: ['message-id', 'subject'] })
    if (source === false || source === undefined) throw new Error('nothing fetched')
    expect(source.source?.length).toBe(found?.size)
    expect(source.headers?.toString()).toMatch(/^Message-ID: <probe-1@sendproof\.example>/im)
    expect(source.source?.toString()).toMatch(/^Received: /)
    await imap.logout()
  })

  test('finds by header, sender, words, date and flag, and marks what it has read', async () => {
    const p = await start()
    const user = await withMail(p)
    await send(p, { user: p.ben, token: await tokenOf(p, p.ben), subject: 'Second' })
    const imap = client(p, user, await tokenOf(p, user, scope))
    await imap.connect()
    await imap.mailboxOpen('INBOX')
    const uids = async (query: Parameters<ImapFlow['search']>[0]) => imap.search(query, { uid: true })
    const [first, second] = (await uids({ all: true })) || []
    expect(await uids({ header: { 'message-id': '<probe-1@sendproof.example>' } })).toEqual([first])
    expect(await uids({ from: p.ben })).toEqual([second])
    // Exchange searches for ASCII alone: whoever asks for an umlaut is refused, as there
    expect(await uids({ subject: 'Prüfung' })).toBe(false)
    expect(await uids({ body: 'Gr' })).toEqual([first])
    expect(await uids({ since: new Date(Date.now() - 86_400_000), seen: false })).toEqual([first, second])
    expect(
      await uids({ or: [{ subject: 'Second' }, { larger: 10_000_000 }], not: { from: p.anna } }),
    ).toEqual([second])
    await imap.messageFlagsAdd(String(first), ['\\Seen', '\\Flagged'], { uid: true })
    expect(await uids({ seen: false })).toEqual([second])
    expect(await uids({ flagged: true })).toEqual([first])
    expect(await imap.status('INBOX', { unseen: true })).toMatchObject({ unseen: 1 })
    await imap.logout()
  })

  test('hears of new mail while it waits', async () => {
    const p = await start()
    const user = p.tenant.endpoints.recipient
    const imap = client(p, user, await tokenOf(p, user, scope))
    await imap.connect()
    await imap.mailboxOpen('INBOX')
    const news = new Promise<number>((resolve) => imap.on('exists', ({ count }) => resolve(count)))
    const idling = imap.idle()
    await withMail(p)
    expect(await news).toBe(1)
    await imap.noop()
    await idling
    await imap.logout()
  })

  test('lists the folders, counts what lies in them and makes one, umlauts and all', async () => {
    const p = await start()
    await p.tenant.admin.createFolder(p.anna, 'FlexDeploy replies')
    await p.tenant.admin.depositMail(p.anna, 'FlexDeploy replies', { subject: 'RE: approve' })
    const imap = client(p, p.anna, await tokenOf(p, p.anna, scope))
    await imap.connect()
    expect(imap.serverInfo?.name).toBe('Microsoft.Exchange.Imap4.Imap4Server')
    await imap.mailboxCreate('Einkäufe & mehr')
    const folders = await imap.list()
    expect(folders.map((folder) => folder.path)).toEqual(
      expect.arrayContaining([
        'INBOX',
        'Sent Items',
        'Deleted Items',
        'FlexDeploy replies',
        'Einkäufe & mehr',
      ]),
    )
    expect(folders.find(({ path }) => path === 'Sent Items')?.specialUse).toBe('\\Sent')
    expect(await imap.status('FlexDeploy replies', { messages: true, unseen: true })).toMatchObject({
      messages: 1,
      unseen: 1,
    })
    const opened = await imap.mailboxOpen('FlexDeploy replies', { readOnly: true })
    expect([opened.exists, opened.readOnly]).toEqual([1, true])
    await imap.logout()
  })

  test('puts its own copy into a folder', async () => {
    const p = await start()
    const imap = client(p, p.anna, await tokenOf(p, p.anna, scope))
    await imap.connect()
    const raw = `From: ${p.anna}\r\nSubject: Kept\r\n\r\nHello\r\n`
    const kept = await imap.append('Sent Items', raw, ['\\Seen'])
    if (kept === false) throw new Error('not appended')
    await imap.mailboxOpen('Sent Items')
    const found = await imap.fetchOne(String(kept.uid), { source: true, flags: true }, { uid: true })
    if (found === false || found === undefined) throw new Error('nothing fetched')
    expect(found.source?.toString()).toContain('Subject: Kept')
    expect(found.flags).toEqual(new Set(['\\Seen']))
    await imap.logout()
  })

  test('deletes and moves nothing', async () => {
    const p = await start()
    const user = await withMail(p)
    const imap = client(p, user, await tokenOf(p, user, scope))
    await imap.connect()
    await imap.mailboxOpen('INBOX')
    expect(await imap.messageDelete('1')).toBe(false)
    expect(await imap.messageMove('1', 'Archive')).toBe(false)
    expect(await imap.status('INBOX', { messages: true })).toMatchObject({ messages: 1 })
    await imap.logout()
  })
})

describe('who gets in', () => {
  test('a token for SMTP, or none, is refused', async () => {
    const p = await start()
    await expect(client(p, p.anna, 'nonsense').connect()).rejects.toThrow()
    const plain = await practice()
    const other = client(plain, plain.anna, await tokenOf(plain, plain.anna, smtpScope))
    await expect(other.connect()).rejects.toThrow()
  })

  test('a shared mailbox opens for its delegate with Full Access alone', async () => {
    const p = await start()
    const token = await tokenOf(p, p.ben, scope)
    const shut = client(p, p.shared, token)
    // "authenticated but not connected": the client gives up on its first question
    const seen = await shut.connect().then(
      () => shut.status('INBOX', { messages: true }),
      () => false,
    )
    expect(seen).toBe(false)
    await p.tenant.admin.grantFullAccess(p.shared, p.ben)
    const open = client(p, p.shared, token)
    await open.connect()
    expect((await open.status('INBOX', { messages: true })) as unknown).toMatchObject({ messages: 0 })
    await open.logout()
  })

  test('an application needs its permission, its service principal and Full Access to the mailbox', async () => {
    const p = await start()
    const { admin } = p.tenant
    const token = await appTokenOf(p, 'exchange')
    const dialogue = async () => {
      const lines = await Lines.open(p)
      const signedIn = await lines.say(`a AUTHENTICATE XOAUTH2 ${xoauth2(p.anna, token)}`, 'a')
      return [signedIn.at(-1), (await lines.say('b SELECT INBOX', 'b')).at(-1)]
    }
    expect((await dialogue())[0]).toBe('a NO AUTHENTICATE failed.')
    await admin.registerServicePrincipal(p.clientId, (await registrationOf(p)).servicePrincipalId)
    expect(await dialogue()).toEqual([
      'a OK AUTHENTICATE completed.',
      'b BAD User is authenticated but not connected.',
    ])
    await admin.grantAppFullAccess(p.anna, p.clientId)
    expect(await dialogue()).toEqual(['a OK AUTHENTICATE completed.', 'b OK [READ-WRITE] SELECT completed.'])
    const imap = client(p, p.anna, token)
    await imap.connect()
    expect((await imap.mailboxOpen('INBOX')).exists).toBe(0)
    await imap.logout()
  })
})

/** A plain IMAP dialogue: everything up to the line that carries the tag. */
class Lines {
  #buffer = ''
  #wake: () => void = () => undefined
  readonly #socket: TLSSocket

  private constructor(socket: TLSSocket) {
    this.#socket = socket
    socket.on('data', (chunk: Buffer) => {
      this.#buffer += chunk.toString('latin1')
      this.#wake()
    })
    socket.on('error', () => undefined)
  }

  static async open(p: Practice): Promise<Lines> {
    const socket = connectTls({ host: 'localhost', port: p.tenant.endpoints.imap.port, ca: p.ca })
    onTestFinished(() => void socket.destroy())
    const lines = new Lines(socket)
    await lines.until(/^\* OK .*\r\n/)
    return lines
  }

  async until(pattern: RegExp): Promise<string[]> {
    for (;;) {
      const match = pattern.exec(this.#buffer)
      if (match !== null) {
        const end = match.index + match[0].length
        const text = this.#buffer.slice(0, end)
        this.#buffer = this.#buffer.slice(end)
        return text.split('\r\n').slice(0, -1)
      }
      await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }

  async say(line: string, tag: string): Promise<string[]> {
    this.#socket.write(`${line}\r\n`)
    return this.until(new RegExp(`^(?:${tag} |\\+ ).*\\r\\n`, 'm'))
  }
}

describe('line by line', () => {
  test('says before the sign-in what Exchange says', async () => {
    const lines = await Lines.open(await start())
    expect((await lines.say('a CAPABILITY', 'a'))[0]).toBe(
      '* CAPABILITY IMAP4 IMAP4rev1 AUTH=XOAUTH2 LOGINDISABLED SASL-IR UIDPLUS MOVE ID UNSELECT CHILDREN IDLE NAMESPACE LITERAL+',
    )
    expect(await lines.say('b LOGIN anna secret', 'b')).toEqual(['b NO LOGIN failed.'])
    expect(await lines.say('c AUTHENTICATE PLAIN', 'c')).toEqual(['c NO AUTHENTICATE failed.'])
    expect(await lines.say('d SELECT INBOX', 'd')).toEqual(['d BAD Command received in Invalid state.'])
    expect(await lines.say('e LOGIN "anna', 'e')).toEqual(['e BAD Command Argument Error. 11'])
  })

  test('a client that makes a third mistake is shown out', async () => {
    const lines = await Lines.open(await start())
    for (const tag of ['a', 'b'])
      expect(await lines.say(`${tag} SELECT INBOX`, tag)).toEqual([
        `${tag} BAD Command received in Invalid state.`,
      ])
    expect(await lines.say('c NONSENSE', 'c')).toContain('c BAD Command received in Invalid state.')
    expect(await lines.until(/^\* BYE .*\r\n/m)).toContain('* BYE Connection closed. 14')
  })

  test.each([
    ['LIST "" "%"', '* LIST (\\HasChildren) "/" INBOX'],
    ['LIST "INBOX" "*"', '* LIST (\\HasNoChildren) "/" "INBOX/Done"'],
    ['LIST "" ""', '* LIST (\\Noselect \\HasChildren) "/" ""'],
    ['STATUS INBOX (MESSAGES UIDNEXT)', '* STATUS INBOX (MESSAGES 1 UIDNEXT 2)'],
  ])('%s', async (command, expected) => {
    const p = await start()
    await p.tenant.admin.createFolder(p.anna, 'Done', 'inbox')
    await p.tenant.admin.depositMail(p.anna, 'inbox', { subject: 'In' })
    const lines = await Lines.open(p)
    expect((await lines.say('a AUTHENTICATE XOAUTH2', 'a')).at(-1)).toBe('+ ')
    await lines.say(xoauth2(p.anna, await tokenOf(p, p.anna, scope)), 'a')
    expect(await lines.say(`b ${command}`, 'b')).toContain(expected)
  })

  test.each([
    ['FETCH 1 (UID RFC822.SIZE BODY.PEEK[TEXT])', /^\* 1 FETCH \(UID 1 RFC822\.SIZE \d+ BODY\[TEXT\] \{9\}$/],
    ['FETCH 1 BODY.PEEK[]<5.4>', /^\* 1 FETCH \(BODY\[\]<5> \{4\}$/],
    ['FETCH 1 BODY[HEADER.FIELDS (SUBJECT)]', /^\* 1 FETCH \(BODY\[HEADER\.FIELDS \(SUBJECT\)\] \{15\}$/],
    ['UID FETCH 1:* FLAGS', /^\* 1 FETCH \(UID 1 FLAGS \(\)\)$/],
    ['SEARCH UNSEEN SUBJECT {2+}\r\nIn', /^\* SEARCH 1$/],
    ['FETCH 2 FLAGS', /^b NO The specified message set is invalid\.$/],
    ['FETCH 1:3 FLAGS', /^b NO The specified message set is invalid\.$/],
    ['UID FETCH 9 FLAGS', /^b OK UID completed\.$/],
    ['SEARCH CHARSET UTF-8 SUBJECT In', /^b NO \[BADCHARSET \(US-ASCII\)\] The specified charset/],
    ['STATUS INBOX (COLOUR)', /^b BAD Command Argument Error\. 11$/],
    ['LIST (SPECIAL-USE) "" "*"', /^b BAD Command Argument Error\. 11$/],
    ['CREATE Archive', /^b NO Mailbox already exists\.$/],
    ['FETCH 1 COLOUR', /^b BAD Command Argument Error\. 11$/],
    ['SEARCH COLOUR', /^b BAD Command Argument Error\. 11$/],
    ['STORE 1 +FLAGS (\\Deleted)', /^b NO STORE failed/],
    ['EXPUNGE', /^b NO EXPUNGE failed/],
    ['UID COPY 1 Archive', /^b NO COPY failed/],
  ])('%s', async (command, expected) => {
    const p = await start()
    await p.tenant.admin.depositMail(p.anna, 'inbox', { subject: 'In', body: 'The body.' })
    const lines = await Lines.open(p)
    await lines.say(`a AUTHENTICATE XOAUTH2 ${xoauth2(p.anna, await tokenOf(p, p.anna, scope))}`, 'a')
    await lines.say('s SELECT INBOX', 's')
    const [first] = await lines.say(`b ${command}`, 'b')
    expect(first).toMatch(expected)
  })
})
