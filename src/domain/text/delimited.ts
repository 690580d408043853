/**
 * Splits pasted text or CSV into records and cells: RFC 4180 where it is followed, forgiving where it is not.
 * Linear in the length of the text; every character of it belongs to exactly one record.
 */

export interface TextRecord {
  /** Number of the line it starts on, from 1. */
  readonly line: number
  readonly text: string
}

/** Where a line that begins with # is a comment: in a table a name may begin so. */
export type CommentRule = 'anywhere' | 'at-the-top'

export interface Records {
  readonly records: readonly TextRecord[]
  /** Lines left out because they are comments. */
  readonly comments: number
}

export type Delimiter = '\t' | ';' | ','
export const delimiters: readonly Delimiter[] = ['\t', ';', ',']

/** How far a quoted cell may reach over line ends before its opening quote is taken for a stray one. */
const longestSpan = 4000

/** The records that are neither blank nor comments (# …). A record spans lines only inside a well-formed quoted cell. */
export function recordsOf(text: string, rule: CommentRule = 'anywhere'): Records {
  const records: TextRecord[] = []
  let comments = 0
  let line = 1
  let at = 0
  let top = true
  while (at < text.length) {
    const comment = (top || rule === 'anywhere') && isComment(text, at)
    const end = comment ? lineEnd(text, at) : recordEnd(text, at)
    const record = text.slice(at, end)
    if (comment) comments += 1
    else if (record.trim() !== '') {
      records.push({ line, text: record })
      // Excel's line about the separator is still the top
      if (!/^\s*"?sep=.{0,3}$/i.test(record)) top = false
    }
    const next = afterLineEnd(text, end)
    line += lineEndsIn(text, at, next)
    at = next
  }
  return { records, comments }
}

/** Cells of one record, unquoted and trimmed. Text after a closing quote still belongs to the cell. */
export function cellsOf(record: string, delimiter: Delimiter): string[] {
  const cells: string[] = []
  let cell = ''
  let fresh = true
  for (let at = 0; at < record.length; at += 1) {
    const character = record[at] ?? ''
    if (character === '"' && fresh) {
      const close = closingQuote(record, at, delimiter)
      if (close !== null) {
        cell += record.slice(at + 1, close).replaceAll('""', '"')
        at = close
        fresh = false
        continue
      }
    }
    if (character === delimiter) {
      cells.push(cell.trim())
      cell = ''
      fresh = true
    } else {
      cell += character
      if (character.trim() !== '') fresh = false
    }
  }
  return [...cells, cell.trim()]
}

function isComment(text: string, at: number): boolean {
  let here = at
  while (text[here] === ' ' || text[here] === '\t') here += 1
  return text[here] === '#'
}

function recordEnd(text: string, from: number): number {
  let fresh = true
  for (let at = from; at < text.length; at += 1) {
    const character = text[at] ?? ''
    if (character === '\n' || character === '\r') return at
    if (character === '"' && fresh) at = closingQuote(text, at, null) ?? at
    if ((delimiters as readonly string[]).includes(character)) fresh = true
    else if (character !== ' ') fresh = false
  }
  return text.length
}

/**
 * Index of the quote that closes the one at `open`; null when it is no opening quote after all. On one line anything
 * may follow the closing quote (“"Doe, John" <john@…>”); over several lines only what RFC 4180 allows.
 */
function closingQuote(text: string, open: number, delimiter: Delimiter | null): number | null {
  let spans = false
  const stop = Math.min(text.length, open + longestSpan)
  for (let at = open + 1; at < stop; at += 1) {
    const character = text[at]
    if (character === '\n' || character === '\r') spans = true
    if (character !== '"') continue
    if (text[at + 1] === '"') at += 1
    else return !spans || endsCell(text[at + 1], delimiter) ? at : null
  }
  return null
}

function endsCell(next: string | undefined, delimiter: Delimiter | null): boolean {
  if (next === undefined || next === '\n' || next === '\r') return true
  return delimiter === null ? (delimiters as readonly string[]).includes(next) : next === delimiter
}

function lineEnd(text: string, from: number): number {
  let at = from
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at += 1
  return at
}

function afterLineEnd(text: string, at: number): number {
  return text[at] === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1
}

function lineEndsIn(text: string, from: number, to: number): number {
  let count = 0
  for (let at = from; at < to; at += 1)
    if (text[at] === '\n' || (text[at] === '\r' && text[at + 1] !== '\n')) count += 1
  return count
}
