/** Takes a non-delivery report apart; what is no report is null. The library is loaded with the first one. */
import type { Email } from 'postal-mime'
import { parseDeliveryReport, type DeliveryReport } from '../../../domain/run/delivery-report.ts'

const largestReport = 2_000_000

export async function readReport(mime: string): Promise<DeliveryReport | null> {
  const { default: PostalMime } = await import('postal-mime')
  let email: Email
  try {
    email = await PostalMime.parse(mime.slice(0, largestReport), {
      forceRfc822Attachments: true,
      attachmentEncoding: 'utf8',
      maxNestingDepth: 20,
      maxHeadersSize: 200_000,
    })
  } catch {
    // Nested or padded beyond what any server writes.
    return null
  }
  const part = (...types: string[]) =>
    email.attachments.find(({ mimeType }) => types.includes(mimeType))?.content
  const text = (content: unknown) => (typeof content === 'string' ? content : null)
  return parseDeliveryReport({
    text: email.text ?? (email.html ?? '').replace(/<[^<>]*>/g, '\n'),
    deliveryStatus: text(part('message/delivery-status', 'message/global-delivery-status')),
    original: text(part('message/rfc822', 'text/rfc822-headers', 'message/global', 'message/global-headers')),
  })
}
