/** FETCH: which pieces of a message were asked for, and how they are written down. RFC 3501, 6.4.5. */
import { textOf, type Token } from './command.ts'
import { currentFlags, type Entry, flagsOf, type OpenFolder, sizeOf, treeOf } from './open-folder.ts'
import { envelopeOf, sectionOf, structureOf } from './structure.ts'

const macros: Readonly<Record<string, readonly string[]>> = {
  ALL: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE'],
  FAST: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE'],
  FULL: ['FLAGS', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE', 'BODY'],
}
const body = /^BODY(\.PEEK)?\[([^\]]*)\](?:<(\d+)\.(\d+)>)?$/i
const older: Readonly<Record<string, string>> = {
  RFC822: 'BODY[]',
  'RFC822.HEADER': 'BODY.PEEK[HEADER]',
  'RFC822.TEXT': 'BODY[TEXT]',
}

/** The items of a FETCH, undefined for what it knows nothing of. */
export function fetchItems(token: Token | undefined, byUid: boolean): string[] | undefined {
  const tokens = token === undefined ? [] : token.kind === 'list' ? token.items : [token]
  const items = tokens.flatMap((one) => {
    const text = textOf(one) ?? ''
    return macros[text.toUpperCase()] ?? [text]
  })
  const known = items.every(
    (item) =>
      body.test(item) ||
      item.toUpperCase() in older ||
      ['FLAGS', 'UID', 'INTERNALDATE', 'RFC822.SIZE', 'ENVELOPE', 'BODY', 'BODYSTRUCTURE'].includes(
        item.toUpperCase(),
      ),
  )
  if (!known || items.length === 0) return undefined
  return byUid && !items.some((item) => item.toUpperCase() === 'UID') ? ['UID', ...items] : items
}

/** One line a message. Whoever reads a body without PEEK has seen it, unless the folder was only to be looked at. */
export async function fetched(folder: OpenFolder, entry: Entry, items: readonly string[]): Promise<string> {
  const reads = items.some((item) => {
    const match = body.exec(older[item.toUpperCase()] ?? item)
    return match !== null && match[1] === undefined
  })
  const flags = currentFlags(entry.message)
  const sees = reads && !folder.readOnly && !flags.includes('seen')
  const message = sees ? await folder.setFlags(entry, [...flags, 'seen']) : entry.message
  const shown = sees && !items.some((item) => item.toUpperCase() === 'FLAGS') ? [...items, 'FLAGS'] : items
  const parts = shown.map((item) => one({ ...entry, message }, item))
  return `* ${entry.number} FETCH (${parts.join(' ')})`
}

function one({ uid, message }: Entry, item: string): string {
  const name = item.toUpperCase()
  switch (name) {
    case 'UID':
      return `UID ${uid}`
    case 'FLAGS':
      return `FLAGS ${flagsOf(message)}`
    case 'INTERNALDATE':
      return `INTERNALDATE "${internalDate(message.receivedAt)}"`
    case 'RFC822.SIZE':
      return `RFC822.SIZE ${sizeOf(message)}`
    case 'ENVELOPE':
      return `ENVELOPE ${envelopeOf(treeOf(message))}`
    case 'BODY':
    case 'BODYSTRUCTURE':
      return `${name} ${structureOf(treeOf(message), name === 'BODYSTRUCTURE')}`
  }
  const [, , section = '', start, length] = body.exec(older[name] ?? item) ?? []
  const whole = sectionOf(treeOf(message), section)
  const label = name in older ? name : `BODY[${section}]${start === undefined ? '' : `<${start}>`}`
  if (whole === undefined) return `${label} NIL`
  const part =
    start === undefined
      ? whole
      : whole.subarray(Number(start), Number(start) + Number(length ?? whole.length))
  return `${label} {${part.length}}\r\n${part.toString('latin1')}`
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** dd-Mon-yyyy hh:mm:ss +zzzz */
function internalDate(at: number): string {
  const date = new Date(at)
  const day = String(date.getUTCDate()).padStart(2, ' ')
  const time = date.toISOString().slice(11, 19)
  return `${day}-${months[date.getUTCMonth()] ?? ''}-${date.getUTCFullYear()} ${time} +0000`
}
