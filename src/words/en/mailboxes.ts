/** What a list of mailboxes says on every face: columns, files, kinds. */
import type { ListEncoding } from '../../domain/mailbox/read-list.ts'
import type { ReadColumn } from '../../domain/mailbox/mailbox-columns.ts'
import { n } from './counts.ts'

const columns: Readonly<Record<ReadColumn['as'], string>> = {
  address: 'Address',
  kind: 'Type',
  name: 'Name',
  delegate: 'Signs in',
  unused: 'Not used',
}

const encodings: Readonly<Record<ListEncoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16 (big-endian)',
  'windows-1252': 'ANSI, Western European (Windows-1252)',
  'windows-1250': 'ANSI, Central European (Windows-1250)',
  'windows-1251': 'ANSI, Cyrillic (Windows-1251)',
  'windows-1253': 'ANSI, Greek (Windows-1253)',
  'windows-1254': 'ANSI, Turkish (Windows-1254)',
  'windows-1255': 'ANSI, Hebrew (Windows-1255)',
  'windows-1256': 'ANSI, Arabic (Windows-1256)',
  'windows-1257': 'ANSI, Baltic (Windows-1257)',
}

export const mailboxList = {
  /** Which column was read as what; no heading is said too. */
  columns: (read: readonly ReadColumn[]) =>
    read.length === 0
      ? 'No column headings: the addresses were read from each line.'
      : `Read as: ${read.map(({ as, headings }) => `${columns[as]}: ${headings.map((one) => `“${one}”`).join(', ')}`).join(', ')}`,
  comments: (count: number) => `${n(count, 'comment line (# …)', 'comment lines (# …)')} left out.`,
  encoding: (encoding: ListEncoding) => encodings[encoding],
  /** Where nothing in the file says which code page it is. */
  guessed: (encoding: ListEncoding) =>
    `The file does not say how its letters are encoded; it was read as ${encodings[encoding]}. If names look wrong, choose another code page or save it as CSV UTF-8.`,
  formerKept: 'The file could not be read. The list below is still the one from before.',
}
