/** Sending over Graph: for oneself, for a shared mailbox, and for an application inside and outside its scope. */
import { describe, expect, test } from 'vitest'
import type { PracticeOptions, RegistrationRequest } from '../../../src/practice/index.ts'
import { errorCode, graph, letter, person, query } from './graph-kit.ts'
import { appTokenOf, practice, type Practice, registrationOf, tokenOf } from './kit.ts'

const sendScope = 'https://graph.microsoft.com/Mail.Send'
const people: RegistrationRequest = {
  recipe: 'flexdeploy',
  displayName: 'FlexDeploy mail',
  redirects: [{ platform: 'publicClient', uri: 'http://localhost' }],
  permissions: [
    { resource: 'graph', value: 'Mail.Send', kind: 'delegated' },
    { resource: 'graph', value: 'Mail.Send.Shared', kind: 'delegated' },
  ],
}
const daemon: RegistrationRequest = {
  recipe: 'enate',
  displayName: 'Enate mail',
  permissions: [{ resource: 'graph', value: 'Mail.Send', kind: 'application' }],
}
const asPeople = (o: Partial<PracticeOptions> = {}) => practice({ registrations: [people], ...o })
const asApp = (o: Partial<PracticeOptions> = {}) => practice({ registrations: [daemon], ...o })
const arrived = (p: Practice) => p.tenant.admin.messages(p.tenant.endpoints.recipient)

describe('a person', () => {
  test('sends as himself: 202, nothing in the body, a copy in Sent Items and one for the recipient', async () => {
    const p = await asPeople()
    const token = await tokenOf(p, p.anna, sendScope)
    const reply = await graph(p, token, '/me/sendMail', {
      body: letter(p, {
        internetMessageHeaders: [{ name: 'X-Sendproof-Probe', value: 'probe-1' }],
        internetMessageId: '<probe-1@sendproof.example>',
      }),
    })
    expect(reply).toMatchObject({ status: 202, text: '' })
    expect(reply.headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/)
    const [message] = await arrived(p)
    expect(message).toMatchObject({
      from: p.anna,
      sender: p.anna,
      internetMessageId: '<probe-1@sendproof.example>',
      body: 'Hello',
    })
    expect(message?.headers).toContainEqual({ name: 'X-Sendproof-Probe', value: 'probe-1' })
  })

  test('MIME keeps its Message-ID and its headers', async () => {
    const p = await asPeople()
    const mime = [
      `From: ${p.anna}`,
      `To: ${p.tenant.endpoints.recipient}`,
      'Subject: From MIME',
      'Message-ID: <mime-1@sendproof.example>',
      'X-Sendproof-Probe: mime-1',
      '',
      'Hello',
    ].join('\r\n')
    const reply = await graph(p, await tokenOf(p, p.anna, sendScope), '/me/sendMail', {
      body: Buffer.from(mime).toString('base64'),
      type: 'text/plain',
    })
    expect(reply.status).toBe(202)
    const [message] = await arrived(p)
    expect(message).toMatchObject({ internetMessageId: '<mime-1@sendproof.example>', subject: 'From MIME' })
    expect(message?.headers).toContainEqual({ name: 'X-Sendproof-Probe', value: 'mime-1' })
  })

  test('for a shared mailbox: refused without a right, on behalf of it, then as it', async () => {
    const p = await asPeople({ prepared: false })
    const { clientId } = await p.tenant.admin.registerApplication(people)
    await p.tenant.admin.grantAdminConsent(clientId)
    const ready = { ...p, clientId }
    const token = await tokenOf(ready, p.ben, sendScope)
    const attempt = () => graph(p, token, '/me/sendMail', { body: letter(p, { from: person(p.shared) }) })
    const refused = await attempt()
    expect([refused.status, errorCode(refused)]).toEqual([403, 'ErrorSendAsDenied'])
    await p.tenant.admin.grantSendOnBehalf(p.shared, p.ben)
    expect((await attempt()).status).toBe(202)
    await p.tenant.admin.grantSendAs(p.shared, p.ben)
    expect((await attempt()).status).toBe(202)
    expect((await arrived(p)).map(({ from, sender }) => [from, sender])).toEqual([
      [p.shared, p.ben],
      [p.shared, p.shared],
    ])
  })

  test('through the shared mailbox’s own address: Full Access decides, and the copy stays there', async () => {
    const p = await asPeople()
    const token = await tokenOf(p, p.ben, sendScope)
    const attempt = () => graph(p, token, `/users/${p.shared}/sendMail`, { body: letter(p) })
    expect(errorCode(await attempt())).toBe('ErrorAccessDenied')
    await p.tenant.admin.grantFullAccess(p.shared, p.ben)
    expect((await attempt()).status).toBe(202)
    expect((await arrived(p)).map(({ from }) => from)).toEqual([p.shared])
  })

  test('another address without Mail.Send.Shared is not even looked at', async () => {
    const p = await practice({
      registrations: [{ ...people, permissions: people.permissions?.slice(0, 1) ?? [] }],
    })
    const reply = await graph(p, await tokenOf(p, p.ben, sendScope), '/me/sendMail', {
      body: letter(p, { from: person(p.shared) }),
    })
    expect(errorCode(reply)).toBe('ErrorAccessDenied')
  })

  test('without a copy in Sent Items when asked so', async () => {
    const p = await practice({
      registrations: [
        {
          ...people,
          permissions: [
            ...(people.permissions ?? []),
            { resource: 'graph', value: 'Mail.Read', kind: 'delegated' },
          ],
        },
      ],
    })
    const token = await tokenOf(p, p.anna, sendScope)
    const copies = async () =>
      (await graph(p, token, '/me/mailFolders/sentitems/messages')).body.value?.length
    await graph(p, token, '/me/sendMail', { body: letter(p, { saveToSentItems: false }) })
    expect(await copies()).toBe(0)
    await graph(p, token, '/me/sendMail', { body: letter(p) })
    expect(await copies()).toBe(1)
  })
})

describe('an application', () => {
  test('with the consent reaches every mailbox, by address and by id', async () => {
    const p = await asApp()
    const token = await appTokenOf(p, 'graph')
    const { users } = await p.tenant.admin.describe()
    const id = users.find(({ address }) => address === p.ben)?.id ?? ''
    for (const who of [p.anna, id, p.shared, p.tenant.endpoints.outside])
      expect((await graph(p, token, `/users/${who}/sendMail`, { body: letter(p) })).status).toBe(202)
    expect((await arrived(p)).map(({ from }) => from)).toEqual([
      p.anna,
      p.ben,
      p.shared,
      p.tenant.endpoints.outside,
    ])
  })

  test('consent and scope add up: only without the consent does the scope hold anybody back', async () => {
    const p = await asApp()
    const { admin, endpoints } = p.tenant
    const attempt = async (who: string) =>
      (await graph(p, await appTokenOf(p, 'graph'), `/users/${who}/sendMail`, { body: letter(p) })).status
    await admin.registerServicePrincipal(p.clientId, (await registrationOf(p)).servicePrincipalId)
    await admin.createScope('Senders', [p.anna])
    await admin.assignAppRole(p.clientId, 'Application Mail.Send', 'Senders')
    expect([await attempt(p.anna), await attempt(endpoints.outside)]).toEqual([202, 202])
    await admin.revokeAppPermission(p.clientId, 'graph', 'Mail.Send')
    expect([await attempt(p.anna), await attempt(endpoints.outside)]).toEqual([202, 403])
  })

  test('a token from before the consent went away still has it', async () => {
    const p = await asApp()
    const token = await appTokenOf(p, 'graph')
    await p.tenant.admin.revokeAppPermission(p.clientId, 'graph', 'Mail.Send')
    expect((await graph(p, token, `/users/${p.anna}/sendMail`, { body: letter(p) })).status).toBe(202)
  })

  test('an older access policy says its own sentence', async () => {
    const p = await asApp()
    await p.tenant.admin.setAccessPolicy(p.clientId, 'RestrictAccess', [p.anna])
    const token = await appTokenOf(p, 'graph')
    const attempt = (who: string) => graph(p, token, `/users/${who}/sendMail`, { body: letter(p) })
    expect((await attempt(p.anna)).status).toBe(202)
    const refused = await attempt(p.ben)
    expect([refused.status, errorCode(refused)]).toEqual([403, 'ErrorAccessDenied'])
    expect(refused.text).toContain('Blocked by tenant configured AppOnly AccessPolicy settings.')
    await p.tenant.admin.setAccessPolicy(p.clientId, 'DenyAccess', [p.anna])
    expect((await attempt(p.anna)).status).toBe(403)
    await p.tenant.admin.setAccessPolicy(p.clientId, null, [])
    expect((await attempt(p.ben)).status).toBe(202)
  })

  test.each([
    ['a mailbox nobody has', '/users/ghost@contoso.example/sendMail', 404, 'ErrorInvalidUser'],
    ['/me', '/me/sendMail', 400, 'BadRequest'],
  ])('%s', async (_what, path, status, code) => {
    const p = await asApp()
    const reply = await graph(p, await appTokenOf(p, 'graph'), path, { body: letter(p) })
    expect([reply.status, errorCode(reply)]).toEqual([status, code])
  })
})

describe('what the recipient gets of a message in JSON', () => {
  const readers: RegistrationRequest = {
    ...people,
    permissions: [
      ...(people.permissions ?? []),
      { resource: 'graph', value: 'Mail.ReadWrite', kind: 'delegated' },
    ],
  }
  const readScope = 'https://graph.microsoft.com/Mail.ReadWrite'
  const file = (name: string, content: string, more: Record<string, unknown> = {}) => ({
    '@odata.type': '#microsoft.graph.fileAttachment',
    name,
    contentType: 'text/plain',
    contentBytes: Buffer.from(content).toString('base64'),
    ...more,
  })

  test('is all of it: Reply-To, importance, attachments; categories stay with the sender', async () => {
    const p = await practice({ registrations: [readers] })
    const reply = await graph(p, await tokenOf(p, p.anna, sendScope), '/me/sendMail', {
      body: letter(p, {
        Subject: 'Whole',
        body: { contentType: 'HTML', content: '<p>Hello <img src="cid:logo"></p>' },
        replyTo: [person('desk@elsewhere.example')],
        bccRecipients: [person(p.ben)],
        importance: 'High',
        categories: ['Red category'],
        attachments: [
          file('note.txt', 'the note'),
          file('logo.png', 'x', { contentType: 'image/png', isInline: true, contentId: 'logo' }),
        ],
      }),
    })
    expect(reply.status).toBe(202)
    const token = await tokenOf(p, p.tenant.endpoints.recipient, readScope)
    const path = '/me/mailFolders/inbox/messages'
    const [message] = (await graph(p, token, `${path}${query({ $expand: 'attachments' })}`)).body.value ?? []
    expect(message).toMatchObject({
      subject: 'Whole',
      importance: 'high',
      hasAttachments: true,
      categories: [],
      bccRecipients: [],
      replyTo: [{ emailAddress: { address: 'desk@elsewhere.example' } }],
      body: { contentType: 'html' },
      attachments: [
        { name: 'logo.png', isInline: true, contentId: 'logo' },
        { name: 'note.txt', isInline: false, contentBytes: Buffer.from('the note').toString('base64') },
      ],
    })
    const mime = await graph(p, token, `/me/messages/${encodeURIComponent(String(message?.id))}/$value`)
    expect(mime.text).toMatch(/^Reply-To: desk@elsewhere\.example/im)
    expect(mime.text).toContain('filename=note.txt')
    expect(mime.text).not.toMatch(/^bcc:/im)
    const sent = await graph(
      p,
      await tokenOf(p, p.anna, readScope),
      `/me/mailFolders/sentitems/messages${query({ $select: 'categories,bccRecipients' })}`,
    )
    expect(sent.body.value).toMatchObject([
      { categories: ['Red category'], bccRecipients: [{ emailAddress: { address: p.ben } }] },
    ])
  })

  test('is the MIME text as it was sent, under what was added on the way', async () => {
    const p = await practice({ registrations: [readers] })
    const mime = [
      `From: ${p.anna}`,
      `To: ${p.tenant.endpoints.recipient}`,
      'Subject: =?utf-8?q?Pr=C3=BCfung?=',
      'Message-ID: <as-sent@sendproof.example>',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary="here"',
      '',
      '--here',
      'Content-Type: text/plain; charset=iso-8859-1',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Gr=FC=DFe',
      '--here',
      'Content-Type: application/pdf; name="a.pdf"',
      'Content-Disposition: attachment; filename="a.pdf"',
      'Content-Transfer-Encoding: base64',
      '',
      'JVBERg==',
      '--here--',
      '',
    ].join('\r\n')
    await graph(p, await tokenOf(p, p.anna, sendScope), '/me/sendMail', {
      body: Buffer.from(mime).toString('base64'),
      type: 'text/plain',
    })
    const token = await tokenOf(p, p.tenant.endpoints.recipient, readScope)
    const [message] = (await graph(p, token, '/me/mailFolders/inbox/messages')).body.value ?? []
    expect(message).toMatchObject({ subject: 'Prüfung', hasAttachments: true })
    const got = await graph(p, token, `/me/messages/${encodeURIComponent(String(message?.id))}/$value`)
    expect(got.text.endsWith(mime)).toBe(true)
    expect(got.text).toMatch(/^Received: /)
  })

  test('a draft is written, changed, given a file and sent; then it is no draft any more', async () => {
    const p = await practice({ registrations: [readers] })
    const token = await tokenOf(p, p.anna, readScope)
    const made = await graph(p, token, '/me/messages', {
      body: JSON.stringify({ subject: 'Draft', toRecipients: [person(p.tenant.endpoints.recipient)] }),
    })
    expect([made.status, made.body.isDraft]).toEqual([201, true])
    const path = `/me/messages/${encodeURIComponent(String(made.body.id))}`
    const changed = await graph(p, token, path, {
      method: 'PATCH',
      body: JSON.stringify({ subject: 'Better', body: { contentType: 'text', content: 'Now' } }),
    })
    expect(changed.body).toMatchObject({ id: made.body.id, subject: 'Better', isDraft: true })
    const added = await graph(p, token, `${path}/attachments`, { body: JSON.stringify(file('a.txt', 'A')) })
    expect([added.status, added.body.name]).toEqual([201, 'a.txt'])
    const drafts = async () => (await graph(p, token, '/me/mailFolders/drafts/messages')).body.value?.length
    expect(await drafts()).toBe(1)
    const sendToken = await tokenOf(p, p.anna, sendScope)
    expect((await graph(p, sendToken, `${path}/send`, { body: '' })).status).toBe(202)
    expect(await drafts()).toBe(0)
    expect(errorCode(await graph(p, sendToken, `${path}/send`, { body: '' }))).toBe('ErrorItemNotFound')
    const [message] = await arrived(p)
    expect(message).toMatchObject({
      subject: 'Better',
      body: 'Now',
      internetMessageId: made.body.internetMessageId,
    })
  })

  test('a message that arrived can be marked as read and is not rewritten', async () => {
    const p = await practice({ registrations: [readers] })
    await p.tenant.admin.depositMail(p.anna, 'inbox', { subject: 'In' })
    const token = await tokenOf(p, p.anna, readScope)
    const [message] = (await graph(p, token, '/me/messages')).body.value ?? []
    const path = `/me/messages/${encodeURIComponent(String(message?.id))}`
    const patch = (change: object) => graph(p, token, path, { method: 'PATCH', body: JSON.stringify(change) })
    expect((await patch({ isRead: true, flag: { flagStatus: 'flagged' } })).body).toMatchObject({
      isRead: true,
    })
    expect((await graph(p, token, '/me/mailFolders/inbox')).body.unreadItemCount).toBe(0)
    expect((await patch({ subject: 'Other' })).status).toBe(400)
    expect((await graph(p, token, path, { method: 'DELETE' })).status).toBe(404)
  })
})

describe('what Graph does not take', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['subjekt', { subjekt: 'x' }, "The property 'subjekt' does not exist on type 'microsoft.graph.message'."],
    [
      'a property deep inside',
      { toRecipients: [{ emailAddress: { adress: 'a@b.example' } }] },
      "The property 'adress' does not exist on type 'microsoft.graph.emailAddress'.",
    ],
    [
      'another kind of text',
      { body: { contentType: 'markdown', content: 'x' } },
      "Requested value 'markdown'",
    ],
    ['a number for a text', { subject: 7 }, "Cannot convert the literal '7'"],
    [
      'a file that does not say what it is',
      { attachments: [{ name: 'a', contentBytes: 'QQ==' }] },
      "'contentBytes' does not exist on type 'microsoft.graph.attachment'",
    ],
    [
      'a file that was not encoded',
      {
        attachments: [{ '@odata.type': '#microsoft.graph.fileAttachment', name: 'a', contentBytes: '%PDF' }],
      },
      "Cannot convert the literal '%PDF' to the expected type 'Edm.Binary'.",
    ],
  ])('%s: 400 RequestBodyRead', async (_what, change, text) => {
    const p = await asPeople()
    const reply = await graph(p, await tokenOf(p, p.anna, sendScope), '/me/sendMail', {
      body: letter(p, change),
    })
    expect([reply.status, errorCode(reply)]).toEqual([400, 'RequestBodyRead'])
    expect((reply.body.error as { message: string }).message).toContain(text)
    expect(await arrived(p)).toEqual([])
  })

  test('another method than POST: 405', async () => {
    const p = await asPeople()
    const reply = await graph(p, await tokenOf(p, p.anna, sendScope), '/me/sendMail')
    expect([reply.status, errorCode(reply)]).toEqual([405, 'ErrorInvalidRequest'])
  })

  test('a parameter that sendMail has not', async () => {
    const p = await asPeople()
    const body = JSON.stringify({ message: {}, saveToSent: true })
    const reply = await graph(p, await tokenOf(p, p.anna, sendScope), '/me/sendMail', { body })
    expect(reply.text).toContain("The parameter 'saveToSent' in the request payload is not a valid parameter")
  })

  test.each<[string, (p: Practice) => { body: string; type?: string }, number, string]>([
    ['no JSON', () => ({ body: '{' }), 400, 'BadRequest'],
    ['another content type', (p) => ({ body: letter(p), type: 'application/xml' }), 400, 'BadRequest'],
    [
      'MIME that is not base64',
      () => ({ body: 'From: anna', type: 'text/plain' }),
      400,
      'ErrorMimeContentInvalidBase64String',
    ],
    ['no recipient', (p) => ({ body: letter(p, { toRecipients: [] }) }), 400, 'ErrorInvalidRecipients'],
    [
      'two recipients in one field',
      (p) => ({ body: letter(p, { toRecipients: [person('a@x.example;b@x.example')] }) }),
      400,
      'ErrorInvalidRecipients',
    ],
    [
      'a file without a name',
      (p) => ({
        body: letter(p, {
          attachments: [{ '@odata.type': '#microsoft.graph.fileAttachment', contentBytes: 'QQ==' }],
        }),
      }),
      400,
      'ErrorRequiredPropertyMissing',
    ],
    [
      'a header that is not an own one',
      (p) => ({ body: letter(p, { internetMessageHeaders: [{ name: 'Message-ID', value: '<a@b>' }] }) }),
      400,
      'InvalidInternetMessageHeader',
    ],
    [
      'six headers',
      (p) => ({
        body: letter(p, {
          internetMessageHeaders: Array.from({ length: 6 }, (_, n) => ({ name: `x-${n}`, value: 'v' })),
        }),
      }),
      400,
      'InvalidInternetMessageHeaderCollection',
    ],
    [
      'a message too big',
      (p) => ({ body: letter(p, { subject: 'x'.repeat(5e6) }) }),
      413,
      'ErrorMessageSizeExceeded',
    ],
  ])('%s', async (_what, make, status, code) => {
    const p = await asPeople()
    const reply = await graph(p, await tokenOf(p, p.anna, sendScope), '/me/sendMail', make(p))
    expect([reply.status, errorCode(reply)]).toEqual([status, code])
    expect(await arrived(p)).toEqual([])
  })

  test('a fifth request at once to one mailbox: 429 with Retry-After; another mailbox is free', async () => {
    const p = await asApp({ latencyMs: 300 })
    const token = await appTokenOf(p, 'graph')
    const attempt = (who: string) => graph(p, token, `/users/${who}/sendMail`, { body: letter(p) })
    const replies = await Promise.all([...Array.from({ length: 6 }, () => attempt(p.anna)), attempt(p.ben)])
    const refused = replies.filter(({ status }) => status === 429)
    expect(refused).toHaveLength(2)
    expect(refused[0]?.headers.get('retry-after')).toBe('1')
    expect(refused[0]?.text).toContain('MailboxConcurrency')
    expect(replies.at(-1)?.status).toBe(202)
  })
})

describe('a batch', () => {
  const me = { id: '1', method: 'GET', url: '/me' }
  const batch = async (p: Practice, requests: unknown) =>
    graph(p, await tokenOf(p, p.anna, sendScope), '/$batch', { body: JSON.stringify({ requests }) })

  test('with a mistake in one request carries out none', async () => {
    const p = await asPeople()
    const good = {
      id: '0',
      method: 'POST',
      url: '/me/sendMail',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.parse(letter(p)) as unknown,
    }
    const form = 'Invalid batch payload format.'
    const mistakes: [unknown, string][] = [
      [{ ...me, id: undefined }, form],
      [{ ...me, method: 'FETCH' }, form],
      [{ id: '1', method: 'GET' }, form],
      [{ ...me, url: 'https://graph.microsoft.com/v1.0/me' }, form],
      [{ ...me, id: '0' }, 'Request Id 0 has to be unique in a batch.'],
      [
        { ...good, id: '1', headers: undefined },
        "Write request with id '1' does not contain a Content-Type header.",
      ],
      [
        { ...good, id: '1', body: undefined },
        'Write request id : 1 does not contain Content-Type header or body.',
      ],
    ]
    for (const [request, text] of mistakes) {
      const { status, body } = await batch(p, [good, request])
      expect([status, (body.error as { message: string }).message]).toEqual([400, text])
    }
    expect((await batch(p, [])).status).toBe(400)
    expect(await arrived(p)).toEqual([])
    const sent = await batch(p, [good])
    expect(sent.body.responses).toMatchObject([{ id: '0', status: 202 }])
    expect(await arrived(p)).toHaveLength(1)
  })

  test('is answered although one of its requests is asked to wait, which says how long', async () => {
    const p = await asPeople()
    await p.tenant.admin.setFault(`graph-throttled@${p.anna}`, true)
    const { status, body } = await batch(p, [me])
    expect(status).toBe(200)
    expect(body.responses).toMatchObject([{ status: 429, headers: { 'Retry-After': '1' } }])
  })
})
