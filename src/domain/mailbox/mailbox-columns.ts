/** Guesses which column of a mailbox list is what, and what a cell says of a recipient. */
import { columnNames, kindNames, withoutMailbox, type Column } from './column-words.ts'

/** Lower case, without accents, blanks and punctuation: “E-Mail-Adresse” → emailadresse. */
function bare(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/[^a-z0-9]/g, '')
}

/** `none`: a recipient without a mailbox. Null: not a word for a kind. */
export function kindOf(cell: string): 'user' | 'shared' | 'group' | 'none' | null {
  const word = bare(cell)
  for (const kind of ['user', 'shared', 'group'] as const) if (kindNames[kind].includes(word)) return kind
  return withoutMailbox.includes(word) ? 'none' : null
}

/** A column as it was read; `unused` has all that nothing is known to do with. */
export interface ReadColumn {
  readonly as: Column | 'unused'
  readonly headings: string[]
}

export interface Header {
  /** Index of the column, where there is one. */
  readonly at: Readonly<Partial<Record<Column, number>>>
  readonly columns: ReadColumn[]
  /** How many columns the table has. */
  readonly width: number
}

/** The header these cells are; null when they are data. A header names an address column and holds no address. */
export function headerOf(cells: readonly string[]): Header | null {
  if (cells.some((cell) => cell.includes('@'))) return null
  const words = cells.map(bare)
  const at: Partial<Record<Column, number>> = {}
  for (const column of ['address', 'delegate', 'kind', 'name'] as const) {
    const found = columnNames[column].map((name) => words.indexOf(name)).find((index) => index !== -1)
    if (found !== undefined && !Object.values(at).includes(found)) at[column] = found
  }
  if (at.address === undefined) return null
  const used = (['address', 'kind', 'name', 'delegate'] as const).flatMap((as): ReadColumn[] => {
    const index = at[as]
    return index === undefined ? [] : [{ as, headings: [shown(cells[index] ?? '')] }]
  })
  const unused = cells.filter((cell, index) => cell !== '' && !Object.values(at).includes(index)).map(shown)
  const columns: ReadColumn[] = unused.length === 0 ? used : [...used, { as: 'unused', headings: unused }]
  return { at, columns, width: cells.length }
}

const shown = (cell: string) => (cell.length > 60 ? `${cell.slice(0, 60)}…` : cell)
