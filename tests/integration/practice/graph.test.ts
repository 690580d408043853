import { describe, expect, test } from 'vitest'
import { get, mailScope, practice, type Practice, send, smtpScope, tokenOf } from './kit.ts'

interface Listed {
  value: Record<string, unknown>[]
  '@odata.nextLink'?: string
}
async function ask(
  p: Practice,
  path: string,
  token: string,
): Promise<{ status: number; body: Listed & Record<string, unknown> }> {
  const url = path.startsWith('https:') ? path : `${p.tenant.endpoints.graph}${path}`
  const reply = await get(p, url, token === '' ? {} : { authorization: `Bearer ${token}` })
  return { status: reply.status, body: JSON.parse(reply.text) as Listed & Record<string, unknown> }
}
async function withMail(count: number): Promise<{ p: Practice; reader: string }> {
  let now = Date.parse('2026-11-21T10:00:00Z')
  const p = await practice({ clock: () => now })
  const token = await tokenOf(p, p.anna)
  for (let i = 1; i <= count; i += 1) {
    now += 60_000
    await send(p, { user: p.anna, token, subject: `Probe ${i}`, messageId: `<probe-${i}@sendproof.example>` })
  }
  return { p, reader: await tokenOf(p, p.tenant.endpoints.recipient, mailScope) }
}
const query = (params: Record<string, string>) => `?${new URLSearchParams(params).toString()}`

describe('finding a test message again (reference 5.4)', () => {
  test('by its Message-ID, with only the asked-for properties', async () => {
    const { p, reader } = await withMail(2)
    const path = `/me/mailFolders/inbox/messages${query({
      $filter: "internetMessageId eq '<probe-2@sendproof.example>'",
      $select: 'subject,internetMessageId,receivedDateTime',
    })}`
    const { status, body } = await ask(p, path, reader)
    expect(status).toBe(200)
    expect(body.value).toEqual([
      {
        id: expect.any(String) as string,
        subject: 'Probe 2',
        internetMessageId: '<probe-2@sendproof.example>',
        receivedDateTime: '2026-11-21T10:02:00Z',
      },
    ])
    const one = await ask(p, `/me/messages/${encodeURIComponent(String(body.value[0]?.id))}`, reader)
    expect(one.body).toMatchObject({
      from: { emailAddress: { address: p.anna } },
      body: { contentType: 'text' },
    })
    expect(JSON.stringify(one.body.internetMessageHeaders)).toContain('X-MS-Exchange-Organization-AuthAs')
  })

  test('by subject since a time', async () => {
    const { p, reader } = await withMail(2)
    const found = async (since: string) =>
      (
        await ask(
          p,
          `/me/messages${query({ $filter: `subject eq 'Probe 1' and receivedDateTime ge ${since}` })}`,
          reader,
        )
      ).body.value
    expect(await found('2026-11-21T10:00:30Z')).toHaveLength(1)
    expect(await found('2026-11-21T10:01:30Z')).toHaveLength(0)
  })

  test('newest first, page by page', async () => {
    const { p, reader } = await withMail(5)
    const subjects: unknown[] = []
    let path: string | undefined =
      `/me/mailFolders/inbox/messages${query({ $top: '2', $orderby: 'receivedDateTime desc', $select: 'subject' })}`
    let pages = 0
    while (path !== undefined) {
      const { body }: { body: Listed } = await ask(p, path, reader)
      subjects.push(...body.value.map((row) => row.subject))
      path = body['@odata.nextLink']
      pages += 1
    }
    expect(pages).toBe(3)
    expect(subjects).toEqual(['Probe 5', 'Probe 4', 'Probe 3', 'Probe 2', 'Probe 1'])
  })

  test('the sender finds the copy in Sent Items, not in the inbox', async () => {
    const { p } = await withMail(1)
    const own = await tokenOf(p, p.anna, mailScope)
    expect((await ask(p, '/me/mailFolders/inbox/messages', own)).body.value).toHaveLength(0)
    expect((await ask(p, '/me/mailFolders/sentitems/messages', own)).body.value).toHaveLength(1)
    expect((await ask(p, '/me/messages', own)).body.value).toHaveLength(1)
    const listed = (await ask(p, '/me/mailFolders', own)).body.value
    expect(listed.map(({ displayName }) => displayName)).toEqual(
      expect.arrayContaining([
        'Archive',
        'Deleted Items',
        'Drafts',
        'Inbox',
        'Junk Email',
        'Outbox',
        'Sent Items',
      ]),
    )
    // by its well-known name it is found, by an id nobody can guess it is known
    const inbox = (await ask(p, '/me/mailFolders/inbox', own)).body
    expect(inbox).toMatchObject({ displayName: 'Inbox', totalItemCount: 0, unreadItemCount: 0 })
    expect(inbox.id).toMatch(/^AQMk[\w-]{60,}/)
    expect(listed).toContainEqual(expect.objectContaining({ id: inbox.id }))
    expect((await ask(p, `/me/mailFolders/${String(inbox.id)}/messages`, own)).status).toBe(200)
  })

  test('by a word in it, counted, with what hangs on it', async () => {
    const { p, reader } = await withMail(3)
    const found = await ask(p, `/me/messages${query({ $search: '"subject:probe 2"' })}`, reader)
    expect(found.body.value.map(({ subject }) => subject)).toEqual(['Probe 2'])
    const counted = await ask(
      p,
      `/me/messages${query({ $count: 'true', $top: '1', $expand: 'attachments' })}`,
      reader,
    )
    expect(counted.body).toMatchObject({
      '@odata.count': 3,
      value: [{ subject: 'Probe 3', attachments: [] }],
    })
    const number = await get(p, `${p.tenant.endpoints.graph}/me/mailFolders/inbox/messages/$count`, {
      authorization: `Bearer ${reader}`,
    })
    expect(number.text).toBe('3')
  })

  test('/me names the person of the token', async () => {
    const p = await practice()
    const { body } = await ask(p, '/me', await tokenOf(p, p.anna, mailScope))
    expect(body).toMatchObject({ mail: p.anna, userPrincipalName: p.anna })
  })
})

describe('what Graph refuses', () => {
  test.each([
    { what: 'no token', token: async () => '' },
    { what: 'nonsense', token: async () => 'nonsense' },
    { what: 'a token for SMTP', token: async (p: Practice) => tokenOf(p, p.anna, smtpScope) },
  ])('$what: 401 InvalidAuthenticationToken', async ({ token }) => {
    const p = await practice()
    const { status, body } = await ask(p, '/me/messages', await token(p))
    expect(status).toBe(401)
    expect(body).toMatchObject({
      error: {
        code: 'InvalidAuthenticationToken',
        innerError: { 'request-id': expect.any(String) as string },
      },
    })
  })

  test('reading mail without Mail.Read: 403 ErrorAccessDenied', async () => {
    const p = await practice({
      registrations: [
        {
          recipe: 'plain',
          displayName: 'Plain',
          redirects: [{ platform: 'publicClient', uri: 'http://localhost' }],
          permissions: [{ resource: 'graph', value: 'User.Read', kind: 'delegated' }],
        },
      ],
    })
    const token = await tokenOf(p, p.anna, 'https://graph.microsoft.com/User.Read')
    expect((await ask(p, '/me', token)).status).toBe(200)
    expect(await ask(p, '/me/messages', token)).toMatchObject({
      status: 403,
      body: { error: { code: 'ErrorAccessDenied' } },
    })
  })

  test('a filter it does not understand: 400 BadRequest', async () => {
    const p = await practice()
    const token = await tokenOf(p, p.anna, mailScope)
    const reply = await ask(p, `/me/messages${query({ $filter: "colour eq 'red'" })}`, token)
    expect(reply).toMatchObject({ status: 400, body: { error: { code: 'BadRequest' } } })
  })

  test.each([
    [{ $select: 'colour' }, 'BadRequest'],
    [{ $expand: 'colour' }, 'BadRequest'],
    [{ $search: '"a"', $filter: 'isRead eq false' }, 'SearchWithFilter'],
    [{ $filter: 'isRead eq false', $orderby: 'receivedDateTime desc' }, 'InefficientFilter'],
  ])('%o: 400 %s', async (params, code) => {
    const p = await practice()
    const token = await tokenOf(p, p.anna, mailScope)
    const reply = await ask(p, `/me/messages${query(params)}`, token)
    expect(reply).toMatchObject({ status: 400, body: { error: { code } } })
  })

  test('one id for a request: the header and the refusal name the same one', async () => {
    const p = await practice()
    const token = await tokenOf(p, p.anna, mailScope)
    for (const [path, bearer] of [
      ['/me/messages/none', token],
      ['/me/messages', 'nonsense'],
    ] as const) {
      const reply = await get(p, `${p.tenant.endpoints.graph}${path}`, {
        authorization: `Bearer ${bearer}`,
        'client-request-id': 'mine',
      })
      const { error } = JSON.parse(reply.text) as { error: { innerError: Record<string, string> } }
      expect(error.innerError['request-id']).toBe(reply.headers.get('request-id'))
      expect([error.innerError['client-request-id'], reply.headers.get('client-request-id')]).toEqual([
        'mine',
        'mine',
      ])
    }
  })

  test('what is not played says so: 404', async () => {
    const p = await practice()
    const token = await tokenOf(p, p.anna, mailScope)
    expect((await ask(p, '/me/calendar', token)).status).toBe(404)
    expect((await ask(p, '/me/mailFolders/inbox/messages/delta', token)).body).toMatchObject({
      error: { code: 'ResourceNotFound' },
    })
    expect((await ask(p, '/me/mailFolders/junk/messages', token)).body).toMatchObject({
      error: { code: 'ErrorInvalidIdMalformed' },
    })
  })
})
