/** GetFolder as an application with impersonation asks it, and as a person does. */
import { fetch } from 'undici'
import type { Practice } from './kit.ts'

export const getCalendar = (p: Practice, token: string, mailbox?: string, folder = 'calendar') =>
  getFolders(p, token, mailbox, [{ folder }])

/** @param wanted distinguished folders, each in the mailbox of `owner` or in one's own */
export async function getFolders(
  p: Practice,
  token: string,
  mailbox: string | undefined,
  wanted: readonly { folder: string; owner?: string }[],
) {
  const ids = wanted.map(({ folder, owner }) =>
    owner === undefined
      ? `<t:DistinguishedFolderId Id="${folder}"/>`
      : `<t:DistinguishedFolderId Id="${folder}"><t:Mailbox><t:EmailAddress>${owner}</t:EmailAddress></t:Mailbox></t:DistinguishedFolderId>`,
  )
  const header =
    mailbox === undefined
      ? ''
      : `<t:ExchangeImpersonation><t:ConnectingSID><t:PrimarySmtpAddress>${mailbox}</t:PrimarySmtpAddress></t:ConnectingSID></t:ExchangeImpersonation>`
  const response = await fetch(p.tenant.endpoints.ews, {
    method: 'POST',
    dispatcher: p.agent,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'text/xml; charset=utf-8',
      ...(mailbox === undefined ? {} : { 'x-anchormailbox': mailbox }),
    },
    body: `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"><soap:Header><t:RequestServerVersion Version="Exchange2016"/>${header}</soap:Header><soap:Body><m:GetFolder><m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape><m:FolderIds>${ids.join('')}</m:FolderIds></m:GetFolder></soap:Body></soap:Envelope>`,
  })
  return { status: response.status, headers: response.headers, text: await response.text() }
}
