/** What every way of sending shares: the bytes of a message, and how it ends before anything left. */
import type { Reason } from '../../../domain/run/reason.ts'
import type { OutgoingMail, SendEnd } from '../../services/run/mail-transport.port.ts'

/** The library is loaded with the first message. */
export const loadComposer = () => import('nodemailer/lib/mail-composer')

/**
 * Turns a probe's mail into the bytes that go over the wire. Addresses go in as objects: a hostile display name or comma
 * in one cannot become a second recipient.
 */
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

/** Nothing left this computer, and no server's words say why. */
export function failedBy<S extends SendEnd['stage']>(
  stage: S,
  reason: Reason,
): SendEnd & { readonly outcome: 'failed'; readonly stage: S } {
  return { outcome: 'failed', stage, reply: null, reason, retryAfterMs: null }
}
