/** What somebody typed against what was wanted, letter by letter: where it differs first, and in what. */

export type Comparison =
  | { readonly kind: 'same' }
  /** Only capital and small letters differ, and they do not count in such a value. */
  | { readonly kind: 'same-but-case' }
  | {
      readonly kind: 'different'
      /** Counted from 1, in characters as people see them. */
      readonly at: number
      /** One sentence without the value as a whole. */
      readonly sentence: string
    }

export interface CompareOptions {
  /** Ids, host names and addresses mean the same in capitals; the path of an address does not. */
  readonly ignoreCase: boolean
  /** False for a secret: the sentence says where, and never what. */
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
  const at = alikeUntil(want, got, options.ignoreCase)
  if (at === want.length && at === got.length)
    return wanted === typed ? { kind: 'same' } : { kind: 'same-but-case' }
  return {
    kind: 'different',
    at: at + 1,
    sentence: sentence(want, got, at, options.showPieces !== false),
  }
}

function sentence(want: readonly string[], got: readonly string[], at: number, pieces: boolean): string {
  if (got.length === 0) return 'Nothing is typed in yet.'
  const place = ordinal(at + 1)
  if (at >= got.length) {
    const rest = want.slice(at).join('')
    return pieces
      ? `It ends too early: after ${characters(at)} “${piece(rest)}” is missing.`
      : `It ends too early, after ${characters(at)}.`
  }
  if (at >= want.length) {
    const rest = got.slice(at).join('')
    return pieces
      ? `It should end after ${characters(at)}; ${named(rest)} is too much.`
      : `It should end after ${characters(at)}.`
  }
  if (!pieces) return `It differs at the ${place} character.`
  const [expected, found] = wordsAt(want, got, at)
  return `It differs at the ${place} character: ${named(found)} instead of ${named(expected)}.`
}

const longestWord = 30

/** The words around the first difference; the characters themselves where there is no word, or a blank is the point. */
function wordsAt(want: readonly string[], got: readonly string[], at: number): [string, string] {
  const single: [string, string] = [want[at] ?? '', got[at] ?? '']
  if (single.some((one) => blankName(one) !== null)) return single
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

const blanks: Readonly<Record<string, string>> = {
  ' ': 'a blank',
  '\t': 'a tab',
  '\n': 'a line break',
  '\r': 'a line break',
  '\u00a0': 'a no-break space',
  '\u200b': 'a zero-width space',
  '\u200e': 'an invisible direction mark',
  '\u200f': 'an invisible direction mark',
  '\u202e': 'an invisible direction mark',
  '\ufeff': 'an invisible mark',
}

function blankName(letter: string): string | null {
  return blanks[letter] ?? (/^[\p{Cc}\p{Cf}\p{Z}]/u.test(letter) ? 'an invisible character' : null)
}

function named(text: string): string {
  const [first = '', ...others] = letters(text)
  const blank = others.every((letter) => blankName(letter) !== null) ? blankName(first) : null
  return blank ?? `“${piece(text)}”`
}

function piece(text: string): string {
  const plain = text.toWellFormed().replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd')
  return plain.length > 60 ? `${plain.slice(0, 60)}…` : plain
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

const characters = (count: number) => (count === 1 ? '1 character' : `${count} characters`)

function ordinal(number: number): string {
  const teen = number % 100 >= 11 && number % 100 <= 13
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th')
  return `${number}${ending}`
}
