/**
 * The properties that Graph's types have: what a request body may name, in any case, and what it may not.
 * @see reference 7.3; texts from the field
 */
import { type GraphError, graphErrors } from './reply.ts'

export type Kind =
  | 'text'
  | 'guid'
  | 'bytes'
  | 'flag'
  | 'number'
  | 'time'
  | 'any'
  | { one: string }
  | { many: string }
  | { texts: true }
  | { of: readonly string[] }

const times = { dateTime: 'text', timeZone: 'text' } as const
const emailAddress = { one: 'microsoft.graph.emailAddress' } as const
const person = { one: 'microsoft.graph.recipient' } as const
const people = { many: 'microsoft.graph.recipient' } as const
const attachment = {
  id: 'text',
  name: 'text',
  contentType: 'text',
  size: 'number',
  isInline: 'flag',
  lastModifiedDateTime: 'time',
} as const

export type Types = Readonly<Record<string, Readonly<Record<string, Kind>>>>

const mailTypes: Types = {
  'microsoft.graph.message': {
    id: 'text',
    createdDateTime: 'time',
    lastModifiedDateTime: 'time',
    changeKey: 'text',
    categories: { texts: true },
    receivedDateTime: 'time',
    sentDateTime: 'time',
    hasAttachments: 'flag',
    internetMessageId: 'text',
    subject: 'text',
    bodyPreview: 'text',
    importance: { of: ['low', 'normal', 'high'] },
    parentFolderId: 'text',
    conversationId: 'text',
    conversationIndex: 'text',
    isDeliveryReceiptRequested: 'flag',
    isReadReceiptRequested: 'flag',
    isRead: 'flag',
    isDraft: 'flag',
    webLink: 'text',
    inferenceClassification: { of: ['focused', 'other'] },
    body: { one: 'microsoft.graph.itemBody' },
    uniqueBody: { one: 'microsoft.graph.itemBody' },
    sender: person,
    from: person,
    toRecipients: people,
    ccRecipients: people,
    bccRecipients: people,
    replyTo: people,
    flag: { one: 'microsoft.graph.followupFlag' },
    internetMessageHeaders: { many: 'microsoft.graph.internetMessageHeader' },
    attachments: { many: 'microsoft.graph.attachment' },
    extensions: 'any',
    singleValueExtendedProperties: 'any',
    multiValueExtendedProperties: 'any',
  },
  'microsoft.graph.itemBody': { contentType: { of: ['text', 'html'] }, content: 'text' },
  'microsoft.graph.recipient': { emailAddress },
  'microsoft.graph.emailAddress': { name: 'text', address: 'text' },
  'microsoft.graph.internetMessageHeader': { name: 'text', value: 'text' },
  'microsoft.graph.followupFlag': {
    flagStatus: { of: ['notFlagged', 'complete', 'flagged'] },
    completedDateTime: { one: 'microsoft.graph.dateTimeTimeZone' },
    dueDateTime: { one: 'microsoft.graph.dateTimeTimeZone' },
    startDateTime: { one: 'microsoft.graph.dateTimeTimeZone' },
  },
  'microsoft.graph.dateTimeTimeZone': times,
  'microsoft.graph.attachment': attachment,
  'microsoft.graph.fileAttachment': {
    ...attachment,
    contentBytes: 'bytes',
    contentId: 'text',
    contentLocation: 'text',
  },
  'microsoft.graph.itemAttachment': { ...attachment, item: 'any' },
  'microsoft.graph.referenceAttachment': attachment,
}

export type Shaped = Record<string, unknown>
export type Read<T> = { ok: true; value: T } | { ok: false; error: GraphError }

class Misshapen extends Error {
  readonly error: GraphError
  constructor(error: GraphError) {
    super(error.message)
    this.error = error
  }
}

/**
 * The body in Graph's own spelling; the first property it does not know, or value that does not fit, is refused.
 * @param nulls whether a property that is given as null is as good as not given, or means that its value goes
 */
export function readEntity(
  typeName: string,
  value: unknown,
  types: Types = mailTypes,
  nulls: 'drop' | 'keep' = 'drop',
): Read<Shaped> {
  try {
    return { ok: true, value: entity({ types, nulls }, typeName, value) }
  } catch (error) {
    if (error instanceof Misshapen) return { ok: false, error: error.error }
    throw error
  }
}

interface Model {
  types: Types
  nulls: 'drop' | 'keep'
}

function entity(model: Model, declared: string, value: unknown): Shaped {
  if (!isObject(value)) throw new Misshapen(graphErrors.unreadableBody(notA(value, declared)))
  const named = Object.entries(value).find(([name]) => name.toLowerCase() === '@odata.type')?.[1]
  const derived = typeof named === 'string' ? named.replace(/^#/, '') : declared
  const properties = model.types[derived]
  if (properties === undefined)
    throw new Misshapen(
      // text UNVERIFIED
      graphErrors.unreadableBody(`A type named '${derived}' could not be resolved by the model.`),
    )
  const shaped: Shaped = derived === declared ? {} : { '@odata.type': `#${derived}` }
  for (const [written, content] of Object.entries(value)) {
    if (written.includes('@')) continue // an annotation
    const name = Object.keys(properties).find((one) => one.toLowerCase() === written.toLowerCase())
    const kind = name === undefined ? undefined : properties[name]
    if (name === undefined || kind === undefined)
      throw new Misshapen(graphErrors.unknownProperty(written, derived))
    if (content !== null) shaped[name] = valueOf(model, kind, content)
    else if (model.nulls === 'keep') shaped[name] = null
  }
  return shaped
}

function valueOf(model: Model, kind: Kind, value: unknown): unknown {
  switch (kind) {
    case 'any':
      return value
    case 'text':
    case 'time':
      return typeof value === 'string'
        ? value
        : misfit(value, kind === 'text' ? 'Edm.String' : 'Edm.DateTimeOffset')
    case 'guid':
      return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)
        ? value.toLowerCase()
        : misfit(value, 'Edm.Guid')
    case 'bytes':
      return typeof value === 'string' && isBase64(value) ? value : noBytes(value)
    case 'flag':
      return typeof value === 'boolean' ? value : misfit(value, 'Edm.Boolean')
    case 'number':
      return typeof value === 'number' ? value : misfit(value, 'Edm.Int32')
  }
  if ('one' in kind) return entity(model, kind.one, value)
  if ('of' in kind) {
    const known = kind.of.find((one) => one.toLowerCase() === String(value).toLowerCase())
    // text UNVERIFIED
    if (known === undefined)
      throw new Misshapen(graphErrors.unreadableBody(`Requested value '${String(value)}' was not found.`))
    return known
  }
  if (!Array.isArray(value)) throw new Misshapen(graphErrors.unreadableBody(notA(value, 'Collection')))
  return value.map((one: unknown) =>
    'many' in kind ? entity(model, kind.many, one) : valueOf(model, 'text', one),
  )
}

function misfit(value: unknown, type: string): never {
  throw new Misshapen(
    graphErrors.unreadableBody(
      `Cannot convert the literal '${JSON.stringify(value)}' to the expected type '${type}'.`,
    ),
  )
}

/** Graph quotes the text as it is, and cuts a long one. */
function noBytes(value: unknown): never {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const shown = text.length > 1000 ? `${text.slice(0, 1000)}...` : text
  throw new Misshapen(
    graphErrors.unreadableBody(`Cannot convert the literal '${shown}' to the expected type 'Edm.Binary'.`),
  )
}

/** With its padding; lines may be broken. */
function isBase64(text: string): boolean {
  const whole = text.replace(/\s/g, '')
  return whole.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(whole)
}

/** text UNVERIFIED */
const notA = (value: unknown, type: string) =>
  `When trying to read a value of the type '${type}', '${JSON.stringify(value).slice(0, 60)}' was found.`

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
