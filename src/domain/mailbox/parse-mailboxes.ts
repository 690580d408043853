/** Reads mailboxes out of what a person pastes: a CSV export, a column of addresses, a line copied from Outlook. */
import { checkAddress } from '../setup/answers.ts'
import { cellsOf, delimiters, recordsOf, type Delimiter, type TextRecord } from '../text/delimited.ts'
import { oneLine, plainText } from '../text/escape.ts'
import type { Mailbox, MailboxKind } from './mailbox.ts'
import { headerOf, kindOf, type Header } from './mailbox-columns.ts'
import { plainly } from '../../words/plainly.ts'

export interface PreviewRow {
  line: number
  address: string
  kind: MailboxKind
  displayName: string | null
  signInAs: string
  /** True when the list already has this address: it will be updated, not doubled. */
  known: boolean
}

export interface MailboxPreview {
  rows: PreviewRow[]
  problems: { line: number; text: string; reason: string }[]
  /** Which column was read as what, in words. */
  columns: string[]
}

/** What one record says about one mailbox, before it is checked. */
interface Draft {
  readonly address: string
  readonly kind: string
  readonly name: string
  readonly delegate: string
}

/**
 * Every line that is neither blank nor a comment ends up in `rows` or in `problems`, never in neither.
 * What a row leaves open is taken from the mailbox the list already knows. Cells are text: a formula stays a string.
 */
export function parseMailboxes(text: string, known: readonly Mailbox[]): MailboxPreview {
  const { records, forced } = withoutMarks(recordsOf(text.replace(/^\ufeff/, '')))
  const head = findHeader(records, forced)
  const taken = new Map<string, number>()
  const knownByAddress = new Map(
    known
      .filter((mailbox) => mailbox.purpose === 'sender')
      .map((mailbox) => [mailbox.address.toLowerCase(), mailbox]),
  )
  const preview: MailboxPreview = { rows: [], problems: [], columns: [...columnsRead(head, records)] }
  for (const record of head === null ? records : records.slice(1)) {
    const { drafts, leftOver } = head === null ? looseDrafts(record, forced) : columnDrafts(record, head)
    const reasons =
      leftOver !== null ? [leftOver] : drafts.length === 0 ? ['There is no e-mail address in this line.'] : []
    for (const draft of drafts) {
      const row = checkDraft(draft, record.line, knownByAddress)
      const first = typeof row === 'string' ? undefined : taken.get(row.address.toLowerCase())
      if (typeof row === 'string') reasons.push(row)
      else if (first !== undefined) reasons.push(`${row.address} is already in line ${first}.`)
      else {
        taken.set(row.address.toLowerCase(), row.line)
        preview.rows.push(row)
      }
    }
    if (reasons.length === 0) continue
    const text = cut(record.text.slice(0, 1000), 200)
    for (const reason of reasons) preview.problems.push({ line: record.line, text, reason })
  }
  return preview
}

interface FoundHeader extends Header {
  readonly delimiter: Delimiter
}

/** Excel writes `sep=;` as a first line to say what it will split at. */
function withoutMarks(records: TextRecord[]): { records: TextRecord[]; forced: Delimiter | null } {
  const mark = /^\s*"?sep=([;,\t])"?\s*$/i.exec(records[0]?.text ?? '')?.[1]
  const forced = delimiters.find((delimiter) => delimiter === mark) ?? null
  return forced === null ? { records, forced } : { records: records.slice(1), forced }
}

/** Of the ways to split the first record, the one that names the most columns. */
function findHeader(records: readonly TextRecord[], forced: Delimiter | null): FoundHeader | null {
  const first = records[0]?.text ?? ''
  const candidates = (forced === null ? delimiters : [forced]).flatMap((delimiter) => {
    const header = headerOf(cellsOf(first, delimiter))
    return header === null ? [] : [{ ...header, delimiter }]
  })
  const size = (header: Header) => Object.keys(header.at).length
  return candidates.reduce<FoundHeader | null>(
    (best, header) => (best === null || size(header) > size(best) ? header : best),
    null,
  )
}

function columnsRead(head: FoundHeader | null, records: readonly TextRecord[]): readonly string[] {
  if (head !== null) return head.words
  return records.length === 0 ? [] : ['No header line: the addresses were read from each line.']
}

interface Drafts {
  readonly drafts: readonly Draft[]
  /** Why a part of the record could not be used; null when all of it was. */
  readonly leftOver: string | null
}

function columnDrafts(record: TextRecord, head: FoundHeader): Drafts {
  const single = Object.keys(head.at).length === 1 && head.at.address === 0
  // a header over one column says nothing about what separates several addresses in a line
  if (single) return looseDrafts(record, null)
  const cells = cellsOf(record.text, head.delimiter)
  const cell = (index: number | undefined) => (index === undefined ? '' : (cells[index] ?? ''))
  const mentions = mentionsIn(cell(head.at.address))
  if (mentions.length === 0)
    return {
      drafts: [],
      leftOver:
        cell(head.at.address) === ''
          ? 'The address is missing in this line.'
          : notAnAddress(cell(head.at.address)),
    }
  return {
    drafts: mentions.map((mention) => ({
      address: mention.address,
      kind: cell(head.at.kind),
      name: cell(head.at.name) === '' ? mention.name : cell(head.at.name),
      delegate: cell(head.at.delegate),
    })),
    leftOver: null,
  }
}

/**
 * A line without a header. With a word for the kind in it (“sales@…, shared, anna@…”) the second address is who signs
 * in; without one every address is a mailbox of its own, and text beside it is its name.
 */
function looseDrafts(record: TextRecord, forced: Delimiter | null): Drafts {
  const cells = cellsOf(record.text, forced ?? delimiterOf(record.text)).filter((cell) => cell !== '')
  const kindAt = cells.findIndex((cell) => kindOf(cell) !== null)
  const mentions = cells.flatMap(mentionsIn)
  const [first, second, ...more] = mentions
  if (kindAt !== -1 && first !== undefined) {
    const name = cells.find((cell, index) => index !== kindAt && !cell.includes('@')) ?? first.name
    const draft = { address: first.address, kind: cells[kindAt] ?? '', name, delegate: second?.address ?? '' }
    return {
      drafts: [draft],
      leftOver:
        more.length === 0
          ? null
          : 'There are more than two addresses in this line: write one mailbox and who signs in.',
    }
  }
  return { drafts: namedDrafts(cells), leftOver: null }
}

/** “Doe, John <john@…>” split at the comma is one name in two cells; “sales@…, Sales” has its name behind. */
function namedDrafts(cells: readonly string[]): Draft[] {
  const drafts: Draft[] = []
  let before: string[] = []
  for (const cell of cells) {
    const mentions = mentionsIn(cell)
    if (mentions.length === 0) {
      const last = drafts.at(-1)
      if (cells.length === 2 && last !== undefined && last.name === '')
        drafts[drafts.length - 1] = { ...last, name: cell }
      else before.push(cell)
      continue
    }
    mentions.forEach((mention, index) => {
      const name =
        index === 0 ? [...before, mention.name].filter((part) => part !== '').join(', ') : mention.name
      drafts.push({ address: mention.address, kind: '', name, delegate: '' })
    })
    before = []
  }
  const last = drafts.at(-1)
  if (drafts.length === 1 && last !== undefined && last.name === '' && before[0] !== undefined)
    return [{ ...last, name: before[0] }]
  return drafts
}

/** Semicolons separate addresses wherever Outlook wrote them; commas stand inside names too. */
function delimiterOf(text: string): Delimiter {
  return delimiters.find((delimiter) => cellsOf(text, delimiter).length > 1) ?? ','
}

interface Mention {
  readonly address: string
  readonly name: string
}

/** The addresses in one cell: a@b, Name <a@b>, a@b (Name), smtp:a@b, several of them separated by ; , or blanks. */
function mentionsIn(cell: string): Mention[] {
  if (!cell.includes('@')) return []
  return cell.split(/[;\r\n\t]/).flatMap((part) => (part.includes('<') ? angled(part) : plainMentions(part)))
}

function angled(part: string): Mention[] {
  const mentions: Mention[] = []
  let from = 0
  for (let open = part.indexOf('<'); open !== -1; open = part.indexOf('<', from)) {
    const close = part.indexOf('>', open)
    const end = close === -1 ? part.length : close
    const address = part.slice(open + 1, end)
    if (address.includes('@'))
      mentions.push({ address: cleaned(address), name: nameText(part.slice(from, open)) })
    from = Math.min(end + 1, part.length)
    if (close === -1) break
  }
  return mentions.length > 0 ? mentions : plainMentions(part)
}

function plainMentions(part: string): Mention[] {
  const words = part.split(/[\s,]+/).filter((word) => word.includes('@'))
  const comment = /\(([^()]*)\)\s*$/.exec(part)?.[1] ?? ''
  // one address with other words around it is left whole, so that the reason can show what was typed
  if (words.length === 1) {
    const rest = part.replace(/\([^()]*\)\s*$/, '').trim()
    return [{ address: cleaned(rest), name: nameText(comment) }]
  }
  return words.map((word) => ({ address: cleaned(word), name: '' }))
}

function cleaned(address: string): string {
  return address
    .trim()
    .replace(/^(?:smtp|mailto|sip|x500):/i, '')
    .trim()
}

/** The text without the blanks, commas and quotation marks around it. By hand: a pattern would go over it again and again. */
function nameText(text: string): string {
  let from = 0
  let to = text.length
  while (from < to && isWrapping(text[from])) from += 1
  while (to > from && isWrapping(text[to - 1])) to -= 1
  return text.slice(from, to)
}

function isWrapping(character: string | undefined): boolean {
  return character !== undefined && (',"\''.includes(character) || character.trim() === '')
}

/** The row, or why it cannot be taken. */
function checkDraft(draft: Draft, line: number, known: ReadonlyMap<string, Mailbox>): PreviewRow | string {
  const address = checkAddress(draft.address)
  if (!address.ok) return plainly(address.error).what
  const before = known.get(address.value.toLowerCase())
  const delegates = mentionsIn(draft.delegate)
  if (delegates.length > 1)
    return `${address.value} names ${delegates.length} addresses that sign in: keep one.`
  if (delegates.length === 0 && draft.delegate !== '')
    return `Who signs in for ${address.value} is not an address: “${cut(draft.delegate, 60)}”.`
  const delegate = delegates[0] === undefined ? null : checkAddress(delegates[0].address)
  if (delegate !== null && !delegate.ok)
    return `Who signs in for ${address.value}: ${plainly(delegate.error).what}`

  const given = draft.kind === '' ? null : kindOf(draft.kind)
  if (draft.kind !== '' && given === null)
    return `The kind “${cut(draft.kind, 60)}” is not known: write user, shared or group.`
  const other =
    delegate !== null && delegate.value.toLowerCase() !== address.value.toLowerCase() ? delegate.value : null
  const kind = given ?? (other === null ? (before?.kind ?? 'user') : (before?.kind ?? 'shared'))
  const signInAs =
    other ??
    (kind === 'user' && delegate !== null ? address.value : (keptSignIn(before, kind) ?? address.value))
  if (kind !== 'user' && signInAs.toLowerCase() === address.value.toLowerCase())
    return `${address.value} is a ${kind === 'group' ? 'group' : 'shared mailbox'}: add who signs in for it.`
  const name = oneLine(draft.name).slice(0, 200)
  return {
    line,
    address: address.value,
    kind,
    displayName: name === '' ? (before?.displayName ?? null) : name,
    signInAs,
    known: before !== undefined,
  }
}

/** Who signed in so far, as long as that still fits the kind. */
function keptSignIn(before: Mailbox | undefined, kind: MailboxKind): string | null {
  return before !== undefined && before.kind === kind ? before.signInAs : null
}

function notAnAddress(cell: string): string {
  return `“${cut(cell, 60)}” is not an e-mail address.`
}

function cut(text: string, length: number): string {
  const shown = plainText(text).trim()
  return shown.length > length ? `${shown.slice(0, length - 1)}…` : shown
}
