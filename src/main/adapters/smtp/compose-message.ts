/** Turns a probe's mail into the bytes that go over the wire. The library is loaded with the first message. */
import type { OutgoingMail } from '../../services/run/mail-transport.port.ts'

export const loadComposer = () => import('nodemailer/lib/mail-composer')

/** Addresses go in as objects: a hostile display name or comma in one cannot become a second recipient. */
export async function composeMessage(mail: OutgoingMail): Promise<Buffer> {
  const { default: MailComposer } = await loadComposer()
  const composer = new MailComposer({
    from: { name: '', address: mail.from },
    to: { name: '', address: mail.to },
    subject: mail.subject,
    text: mail.text,
    messageId: mail.messageId,
    date: mail.date,
    headers: { ...mail.headers },
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return composer.compile().build()
}
