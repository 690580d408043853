/** ENVELOPE and BODYSTRUCTURE: what IMAP says of a message without handing it out. RFC 3501, 7.4.2. */
import { addressParser } from 'postal-mime'
import { bytesOf, written } from './command.ts'
import { headerOf, headersOf, type Part } from './mime-tree.ts'

const text = (value: string | undefined) => (value === undefined ? 'NIL' : written(value))

export function envelopeOf(part: Part): string {
  const header = (name: string) => headerOf(part.head, name)
  const from = people(header('from'))
  const fields = [
    text(header('date')),
    text(header('subject')),
    from,
    header('sender') === undefined ? from : people(header('sender')),
    header('reply-to') === undefined ? from : people(header('reply-to')),
    people(header('to')),
    people(header('cc')),
    people(header('bcc')),
    text(header('in-reply-to')),
    text(header('message-id')),
  ]
  return `(${fields.join(' ')})`
}

function people(value: string | undefined): string {
  if (value === undefined) return 'NIL'
  const list = addressParser(value, { flatten: true }).flatMap(({ name, address }) => {
    if (address === undefined || address === '') return []
    const at = address.lastIndexOf('@')
    const [local, host] = at < 0 ? [address, ''] : [address.slice(0, at), address.slice(at + 1)]
    return `(${name === '' ? 'NIL' : written(word(name))} NIL ${written(bytesOf(local))} ${written(bytesOf(host))})`
  })
  return list.length === 0 ? 'NIL' : `(${list.join('')})`
}

/** A name as a header would write it: encoded where it is more than ASCII. */
function word(name: string): string {
  return /^[\x20-\x7e]*$/.test(name) ? name : `=?utf-8?B?${Buffer.from(name, 'utf8').toString('base64')}?=`
}

/** @param extended with disposition, language and location: BODYSTRUCTURE rather than BODY */
export function structureOf(part: Part, extended: boolean): string {
  const more = extended ? ` ${dispositionOf(part)} NIL NIL` : ''
  if (part.type === 'multipart') {
    const inside = part.parts.map((one) => structureOf(one, extended)).join('')
    return `(${inside} ${written(part.subtype)}${extended ? ` ${pairs(part.parameters)}${more}` : ''})`
  }
  const header = (name: string) => headerOf(part.head, name)
  const fields = [
    written(part.type),
    written(part.subtype),
    pairs(part.parameters),
    text(header('content-id')),
    text(header('content-description')),
    written(header('content-transfer-encoding')?.toLowerCase() ?? '7bit'),
    String(part.body.length),
  ]
  if (part.message !== undefined) fields.push(envelopeOf(part.message), structureOf(part.message, extended))
  if (part.type === 'text' || part.message !== undefined)
    fields.push(String(part.body.toString('latin1').split('\r\n').length - 1))
  return `(${fields.join(' ')}${extended ? ` NIL${more}` : ''})`
}

function pairs(list: readonly [string, string][]): string {
  if (list.length === 0) return 'NIL'
  return `(${list.map(([name, value]) => `${written(name)} ${written(value)}`).join(' ')})`
}

function dispositionOf({ disposition }: Part): string {
  return disposition === undefined ? 'NIL' : `(${written(disposition.type)} ${pairs(disposition.parameters)})`
}

/** What BODY[section] names, undefined where the message has no such part. @param section e.g. '', '1.2', 'HEADER.FIELDS (FROM)' */
export function sectionOf(root: Part, section: string): Buffer | undefined {
  const [, numbers = '', rest = ''] = /^((?:\d+(?:\.|$))*)(.*)$/s.exec(section) ?? []
  const path = numbers.split('.').filter((one) => one !== '')
  const what = rest.toUpperCase()
  const part = path.length === 0 ? root : partAt(root, path.map(Number))
  if (part === undefined) return undefined
  if (path.length > 0 && what === '') return part.body
  if (what === 'MIME') return part.head
  // below a number, HEADER and TEXT are those of the message inside
  const message = path.length === 0 ? part : part.message
  if (message === undefined) return undefined
  if (what === '') return Buffer.concat([message.head, message.body])
  if (what === 'HEADER') return message.head
  if (what === 'TEXT') return message.body
  const fields = /^HEADER\.FIELDS(\.NOT)? \(([^)]*)\)$/.exec(what)
  if (fields === null) return undefined
  const names = (fields[2] ?? '').replaceAll('"', '').toLowerCase().split(' ')
  const chosen = headersOf(message.head).filter(
    ({ name }) => names.includes(name) === (fields[1] === undefined),
  )
  return Buffer.from(`${chosen.map((one) => one.text).join('')}\r\n`, 'latin1')
}

function partAt(part: Part, path: readonly number[], whole = true): Part | undefined {
  const [number, ...rest] = path
  if (number === undefined) return part
  const inside = part.message ?? part
  // a message of one part is its own part 1
  if (inside.type !== 'multipart')
    return (whole || part.message !== undefined) && number === 1 && rest.length === 0 ? inside : undefined
  const next = inside.parts[number - 1]
  return next === undefined ? undefined : partAt(next, rest, false)
}
