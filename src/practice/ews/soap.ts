/** The few SOAP texts that GetFolder needs: what is asked, and Exchange's answers to it. @see reference 7.4 */

export interface GetFolderRequest {
  /** distinguished folders, e.g. calendar, in the mailbox named with each or in the caller's own; one at least */
  folders: { name: string; mailbox: string | undefined }[]
  /** ExchangeImpersonation: the mailbox an application acts for */
  impersonated: string | undefined
}

const messages = 'http://schemas.microsoft.com/exchange/services/2006/messages'
const types = 'http://schemas.microsoft.com/exchange/services/2006/types'

const distinguished =
  /<(?:\w+:)?DistinguishedFolderId\s[^>]*?Id="([A-Za-z]+)"[^>]*?(?:\/>|>([\s\S]*?)<\/(?:\w+:)?DistinguishedFolderId>)/g

/** Undefined when it is not a GetFolder on a distinguished folder: nothing else is played. */
export function readGetFolder(xml: string): GetFolderRequest | undefined {
  if (!/<(?:\w+:)?GetFolder[\s>]/.test(xml)) return undefined
  const folders = [...xml.matchAll(distinguished)].map(([, name = '', inside = '']) => ({
    name: name.toLowerCase(),
    mailbox: /<(?:\w+:)?EmailAddress>([^<]+)</.exec(inside)?.[1]?.trim().toLowerCase(),
  }))
  // one that is named by its id is not played, and none is left out in silence
  if (folders.length === 0 || /<(?:\w+:)?FolderId[\s>]/.test(xml)) return undefined
  const sid = /<(?:\w+:)?ConnectingSID>([\s\S]*?)<\/(?:\w+:)?ConnectingSID>/.exec(xml)?.[1] ?? ''
  const impersonated = /<(?:\w+:)?(?:PrimarySmtpAddress|SmtpAddress|PrincipalName)>([^<]+)</.exec(sid)?.[1]
  return { folders, impersonated: impersonated?.trim().toLowerCase() }
}

/** One answer for each folder that was asked for, in their order. */
export function getFolderResponse(answers: readonly string[]): string {
  return envelope(
    `<m:GetFolderResponse xmlns:m="${messages}" xmlns:t="${types}"><m:ResponseMessages>${answers.join('')}</m:ResponseMessages></m:GetFolderResponse>`,
  )
}

export function folderFound(o: { id: string; name: string; total: number; calendar: boolean }): string {
  const element = o.calendar ? 't:CalendarFolder' : 't:Folder'
  return `<m:GetFolderResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode><m:Folders><${element}><t:FolderId Id="${escaped(o.id)}" ChangeKey="AgAAABYAAAA="/><t:DisplayName>${escaped(o.name)}</t:DisplayName><t:TotalCount>${o.total}</t:TotalCount><t:ChildFolderCount>0</t:ChildFolderCount></${element}></m:Folders></m:GetFolderResponseMessage>`
}

/** One that is not there, and one that the caller may not see: Exchange tells no difference. */
export const folderMissing = () =>
  folderRefused('ErrorFolderNotFound', 'The specified folder could not be found in the store.')
export const mailboxMissing = () =>
  folderRefused('ErrorNonExistentMailbox', 'The SMTP address has no mailbox associated with it.')

const folderRefused = (code: string, text: string) =>
  `<m:GetFolderResponseMessage ResponseClass="Error"><m:MessageText>${text}</m:MessageText><m:ResponseCode>${code}</m:ResponseCode><m:DescriptiveLinkKey>0</m:DescriptiveLinkKey><m:Folders/></m:GetFolderResponseMessage>`

export const faults = {
  accessDenied: () => fault('ErrorAccessDenied', 'Access is denied. Check credentials and try again.'),
  impersonation: () =>
    fault(
      'ErrorImpersonateUserDenied',
      'The account does not have permission to impersonate the requested user.',
    ),
  noMailbox: () => fault('ErrorNonExistentMailbox', 'The SMTP address has no mailbox associated with it.'),
  /** an application's token that names no mailbox to act for */
  noImpersonation: () =>
    fault(
      'ErrorImpersonationRequired',
      'ExchangeImpersonation SOAP header must be present for this type of OAuth token.',
    ),
  notPlayed: () =>
    fault(
      'ErrorInvalidRequest',
      'The practice tenant plays GetFolder on a distinguished folder and nothing else.',
    ),
} as const

function fault(code: string, text: string): string {
  return envelope(
    `<s:Fault><faultcode xmlns:a="${types}">a:${code}</faultcode><faultstring xml:lang="en-US">${escaped(text)}</faultstring><detail><e:ResponseCode xmlns:e="http://schemas.microsoft.com/exchange/services/2006/errors">${code}</e:ResponseCode><e:Message xmlns:e="http://schemas.microsoft.com/exchange/services/2006/errors">${escaped(text)}</e:Message></detail></s:Fault>`,
  )
}

function envelope(body: string): string {
  return `<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header><h:ServerVersionInfo MajorVersion="15" MinorVersion="20" MajorBuildNumber="9000" MinorBuildNumber="0" Version="V2018_01_08" xmlns:h="${types}"/></s:Header><s:Body>${body}</s:Body></s:Envelope>`
}

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replace(/[&<>"]/g, (mark) => marks[mark] ?? mark)
