/** Groups, further addresses and Send on Behalf: what a product meets that sends for more than one mailbox. */
import { describe, expect, test } from 'vitest'
import type { RegistrationRequest } from '../../../src/practice/index.ts'
import { errorCode, graph, letter, person } from './graph-kit.ts'
import { practice, type Practice, product, send, tokenOf } from './kit.ts'

const sendScope = 'https://graph.microsoft.com/Mail.Send'
const people: RegistrationRequest = {
  ...product,
  permissions: [
    ...(product.permissions ?? []),
    { resource: 'graph', value: 'Mail.Send', kind: 'delegated' },
    { resource: 'graph', value: 'Mail.Send.Shared', kind: 'delegated' },
  ],
}
const start = () => practice({ mailboxes: 4, registrations: [people] })
const domainOf = (p: Practice) => p.tenant.endpoints.tenantName
const subjects = async (p: Practice, address: string) =>
  (await p.tenant.admin.messages(address)).map(({ subject }) => subject)

describe('a distribution list', () => {
  test('hands a message on to its members, once each, groups inside it included', async () => {
    const p = await start()
    const [list, inner] = [`all@${domainOf(p)}`, `inner@${domainOf(p)}`]
    const { recipient } = p.tenant.endpoints
    await p.tenant.admin.createGroup(inner, 'Inner', 'security', [p.ben, recipient])
    await p.tenant.admin.createGroup(list, 'Everybody', 'distribution', [
      inner,
      recipient,
      'x@outside.example',
    ])
    const result = await send(p, { user: p.anna, token: await tokenOf(p, p.anna), to: list, subject: 'All' })
    expect(result.ok).toBe(true)
    for (const address of [p.ben, recipient, 'x@outside.example'])
      expect(await subjects(p, address)).toEqual(['All'])
    expect(await subjects(p, p.anna)).toEqual([])
  })

  test('can be the sender for whoever has Send As on it', async () => {
    const p = await start()
    const list = `desk@${domainOf(p)}`
    await p.tenant.admin.createGroup(list, 'Desk', 'distribution', [p.anna])
    const attempt = async () => send(p, { user: p.anna, token: await tokenOf(p, p.anna), from: list })
    const refused = await attempt()
    expect(refused.ok ? '' : refused.error.response).toContain(`not allowed to send as ${list}`)
    await p.tenant.admin.grantSendAs(list, p.anna)
    expect((await attempt()).ok).toBe(true)
    const [message] = await p.tenant.admin.messages(p.tenant.endpoints.recipient)
    expect(message).toMatchObject({ from: list, authenticatedAs: p.anna })
  })
})

describe('a right given to a group', () => {
  test('holds for its members: a mail-enabled security group for all three, a list for Send on Behalf alone', async () => {
    const p = await start()
    const [security, list] = [`senders@${domainOf(p)}`, `list@${domainOf(p)}`]
    const { admin } = p.tenant
    await admin.createGroup(security, 'Senders', 'security', [p.anna])
    await admin.createGroup(list, 'List', 'distribution', [p.anna])
    await expect(admin.grantSendAs(p.shared, list)).rejects.toThrow('mail-enabled security group')
    const attempt = async () =>
      graph(p, await tokenOf(p, p.anna, sendScope), '/me/sendMail', {
        body: letter(p, { from: person(p.shared) }),
      })
    expect(errorCode(await attempt())).toBe('ErrorSendAsDenied')
    await admin.grantSendOnBehalf(p.shared, list)
    expect((await attempt()).status).toBe(202)
    await admin.revokeSendOnBehalf(p.shared, list)
    await admin.grantSendAs(p.shared, security)
    expect((await attempt()).status).toBe(202)
    const seen = await admin.messages(p.tenant.endpoints.recipient)
    expect(seen.map(({ from, sender }) => [from, sender])).toEqual([
      [p.shared, p.anna],
      [p.shared, p.shared],
    ])
    expect(seen[0]?.headers).toContainEqual({
      name: 'Sender',
      value: expect.stringContaining(p.anna) as string,
    })
  })
})

describe('a further address', () => {
  test('receives, and sends as the primary one unless the organisation keeps aliases', async () => {
    const p = await start()
    const alias = `a.further@${domainOf(p)}`
    const { admin, endpoints } = p.tenant
    await admin.setProxyAddresses(p.anna, [alias])
    const token = await tokenOf(p, p.anna)
    expect(
      (await send(p, { user: p.ben, token: await tokenOf(p, p.ben), to: alias, subject: 'In' })).ok,
    ).toBe(true)
    expect(await subjects(p, p.anna)).toEqual(['In'])

    const attempt = () => send(p, { user: p.anna, token, from: alias })
    expect((await attempt()).ok).toBe(true)
    await admin.setSendFromAlias(true)
    expect((await attempt()).ok).toBe(true)
    const seen = await admin.messages(endpoints.recipient)
    expect(seen.map(({ from }) => from)).toEqual([p.anna, alias])
    const shown = seen.map(({ headers }) => headers.find(({ name }) => name === 'From')?.value)
    expect(shown[0]).toContain(p.anna)
    expect(shown[1]).toContain(alias)
  })

  test('of somebody else is as far away as that mailbox', async () => {
    const p = await start()
    const alias = `of.ben@${domainOf(p)}`
    await p.tenant.admin.setProxyAddresses(p.ben, [alias])
    const refused = await send(p, { user: p.anna, token: await tokenOf(p, p.anna), from: alias })
    expect(refused.ok ? '' : refused.error.response).toContain('SendAsDenied')
  })

  test('can be given once only', async () => {
    const p = await start()
    const { admin } = p.tenant
    await expect(admin.setProxyAddresses(p.anna, [p.ben])).rejects.toThrow('taken')
    await expect(admin.setProxyAddresses(p.anna, ['x@elsewhere.example'])).rejects.toThrow('is not in')
    await admin.setProxyAddresses(p.anna, [`x@${domainOf(p)}`])
    await expect(admin.setProxyAddresses(p.ben, [`x@${domainOf(p)}`])).rejects.toThrow('taken')
    await admin.setProxyAddresses(p.anna, [`x@${domainOf(p)}`, `y@${domainOf(p)}`])
    expect((await admin.describe()).proxyAddresses).toHaveLength(2)
  })
})
