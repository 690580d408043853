/** What somebody typed against what was wanted, letter by letter: where it differs first, and in what. */

/** A character that cannot be seen, by what people call it. */
export type BlankKind =
  | 'space'
  | 'tab'
  | 'line-break'
  | 'no-break-space'
  | 'zero-width-space'
  | 'direction-mark'
  | 'invisible-mark'
  | 'invisible-character'

/** A part of a value: what it says, or what kind of blank it is. */
export type Piece = { readonly text: string } | { readonly blank: BlankKind }

export type Comparison =
  | { readonly kind: 'same' }
  /** Only capital and small letters differ, and they do not count in such a value. */
  | { readonly kind: 'same-but-case' }
  | { readonly kind: 'empty' }
  /** `after`: characters that are right. The pieces are null for a secret: where, and never what. */
  | { readonly kind: 'ends-early'; readonly after: number; readonly missing: Piece | null }
  | { readonly kind: 'ends-late'; readonly after: number; readonly surplus: Piece | null }
  | {
      readonly kind: 'differs'
      readonly after: number
      readonly pieces: { readonly found: Piece; readonly wanted: Piece } | null
    }

export interface CompareOptions {
  /** Ids, host names and addresses mean the same in capitals; the path of an address does not. */
  readonly ignoreCase: boolean
  /** False for a secret: no part of it is answered. */
  readonly showPieces?: boolean
}

const longest = 4_000

/** Of several that may be typed, the one that begins most alike. */
export function nearest(wanted: readonly string[], typed: string): string | undefined {
  const scored = wanted.map((one) => ({ one, alike: alikeUntil(letters(one), letters(typed), true) }))
  return scored.sort((a, b) => b.alike - a.alike)[0]?.one
}

export function compareTyped(wanted: string, typed: string, options: CompareOptions): Comparison {
  const [want, got] = [letters(wanted), letters(typed)]
  const after = alikeUntil(want, got, options.ignoreCase)
  const shows = options.showPieces !== false
  if (after === want.length && after === got.length)
    return { kind: wanted === typed ? 'same' : 'same-but-case' }
  if (got.length === 0) return { kind: 'empty' }
  if (after >= got.length)
    return { kind: 'ends-early', after, missing: shows ? pieceOf(want.slice(after).join('')) : null }
  if (after >= want.length)
    return { kind: 'ends-late', after, surplus: shows ? pieceOf(got.slice(after).join('')) : null }
  if (!shows) return { kind: 'differs', after, pieces: null }
  const [expected, found] = wordsAt(want, got, after)
  return { kind: 'differs', after, pieces: { found: pieceOf(found), wanted: pieceOf(expected) } }
}

const longestWord = 30

/** The words around the first difference; the characters themselves where there is no word, or a blank is the point. */
function wordsAt(want: readonly string[], got: readonly string[], at: number): [string, string] {
  const single: [string, string] = [want[at] ?? '', got[at] ?? '']
  if (single.some((one) => blankKind(one) !== null)) return single
  let start = at
  while (start > 0 && isWord(want[start - 1] ?? '')) start -= 1
  const word = (list: readonly string[]) => {
    let end = start
    while (end < list.length && isWord(list[end] ?? '')) end += 1
    return list.slice(start, end).join('')
  }
  const [expected, found] = [word(want), word(got)]
  const plain = expected !== '' && found !== '' && expected !== found
  return plain && Math.max(expected.length, found.length) <= longestWord ? [expected, found] : single
}

const isWord = (letter: string) => /^[\p{L}\p{N}]/u.test(letter)

const blanks: Readonly<Record<string, BlankKind>> = {
  ' ': 'space',
  '\t': 'tab',
  '\n': 'line-break',
  '\r': 'line-break',
  '\u00a0': 'no-break-space',
  '\u200b': 'zero-width-space',
  '\u200e': 'direction-mark',
  '\u200f': 'direction-mark',
  '\u202e': 'direction-mark',
  '\ufeff': 'invisible-mark',
}

function blankKind(letter: string): BlankKind | null {
  return blanks[letter] ?? (/^[\p{Cc}\p{Cf}\p{Z}]/u.test(letter) ? 'invisible-character' : null)
}

function pieceOf(text: string): Piece {
  const [first = '', ...others] = letters(text)
  const blank = others.every((letter) => blankKind(letter) !== null) ? blankKind(first) : null
  if (blank !== null) return { blank }
  const plain = text.toWellFormed().replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd')
  return { text: plain.length > 60 ? `${plain.slice(0, 60)}…` : plain }
}

function alikeUntil(want: readonly string[], got: readonly string[], ignoreCase: boolean): number {
  const same = (a: string | undefined, b: string | undefined) =>
    a === b || (ignoreCase && a?.toLowerCase() === b?.toLowerCase())
  let at = 0
  while (at < want.length && at < got.length && same(want[at], got[at])) at += 1
  return at
}

/** Code points: an astral character counts once, an invisible one counts too. */
function letters(text: string): string[] {
  return [...text.slice(0, longest)]
}
