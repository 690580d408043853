/** The text of a list of mailboxes as Windows writes files: UTF-8, UTF-16 or an ANSI code page, with or without a mark. */
import type { Problem } from '../problem/problem.ts'
import { err, ok, type Result } from '../result.ts'

/** The code pages Windows calls ANSI, in the order of how many of our readers use them. */
export const ansiPages = [
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
] as const
export type AnsiPage = (typeof ansiPages)[number]
export type ListEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | AnsiPage
export const listEncodings = ['utf-8', 'utf-16le', 'utf-16be', ...ansiPages] as const

export interface ListText {
  readonly text: string
  readonly encoding: ListEncoding
  /** True when nothing in the file says so: an ANSI code page can only be told by what it makes of the letters. */
  readonly guessed: boolean
}

/** Which code page Windows uses by default in a language; all others use 1252. */
const pageOfLanguage: Readonly<Record<string, AnsiPage>> = {
  ...Object.fromEntries(['cs', 'hr', 'hu', 'pl', 'ro', 'sk', 'sl', 'sq'].map((one) => [one, 'windows-1250'])),
  ...Object.fromEntries(['be', 'bg', 'mk', 'ru', 'sr', 'uk'].map((one) => [one, 'windows-1251'])),
  el: 'windows-1253',
  az: 'windows-1254',
  tr: 'windows-1254',
  he: 'windows-1255',
  ar: 'windows-1256',
  fa: 'windows-1256',
  ur: 'windows-1256',
  et: 'windows-1257',
  lt: 'windows-1257',
  lv: 'windows-1257',
}

/**
 * `file`: its name, for the refusal. `locale`: of this PC, which decides between code pages that fit equally well.
 * `encoding`: what a person says it is; then nothing is guessed.
 */
export function readList(
  file: string,
  bytes: Uint8Array,
  options: { readonly locale?: string; readonly encoding?: ListEncoding } = {},
): Result<ListText, Problem> {
  if (bytes.length === 0) return err({ code: 'list-empty', file })
  const program = programOf(bytes)
  if (program !== undefined) return err({ code: 'list-not-text', file, program })
  const read = decoded(bytes, options)
  if (read.text.includes('\0')) return err({ code: 'list-not-text', file, program: null })
  return read.text.trim() === '' ? err({ code: 'list-empty', file }) : ok(read)
}

/** What wrote a file that is no text, by its first bytes. */
function programOf(bytes: Uint8Array): 'excel' | 'old-excel' | 'pdf' | undefined {
  const begins = (...start: readonly number[]) => start.every((byte, index) => bytes[index] === byte)
  if (begins(0x50, 0x4b, 0x03, 0x04)) return 'excel'
  if (begins(0xd0, 0xcf, 0x11, 0xe0)) return 'old-excel'
  return begins(0x25, 0x50, 0x44, 0x46) ? 'pdf' : undefined
}

function decoded(
  bytes: Uint8Array,
  { locale = 'en', encoding }: { readonly locale?: string; readonly encoding?: ListEncoding },
): ListText {
  const certain = encoding ?? markOf(bytes) ?? unmarkedUtf16(bytes)
  if (certain !== null) return { text: decode(certain, bytes), encoding: certain, guessed: false }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return { text, encoding: 'utf-8', guessed: false }
  } catch {
    const page = likeliestPage(bytes, locale)
    return { text: decode(page, bytes), encoding: page, guessed: true }
  }
}

const decode = (encoding: ListEncoding, bytes: Uint8Array) => new TextDecoder(encoding).decode(bytes)

function markOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | null {
  const [first, second, third] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return first === 0xef && second === 0xbb && third === 0xbf ? 'utf-8' : null
}

/** Of every pair of bytes one is nought in UTF-16 as long as the letters are Latin, and addresses are. */
function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const pairs = Math.floor(Math.min(bytes.length, 4096) / 2)
  let [even, odd] = [0, 0]
  for (let pair = 0; pair < pairs; pair += 1) {
    if (bytes[2 * pair] === 0) even += 1
    if (bytes[2 * pair + 1] === 0) odd += 1
  }
  if (odd * 2 > pairs && even === 0) return 'utf-16le'
  return even * 2 > pairs && odd === 0 ? 'utf-16be' : null
}

/** Characters beyond ASCII that a guess looks at. */
const looked = 4_000

/** The page that makes the most sense of the letters; the one this PC writes goes before its equals. */
function likeliestPage(bytes: Uint8Array, locale: string): AnsiPage {
  const own = pageOfLanguage[locale.slice(0, 2).toLowerCase()] ?? 'windows-1252'
  const sample = sampleOf(bytes)
  let best: { readonly page: AnsiPage; readonly odd: number } | null = null
  for (const page of [own, ...ansiPages.filter((one) => one !== own)]) {
    const odd = oddities(decode(page, sample))
    if (best === null || odd < best.odd) best = { page, odd }
  }
  return best?.page ?? own
}

/** The bytes beyond ASCII with one neighbour on each side: enough to see words, and short in a long file. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  const kept: number[] = []
  let count = 0
  for (let at = 0; at < bytes.length && count < looked; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte < 0x80) {
      if ((bytes[at - 1] ?? 0) >= 0x80 || (bytes[at + 1] ?? 0) >= 0x80) kept.push(byte)
      continue
    }
    count += 1
    kept.push(byte)
  }
  return Uint8Array.from(kept)
}

/**
 * What no name has: signs between letters, capitals behind small letters, control characters, and words of accented
 * Latin letters alone, which is how another script looks in the wrong page.
 */
function oddities(text: string): number {
  let odd = 0
  let run = 0
  let before = ''
  for (const letter of text) {
    const beyond = letter > '\u007f'
    const isLetter = /\p{L}/u.test(letter)
    if (beyond && (/[\u0080-\u009f\ufffd]/.test(letter) || (!isLetter && /\p{L}/u.test(before)))) odd += 1
    if (beyond && /\p{Lu}/u.test(letter) && /\p{Ll}/u.test(before)) odd += 1
    run = beyond && /\p{Script=Latin}/u.test(letter) ? run + 1 : 0
    if (run > 2) odd += 1
    // one word is written in one script
    if (isLetter && beyond && mixed(before, letter)) odd += 1
    before = letter
  }
  return odd
}

function mixed(before: string, letter: string): boolean {
  if (!/\p{L}/u.test(before)) return false
  return /\p{Script=Latin}/u.test(before) !== /\p{Script=Latin}/u.test(letter)
}
