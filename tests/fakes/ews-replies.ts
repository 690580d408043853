/** What Exchange Web Services answer to GetFolder: a folder, a response code, a fault. */

const envelope = (body: string) =>
  `<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${body}</s:Body></s:Envelope>`

const getFolder = (message: string) =>
  envelope(
    `<m:GetFolderResponse xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"><m:ResponseMessages>${message}</m:ResponseMessages></m:GetFolderResponse>`,
  )

export const ewsFolder = getFolder(
  '<m:GetFolderResponseMessage ResponseClass="Success"><m:ResponseCode>NoError</m:ResponseCode><m:Folders><t:CalendarFolder><t:FolderId Id="AAMkAD" ChangeKey="AQ=="/></t:CalendarFolder></m:Folders></m:GetFolderResponseMessage>',
)

/** `text` is XML already. */
export function ewsResponse(code: string, text: string): string {
  return getFolder(
    `<m:GetFolderResponseMessage ResponseClass="Error"><m:MessageText>${text}</m:MessageText><m:ResponseCode>${code}</m:ResponseCode></m:GetFolderResponseMessage>`,
  )
}

export function ewsFault(code: string, text: string): string {
  return envelope(
    `<s:Fault><faultcode xmlns:a="http://schemas.microsoft.com/exchange/services/2006/types">a:${code}</faultcode><faultstring xml:lang="en-US">${text}</faultstring></s:Fault>`,
  )
}
