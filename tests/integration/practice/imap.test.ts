/** Looking into a reply folder over IMAP, with a client nobody here wrote. */
import { ImapFlow } from 'imapflow'
import { describe, expect, onTestFinished, test } from 'vitest'
import { practice, type Practice, product, smtpScope, tokenOf } from './kit.ts'

const scope = 'https://outlook.office.com/IMAP.AccessAsUser.All'
const start = () =>
  practice({
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

describe('IMAP', () => {
  test('lists the folders, counts what lies in them and opens one for reading', async () => {
    const p = await start()
    await p.tenant.admin.createFolder(p.anna, 'FlexDeploy replies')
    await p.tenant.admin.depositMail(p.anna, 'FlexDeploy replies', { subject: 'RE: approve' })
    const imap = client(p, p.anna, await tokenOf(p, p.anna, scope))
    await imap.connect()
    expect((await imap.list()).map((folder) => folder.path)).toEqual(
      expect.arrayContaining(['INBOX', 'Sent Items', 'FlexDeploy replies']),
    )
    expect(await imap.status('FlexDeploy replies', { messages: true, unseen: true })).toMatchObject({
      messages: 1,
      unseen: 1,
    })
    const opened = await imap.mailboxOpen('FlexDeploy replies', { readOnly: true })
    expect([opened.exists, opened.readOnly]).toEqual([1, true])
    await expect(imap.mailboxOpen('FlexDeploy replies')).rejects.toThrow()
    await imap.logout()
  })

  test('a token for SMTP is refused', async () => {
    const p = await start()
    const imap = client(p, p.anna, 'nonsense')
    await expect(imap.connect()).rejects.toThrow()
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
})
