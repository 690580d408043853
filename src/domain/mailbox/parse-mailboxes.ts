/** Reads mailboxes out of what a person pastes: a CSV export, a column of addresses, a line copied from Outlook. */
import { checkAddress } from '../fields/address.ts'
import { found, shown, type Finding } from '../problem/finding.ts'
import { cellsOf, delimiters, recordsOf, type Delimiter, type TextRecord } from '../text/delimited.ts'
import { oneLine, plainText } from '../text/escape.ts'
import type { Mailbox, MailboxKind } from './mailbox.schema.ts'
import { mentionsIn } from './mentions.ts'
import { headerOf, kindOf, type Header, type ReadColumn } from './mailbox-columns.ts'

export interface PreviewRow {
  readonly line: number
  readonly address: string
  readonly kind: MailboxKind
  readonly displayName: string | null
  readonly signInAs: string
  /** True when the list already has this address: it will be updated, not doubled. */
  readonly known: boolean
}

export interface PreviewProblem {
  readonly line: number
  /** The line as it was typed, cut. */
  readonly text: string
  readonly reason: Finding
}

export interface MailboxPreview {
  readonly rows: PreviewRow[]
  readonly problems: PreviewProblem[]
  /** Which column was read as what; empty when there is no heading. */
  readonly columns: ReadColumn[]
  /** Lines left out as comments (# …). */
  readonly comments: number
  /** False where the application signs in by itself: then nobody has to be named for a shared mailbox. */
  readonly peopleSignIn: boolean
}

/** What the list is read against. */
export interface ListContext {
  /** The senders the list already has. */
  readonly senders: readonly Mailbox[]
  readonly peopleSignIn: boolean
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
export function parseMailboxes(text: string, { senders, peopleSignIn }: ListContext): MailboxPreview {
  const { records, head, forced, comments } = readRecords(text.replace(/^\ufeff/, ''))
  const taken = new Map<string, number>()
  const known = new Map(senders.map((mailbox) => [mailbox.address.toLowerCase(), mailbox]))
  const rows: PreviewRow[] = []
  const problems: PreviewProblem[] = []
  for (const record of records) {
    const { drafts, leftOver } = head === null ? looseDrafts(record, forced) : columnDrafts(record, head)
    const reasons: Finding[] =
      leftOver !== null ? [leftOver] : drafts.length === 0 ? [found('row-no-address', {})] : []
    for (const draft of drafts) {
      const row = checkDraft(draft, record.line, known, peopleSignIn)
      const first = 'code' in row ? undefined : taken.get(row.address.toLowerCase())
      if ('code' in row) reasons.push(row)
      else if (first !== undefined) reasons.push(found('row-twice', { address: row.address, line: first }))
      else {
        taken.set(row.address.toLowerCase(), row.line)
        rows.push(row)
      }
    }
    if (reasons.length === 0) continue
    const text = cut(record.text.slice(0, 1000), 200)
    for (const reason of reasons) problems.push({ line: record.line, text, reason })
  }
  return { rows, problems, columns: head?.columns ?? [], comments, peopleSignIn }
}

interface FoundHeader extends Header {
  readonly delimiter: Delimiter
}

interface ReadText {
  /** Without the heading. */
  readonly records: readonly TextRecord[]
  readonly head: FoundHeader | null
  readonly forced: Delimiter | null
  readonly comments: number
}

/** In a table a name may begin with #, so only what stands above its heading is a comment there. */
function readRecords(text: string): ReadText {
  const loose = recordsOf(text)
  const { records, forced } = withoutMark(loose.records)
  const head = findHeader(records, forced)
  if (head === null || head.width === 1)
    return { records: head === null ? records : records.slice(1), head, forced, comments: loose.comments }
  const table = recordsOf(text, 'at-the-top')
  return { records: withoutMark(table.records).records.slice(1), head, forced, comments: table.comments }
}

/** Excel writes `sep=;` as a first line to say what it will split at. */
function withoutMark(records: readonly TextRecord[]): {
  readonly records: readonly TextRecord[]
  readonly forced: Delimiter | null
} {
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

interface Drafts {
  readonly drafts: readonly Draft[]
  /** Why a part of the record could not be used; null when all of it was. */
  readonly leftOver: Finding | null
}

function columnDrafts(record: TextRecord, head: FoundHeader): Drafts {
  // a heading over one column says nothing about what separates several addresses in a line
  if (head.width === 1) return looseDrafts(record, null)
  const cells = cellsOf(record.text, head.delimiter)
  const cell = (index: number | undefined) => (index === undefined ? '' : (cells[index] ?? ''))
  const alone = cells.filter((one) => one !== '')
  // a line of one address among lines of columns says enough
  const lone = alone.length === 1 && alone[0]?.includes('@') === true
  const address = lone ? (alone[0] ?? '') : cell(head.at.address)
  const { mentions, aliases } = mentionsIn(address)
  if (mentions.length === 0) {
    if (aliases > 0) return { drafts: [], leftOver: found('row-aliases-only', {}) }
    return {
      drafts: [],
      leftOver:
        address === ''
          ? found('row-address-missing', {})
          : found('address-name', { text: shown(plainText(address)) }),
    }
  }
  return {
    drafts: mentions.map((mention) => ({
      address: mention.address,
      kind: lone ? '' : cell(head.at.kind),
      name: lone || cell(head.at.name) === '' ? mention.name : cell(head.at.name),
      delegate: lone ? '' : cell(head.at.delegate),
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
  const kindAt = cells.findIndex((cell) => !['none', null].includes(kindOf(cell)))
  const mentions = cells.flatMap((cell) => mentionsIn(cell).mentions)
  const [first, second, ...more] = mentions
  if (kindAt !== -1 && first !== undefined) {
    const name = cells.find((cell, index) => index !== kindAt && !cell.includes('@')) ?? first.name
    const draft = { address: first.address, kind: cells[kindAt] ?? '', name, delegate: second?.address ?? '' }
    return {
      drafts: [draft],
      leftOver: more.length === 0 ? null : found('row-too-many', {}),
    }
  }
  return { drafts: namedDrafts(cells), leftOver: null }
}

/** “Doe, John <john@…>” split at the comma is one name in two cells; “sales@…, Sales” has its name behind. */
function namedDrafts(cells: readonly string[]): Draft[] {
  const drafts: Draft[] = []
  let before: string[] = []
  for (const cell of cells) {
    const { mentions } = mentionsIn(cell)
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

/** The row, or why it cannot be taken. */
function checkDraft(
  draft: Draft,
  line: number,
  known: ReadonlyMap<string, Mailbox>,
  peopleSignIn: boolean,
): PreviewRow | Finding {
  const address = checkAddress(draft.address)
  if (!address.ok) return address.error.finding
  const before = known.get(address.value.toLowerCase())
  const named = draft.kind === '' ? null : kindOf(draft.kind)
  const written = shown(plainText(draft.kind))
  if (draft.kind !== '' && named === null) return found('row-kind', { kind: written })
  if (named === 'none') return found('row-no-mailbox', { kind: written })
  const delegate = peopleSignIn ? delegateOf(draft, address.value) : null
  if (delegate !== null && typeof delegate !== 'string') return delegate

  const other = delegate?.toLowerCase() === address.value.toLowerCase() ? null : delegate
  const kind = named ?? before?.kind ?? (other === null ? 'user' : 'shared')
  const signInAs =
    other ??
    (kind === 'user' && delegate !== null ? address.value : (keptSignIn(before, kind) ?? address.value))
  if (peopleSignIn && kind !== 'user' && signInAs.toLowerCase() === address.value.toLowerCase())
    return found('row-needs-sign-in', { address: address.value, kind })
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

/** Who signs in for it, as its line says; null when it says nothing. */
function delegateOf({ delegate }: Draft, address: string): string | Finding | null {
  if (delegate === '') return null
  const [only, ...others] = mentionsIn(delegate).mentions
  if (others.length > 0) return found('row-sign-ins', { address, count: others.length + 1 })
  const checked = checkAddress(only?.address ?? '')
  return checked.ok
    ? checked.value
    : found('row-sign-in-no-address', { address, text: shown(plainText(delegate)) })
}

/** Who signed in so far, as long as that still fits the kind. */
function keptSignIn(before: Mailbox | undefined, kind: MailboxKind): string | null {
  return before !== undefined && before.kind === kind ? before.signInAs : null
}

function cut(text: string, length: number): string {
  const shown = plainText(text).trim()
  return shown.length > length ? `${shown.slice(0, length - 1)}…` : shown
}
