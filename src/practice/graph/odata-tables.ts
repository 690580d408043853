/** What may be asked of each kind of row: its properties, and those to filter and sort by. */
import type { Fields, FieldKind } from './odata-filter.ts'

export interface Table extends Fields {
  /** everything $select may name */
  properties: ReadonlySet<string>
  /** everything $expand may name */
  navigation: ReadonlySet<string>
  defaultTop: number
  largestTop: number
  /** rows can be found by words: the fields such a search looks through, by the name it gives them */
  search?: ReadonlyMap<string, readonly string[]>
}

const messageFields: ReadonlyMap<string, FieldKind> = new Map([
  ['id', 'text'],
  ['internetMessageId', 'text'],
  ['subject', 'text'],
  ['bodyPreview', 'text'],
  ['conversationId', 'text'],
  ['importance', 'text'],
  ['parentFolderId', 'text'],
  ['receivedDateTime', 'time'],
  ['sentDateTime', 'time'],
  ['createdDateTime', 'time'],
  ['lastModifiedDateTime', 'time'],
  ['isRead', 'boolean'],
  ['isDraft', 'boolean'],
  ['hasAttachments', 'boolean'],
  ['from/emailAddress/address', 'text'],
  ['from/emailAddress/name', 'text'],
  ['sender/emailAddress/address', 'text'],
  ['sender/emailAddress/name', 'text'],
])
export const messageTable: Table = {
  typeName: 'Microsoft.OutlookServices.Message',
  fields: messageFields,
  properties: new Set(
    'id createdDateTime lastModifiedDateTime changeKey categories receivedDateTime sentDateTime hasAttachments internetMessageId subject bodyPreview importance parentFolderId conversationId conversationIndex isDeliveryReceiptRequested isReadReceiptRequested isRead isDraft webLink inferenceClassification body uniqueBody sender from toRecipients ccRecipients bccRecipients replyTo flag internetMessageHeaders'.split(
      ' ',
    ),
  ),
  navigation: new Set([
    'attachments',
    'extensions',
    'singleValueExtendedProperties',
    'multiValueExtendedProperties',
  ]),
  defaultTop: 10,
  largestTop: 1000,
  search: new Map([
    ['', ['subject', 'bodyPreview', 'from', 'body']],
    ['subject', ['subject']],
    ['body', ['body']],
    ['from', ['from']],
    ['to', ['toRecipients']],
    ['cc', ['ccRecipients']],
    ['participants', ['from', 'toRecipients', 'ccRecipients']],
    ['recipients', ['toRecipients', 'ccRecipients']],
  ]),
}
export const folderTable: Table = {
  typeName: 'Microsoft.OutlookServices.MailFolder',
  fields: new Map([
    ['id', 'text'],
    ['displayName', 'text'],
    ['parentFolderId', 'text'],
    ['childFolderCount', 'number'],
    ['totalItemCount', 'number'],
    ['unreadItemCount', 'number'],
  ]),
  properties: new Set(
    'id displayName parentFolderId childFolderCount unreadItemCount totalItemCount sizeInBytes isHidden'.split(
      ' ',
    ),
  ),
  navigation: new Set([
    'childFolders',
    'messages',
    'messageRules',
    'singleValueExtendedProperties',
    'multiValueExtendedProperties',
  ]),
  defaultTop: 10,
  largestTop: 1000,
}
/** @see reference 5.4 */
export const traceTable: Table = {
  typeName: 'microsoft.graph.exchangeMessageTrace',
  fields: new Map([
    ['id', 'text'],
    ['messageId', 'text'],
    ['senderAddress', 'text'],
    ['recipientAddress', 'text'],
    ['subject', 'text'],
    ['status', 'text'],
    ['fromIP', 'text'],
    ['toIP', 'text'],
    ['receivedDateTime', 'time'],
  ]),
  properties: new Set(
    'id messageId senderAddress recipientAddress subject status fromIP toIP receivedDateTime size'.split(' '),
  ),
  navigation: new Set(['messageTraceDetails']),
  defaultTop: 1000,
  largestTop: 5000,
}
export const userTable: Table = {
  typeName: 'microsoft.graph.user',
  fields: new Map(),
  properties: new Set(
    'id displayName givenName surname mail userPrincipalName accountEnabled businessPhones jobTitle mobilePhone officeLocation preferredLanguage proxyAddresses assignedLicenses assignedPlans'.split(
      ' ',
    ),
  ),
  navigation: new Set(['manager', 'memberOf', 'mailFolders', 'messages']),
  defaultTop: 100,
  largestTop: 999,
}
