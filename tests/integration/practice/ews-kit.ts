/** One GetFolder on the calendar, as an application with impersonation asks it. */
import { fetch } from 'undici'
import type { Practice } from './kit.ts'

export async function getCalendar(p: Practice, token: string, mailbox?: string, folder = 'calendar') {
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
    body: `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"><soap:Header><t:RequestServerVersion Version="Exchange2016"/>${header}</soap:Header><soap:Body><m:GetFolder><m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape><m:FolderIds><t:DistinguishedFolderId Id="${folder}"/></m:FolderIds></m:GetFolder></soap:Body></soap:Envelope>`,
  })
  return { status: response.status, headers: response.headers, text: await response.text() }
}
