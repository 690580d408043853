import PostalMime from 'postal-mime'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { ImapFolderProbe } from '../../../src/main/adapters/imap/imap-folder-probe.ts'
import { SmtpTransport } from '../../../src/main/adapters/smtp/smtp-transport.ts'
import { SystemClock } from '../../../src/main/adapters/system/node-system.ts'
import type { SendResult } from '../../../src/main/services/run/mail-transport.port.ts'
import type { ReadResult } from '../../../src/main/services/run/read-probe.port.ts'
import { Dovecot } from '../../fakes/dovecot.ts'

const anna = 'anna@contoso.example'
const bert = 'bert@contoso.example'

let dovecot: Dovecot

function send(user: string, token: string, messageId = '<probe-1@contoso.example>'): Promise<SendResult> {
  const transport = new SmtpTransport({ clock: new SystemClock() })
  onTestFinished(() => transport.close())
  return transport.send({
    cloud: dovecot.cloud,
    flow: 'delegated',
    user,
    token,
    mail: {
      from: user,
      to: 'admin@fabrikam.example',
      subject: '[Sendproof ABC234] Test – Prüfung',
      text: 'The code is ABC234.\n.a line that starts with a dot\n',
      messageId,
      date: new Date(),
      headers: { 'X-Sendproof-Probe': 'probe-1' },
    },
    onHandingOver: () => undefined,
    signal: new AbortController().signal,
  })
}

function look(user: string, token: string, folder: string | null): Promise<ReadResult> {
  return new ImapFolderProbe(new SystemClock()).look({
    cloud: dovecot.cloud,
    token,
    flow: 'delegated',
    user,
    mailbox: user,
    folder,
    signal: new AbortController().signal,
  })
}

// Dovecot is a Unix program; on Linux tools/prepare.ts brings it, and its absence is a failure.
describe.runIf(process.platform === 'linux')('a mail server nobody here wrote', () => {
  beforeAll(async () => {
    dovecot = await Dovecot.start()
  })
  afterAll(() => dovecot.stop())

  it('takes a message over STARTTLS with XOAUTH2 and passes it on as it was meant', async () => {
    const token = await dovecot.tokenFor(anna)
    const result = await send(anna, token, '<taken@contoso.example>')
    expect(result).toMatchObject({ outcome: 'accepted', stage: 'body' })
    expect(JSON.stringify(result)).not.toContain(token)
    const relayed = dovecot.relayed.find((mail) => mail.raw.includes('<taken@contoso.example>'))
    expect(relayed).toMatchObject({ from: anna, to: ['admin@fabrikam.example'] })
    const mail = await PostalMime.parse(relayed?.raw ?? '')
    expect(mail.subject).toBe('[Sendproof ABC234] Test – Prüfung')
    expect(mail.text).toContain('\n.a line that starts with a dot')
    expect(mail.headers).toContainEqual(
      expect.objectContaining({ key: 'x-sendproof-probe', value: 'probe-1' }),
    )
  })

  it('refuses a token that belongs to somebody else, and nothing is passed on', async () => {
    const before = dovecot.relayed.length
    const result = await send(bert, await dovecot.tokenFor(anna))
    expect(result).toMatchObject({ outcome: 'refused', stage: 'auth' })
    expect(result.reply).toMatch(/^535/)
    expect(dovecot.relayed).toHaveLength(before)
  })

  it('refuses a token whose signature is not its own', async () => {
    const [head, body] = (await dovecot.tokenFor(anna)).split('.')
    expect(await send(anna, `${head}.${body}.${'A'.repeat(342)}`)).toMatchObject({
      outcome: 'refused',
      stage: 'auth',
    })
  })

  it('shows a reply folder over IMAP, and its messages are as unread afterwards as before', async () => {
    await dovecot.putMail(anna, 'FlexDeploy replies', 3)
    const token = await dovecot.tokenFor(anna)
    for (const round of [1, 2])
      expect({ round, ...(await look(anna, token, 'FlexDeploy replies')) }).toMatchObject({
        round,
        outcome: 'accepted',
        stage: 'request',
        notes: [{ code: 'folder-holds', folder: 'FlexDeploy replies', messages: 3 }],
        warning: true,
      })
    expect(await dovecot.unseen(anna, 'FlexDeploy replies')).toBe(3)
    expect(await look(anna, token, null)).toMatchObject({ outcome: 'accepted', warning: false })
    const missing = await look(anna, token, 'Nowhere')
    expect(missing).toMatchObject({ outcome: 'refused', stage: 'request' })
    expect(JSON.stringify(missing.reason)).toContain('FlexDeploy replies')
  })

  it('opens nobody’s mailbox for somebody else’s token', async () => {
    const token = await dovecot.tokenFor(anna)
    const result = await look(bert, token, null)
    expect(result).toMatchObject({ outcome: 'refused', stage: 'auth' })
    expect(JSON.stringify(result)).not.toContain(token)
  })
})
