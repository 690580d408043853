/** A message in Graph's JSON, as the MIME text that everybody else will see of it. @see reference 5.1 */
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Tenant } from '../tenant/tenant.ts'
import type { MailAddress } from '../tenant/messages.ts'
import { findRecipient } from '../exchange/recipients.ts'
import { type Read, readEntity, type Shaped } from './entity-shape.ts'
import { graphErrors } from './reply.ts'

const person = z.object({
  emailAddress: z
    .object({ address: z.string().default(''), name: z.string().default('') })
    .default({ address: '', name: '' }),
})
const people = z.array(person).default([])
/** After `readEntity`: every property is of its kind, and only those that count here are left. */
const message = z.object({
  subject: z.string().default(''),
  body: z
    .object({ contentType: z.enum(['text', 'html']).default('text'), content: z.string().default('') })
    .default({ contentType: 'text', content: '' }),
  from: person.optional(),
  sender: person.optional(),
  toRecipients: people,
  ccRecipients: people,
  bccRecipients: people,
  replyTo: people,
  importance: z.enum(['low', 'normal', 'high']).default('normal'),
  categories: z.array(z.string()).default([]),
  isReadReceiptRequested: z.boolean().default(false),
  isDeliveryReceiptRequested: z.boolean().default(false),
  internetMessageId: z.string().optional(),
  internetMessageHeaders: z.array(z.object({ name: z.string(), value: z.string() })).default([]),
  attachments: z
    .array(
      z.object({
        '@odata.type': z.string().optional(),
        name: z.string().default(''),
        contentType: z.string().optional(),
        contentBytes: z.string().default(''),
        contentId: z.string().optional(),
        isInline: z.boolean().default(false),
      }),
    )
    .default([]),
})
export type GraphMessage = z.output<typeof message>

const mostHeaders = 5

export function readMessage(value: unknown): Read<GraphMessage & { json: Shaped }> {
  const shaped = readEntity('microsoft.graph.message', value)
  if (!shaped.ok) return shaped
  const parsed = message.safeParse(shaped.value)
  // the shape was checked: what is left is an object where Graph takes none
  if (!parsed.success) return { ok: false, error: graphErrors.notJson() }
  const { internetMessageHeaders: headers, attachments } = parsed.data
  const wrong = headers.find(({ name }) => !/^x-/i.test(name))
  if (wrong !== undefined) return { ok: false, error: graphErrors.badHeaderName(wrong.name) }
  if (headers.length > mostHeaders) return { ok: false, error: graphErrors.tooManyHeaders() }
  const other = attachments.find((one) => one['@odata.type'] !== '#microsoft.graph.fileAttachment')
  if (other !== undefined)
    return {
      ok: false,
      error: graphErrors.badRequest(
        `The practice tenant plays file attachments only, not '${other['@odata.type'] ?? 'microsoft.graph.attachment'}'.`,
      ),
    }
  if (attachments.some(({ name }) => name === '')) return { ok: false, error: graphErrors.propertyMissing() }
  return { ok: true, value: { ...parsed.data, json: shaped.value } }
}

/** `name` as the directory has it where the request gives none. */
export function addressesOf(tenant: Tenant, list: GraphMessage['toRecipients']): MailAddress[] {
  return list.map(({ emailAddress }) => {
    const address = emailAddress.address.trim()
    const known = findRecipient(tenant, address)
    const name = known?.kind === 'group' ? known.group.displayName : (known?.user.displayName ?? '')
    return { name: emailAddress.name === '' ? name : emailAddress.name, address }
  })
}

const priorityOf = (importance: GraphMessage['importance']): [string, string][] =>
  importance === 'normal'
    ? []
    : [
        ['Importance', importance],
        ['X-Priority', importance === 'high' ? '1' : '5'],
      ]

/** @param people who it is from, and who it is sent by, where that is somebody else */
export async function composeMime(
  tenant: Tenant,
  mail: GraphMessage,
  people: { from: MailAddress; sender: MailAddress },
  host: string,
): Promise<Buffer> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  const { from, sender } = people
  const { contentType, content } = mail.body
  const composer = new MailComposer({
    from,
    ...(sender.address.toLowerCase() === from.address.toLowerCase() ? {} : { sender }),
    to: addressesOf(tenant, mail.toRecipients),
    cc: addressesOf(tenant, mail.ccRecipients),
    bcc: addressesOf(tenant, mail.bccRecipients),
    replyTo: addressesOf(tenant, mail.replyTo),
    subject: mail.subject,
    ...(contentType === 'html' ? { html: content } : { text: content }),
    // may be set while the message is a draft; that sendMail keeps it is UNVERIFIED
    messageId: mail.internetMessageId ?? `<${randomUUID()}@${host}>`,
    date: new Date(tenant.clock()),
    headers: [
      ...priorityOf(mail.importance).map(([key, value]) => ({ key, value })),
      ...(mail.isReadReceiptRequested ? [{ key: 'Disposition-Notification-To', value: from.address }] : []),
      ...(mail.isDeliveryReceiptRequested ? [{ key: 'Return-Receipt-To', value: from.address }] : []),
      ...mail.internetMessageHeaders.map(({ name, value }) => ({ key: name, value })),
    ],
    attachments: mail.attachments.map((one) => ({
      filename: one.name,
      content: Buffer.from(one.contentBytes, 'base64'),
      ...(one.contentType === undefined ? {} : { contentType: one.contentType }),
      ...(one.contentId === undefined ? {} : { cid: one.contentId }),
      contentDisposition: one.isInline ? ('inline' as const) : ('attachment' as const),
    })),
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const compiled = composer.compile()
  compiled.keepBcc = true
  return compiled.build()
}
