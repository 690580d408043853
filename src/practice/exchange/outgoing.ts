/** A message on its way: what a submission hands to the delivery, and what a report of failure is about. */
import type { MailAddress, StoredMessage } from '../tenant/messages.ts'

export interface Header {
  name: string
  value: string
}
/** A message as its reader will see it. */
export interface Outgoing {
  /** P1: who gets a report of failure */
  mailFrom: string
  /** the mailbox that submitted it */
  submitter: string
  from: MailAddress
  sender: MailAddress
  to: MailAddress[]
  cc: MailAddress[]
  /** seen by the sender alone */
  bcc: MailAddress[]
  subject: string
  internetMessageId: string
  headers: Header[]
  sentAt: number
  body: StoredMessage['body']
  hasAttachments: boolean
  /** as it was sent, one character a byte */
  mime: string | undefined
  size: number
  importance: StoredMessage['importance']
  /** kept on the sender's copy; Exchange takes them off for everybody else */
  categories: string[]
}
