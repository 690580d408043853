/** Reading over Graph for proof: the received copy, a reply folder, the message trace. */
import { describe, expect, test } from 'vitest'
import type { RegistrationRequest } from '../../../src/practice/index.ts'
import { errorCode, graph, letter, query } from './graph-kit.ts'
import { appTokenOf, mailScope, practice, type Practice, product, registrationOf, tokenOf } from './kit.ts'

const app = (...values: string[]): RegistrationRequest => ({
  recipe: 'enate',
  displayName: 'Enate mail',
  permissions: values.map((value) => ({ resource: 'graph', value, kind: 'application' })),
})
const readers = (...values: string[]): RegistrationRequest => ({
  ...product,
  permissions: values.map((value) => ({ resource: 'graph', value, kind: 'delegated' })),
})
const asApp = (...values: string[]) => practice({ registrations: [app(...values)] })

describe('the received copy', () => {
  test('shows From, Sender, Reply-To and the headers that were asked for', async () => {
    const p = await asApp('Mail.Send', 'Mail.Read')
    const token = await appTokenOf(p, 'graph')
    await graph(p, token, `/users/${p.anna}/sendMail`, {
      body: letter(p, {
        internetMessageHeaders: [
          { name: 'X-Sendproof-Probe', value: 'probe-9' },
          { name: 'x-other', value: '1' },
        ],
      }),
    })
    const path = `/users/${p.tenant.endpoints.recipient}/mailFolders/inbox/messages`
    const bare = await graph(p, token, path)
    expect(bare.body.value?.[0]).not.toHaveProperty('internetMessageHeaders')
    const full = await graph(
      p,
      token,
      path + query({ $select: 'from,sender,replyTo,internetMessageHeaders' }),
    )
    const [message] = full.body.value ?? []
    expect(message).toMatchObject({
      from: { emailAddress: { address: p.anna } },
      sender: { emailAddress: { address: p.anna } },
      replyTo: [],
    })
    const headers = message?.internetMessageHeaders as { name: string; value: string }[]
    const valueOf = (name: string) => headers.find((header) => header.name === name)?.value
    expect(valueOf('X-Sendproof-Probe')).toBe('probe-9')
    expect(valueOf('Authentication-Results')).toMatch(/^spf=pass .*; dkim=pass .*;dmarc=pass action=none/)
    expect(valueOf('Received')).toContain('with mapi id')
  })

  test('an application with Mail.ReadBasic.All sees headers, never content', async () => {
    const p = await asApp('Mail.ReadBasic.All')
    await p.tenant.admin.depositMail(p.anna, 'inbox', { subject: 'Secret', body: 'the content' })
    const token = await appTokenOf(p, 'graph')
    const list = await graph(p, token, `/users/${p.anna}/messages`)
    expect(list.body.value).toMatchObject([{ subject: 'Secret' }])
    expect(list.text).not.toContain('the content')
    const id = encodeURIComponent(String(list.body.value?.[0]?.id))
    expect((await graph(p, token, `/users/${p.anna}/messages/${id}/$value`)).status).toBe(403)
  })

  test('a role to read inside a scope ends at the scope', async () => {
    const p = await asApp()
    const { admin, endpoints } = p.tenant
    await admin.registerServicePrincipal(p.clientId, (await registrationOf(p)).servicePrincipalId)
    await admin.createScope('Readers', [p.anna])
    await admin.assignAppRole(p.clientId, 'Application Mail.ReadWrite', 'Readers')
    const token = await appTokenOf(p, 'graph')
    expect((await graph(p, token, `/users/${p.anna}/mailFolders/inbox`)).status).toBe(200)
    const refused = await graph(p, token, `/users/${endpoints.outside}/mailFolders/inbox`)
    expect([refused.status, errorCode(refused)]).toEqual([403, 'ErrorAccessDenied'])
  })
})

describe('a user', () => {
  test('is read with the directory’s permission, the own one with the profile’s', async () => {
    const p = await practice({ registrations: [readers('User.Read', 'User.Read.All')] })
    await p.tenant.admin.setProxyAddresses(p.ben, [`further@${p.tenant.endpoints.tenantName}`])
    const own = await tokenOf(p, p.anna, 'https://graph.microsoft.com/User.Read')
    const path = `/users/${p.ben}${query({ $select: 'mail,proxyAddresses' })}`
    expect((await graph(p, own, path)).body).toMatchObject({
      mail: p.ben,
      proxyAddresses: [`SMTP:${p.ben}`, `smtp:further@${p.tenant.endpoints.tenantName}`],
    })
    expect(errorCode(await graph(p, own, '/users/ghost@contoso.example'))).toBe('Request_ResourceNotFound')
    const less = await practice({ registrations: [readers('User.Read')] })
    const token = await tokenOf(less, less.anna, 'https://graph.microsoft.com/User.Read')
    expect((await graph(less, token, `/users/${less.anna}`)).body.mail).toBe(less.anna)
    expect(errorCode(await graph(less, token, `/users/${less.ben}`))).toBe('Authorization_RequestDenied')
  })
})

describe('a reply folder', () => {
  test('is found by its name, with what lies in it', async () => {
    const p = await practice({ registrations: [readers('Mail.ReadWrite')] })
    const { admin } = p.tenant
    await admin.createFolder(p.anna, 'FlexDeploy replies')
    const child = await admin.createFolder(p.anna, 'Done', 'inbox')
    await admin.depositMail(p.anna, 'FlexDeploy replies', { subject: 'RE: approve' })
    const token = await tokenOf(p, p.anna, 'https://graph.microsoft.com/Mail.ReadWrite')
    const found = await graph(
      p,
      token,
      `/me/mailFolders${query({ $filter: "displayName eq 'FlexDeploy replies'" })}`,
    )
    expect(found.body.value).toMatchObject([{ totalItemCount: 1, unreadItemCount: 1 }])
    const folder = encodeURIComponent(String(found.body.value?.[0]?.id))
    expect((await graph(p, token, `/me/mailFolders/${folder}/messages`)).body.value).toMatchObject([
      { subject: 'RE: approve' },
    ])
    expect((await graph(p, token, '/me/mailFolders/Inbox/childFolders')).body.value).toMatchObject([
      { id: child.id, displayName: 'Done' },
    ])
    expect((await graph(p, token, '/me/mailFolders/inbox')).body).toMatchObject({ childFolderCount: 1 })
    // a name is no id, and an id that no folder has is well formed all the same
    expect(errorCode(await graph(p, token, '/me/mailFolders/nowhere'))).toBe('ErrorInvalidIdMalformed')
    const gone = `/me/mailFolders/${child.id.replace('AAMk', 'AQMk')}`
    expect(errorCode(await graph(p, token, gone))).toBe('ErrorItemNotFound')
    expect((await graph(p, token, '/me/messages?$apply=aggregate')).body.error).toMatchObject({
      message: "The query parameter '$apply' is not supported.",
    })
  })

  test('in a shared mailbox needs the shared permission and Full Access', async () => {
    const path = (p: Practice) => `/users/${p.shared}/mailFolders/inbox`
    const plain = await practice({ registrations: [readers('Mail.Read')] })
    await plain.tenant.admin.grantFullAccess(plain.shared, plain.ben)
    expect((await graph(plain, await tokenOf(plain, plain.ben, mailScope), path(plain))).status).toBe(403)

    const p = await practice({ registrations: [readers('Mail.ReadWrite.Shared')] })
    const token = await tokenOf(p, p.ben, 'https://graph.microsoft.com/Mail.ReadWrite.Shared')
    expect((await graph(p, token, path(p))).status).toBe(403)
    await p.tenant.admin.grantFullAccess(p.shared, p.ben)
    expect((await graph(p, token, path(p))).status).toBe(200)
  })
})

describe('the message trace', () => {
  const traces = '/admin/exchange/tracing/messageTraces'

  test('tells delivered, failed, pending and junk apart, found by Message-ID and by sender', async () => {
    const p = await practice({
      registrations: [app('Mail.Send', 'ExchangeMessageTrace.Read.All')],
    })
    const token = await appTokenOf(p, 'graph')
    const sendFrom = (who: string, internetMessageId: string, to = p.tenant.endpoints.recipient) =>
      graph(p, token, `/users/${who}/sendMail`, {
        body: letter(p, { internetMessageId, toRecipients: [{ emailAddress: { address: to } }] }),
      })
    await sendFrom(p.anna, '<good@x.example>')
    await sendFrom(p.anna, '<typo@x.example>', `nobody@${p.tenant.endpoints.tenantName}`)
    await p.tenant.admin.setFault(`lost-mail@${p.anna}`, true)
    await sendFrom(p.anna, '<lost@x.example>')
    await p.tenant.admin.setFault(`junk-mail@${p.ben}`, true)
    await sendFrom(p.ben, '<junk@x.example>')
    const status = async ($filter: string, version = 'v1.0') =>
      (await graph(p, token, traces + query({ $filter }), { version })).body.value?.map((row) => row.status)
    expect(await status("messageId eq '<good@x.example>'")).toEqual(['delivered'])
    expect(await status("messageId eq '<typo@x.example>'", 'beta')).toEqual(['failed'])
    expect(await status("messageId eq '<lost@x.example>'")).toEqual(['pending'])
    expect(await status(`senderAddress eq '${p.ben}'`)).toEqual(['filteredAsSpam'])
    const since = new Date(Date.now() - 60_000).toISOString().slice(0, 19)
    expect(await status(`receivedDateTime ge ${since}Z and status eq 'delivered'`)).toEqual(['delivered'])
    expect(await status('receivedDateTime ge 2001-01-01T00:00:00Z')).toBeUndefined()
  })

  test('is closed without its own permission', async () => {
    const p = await asApp('Mail.Send')
    const reply = await graph(p, await appTokenOf(p, 'graph'), traces)
    expect([reply.status, errorCode(reply)]).toEqual([403, 'Authorization_RequestDenied'])
  })

  test('an administrator may read it with a delegated permission', async () => {
    const p = await practice({ registrations: [readers('ExchangeMessageTrace.Read.All')] })
    const scope = 'https://graph.microsoft.com/ExchangeMessageTrace.Read.All'
    const reply = await graph(p, await tokenOf(p, p.tenant.endpoints.adminUser, scope), traces)
    expect(reply.body.value).toEqual([])
  })
})
