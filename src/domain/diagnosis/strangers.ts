/**
 * Words of a text that neither a sentence of the catalogue nor the plain talk around an error has. They tell a bare error
 * (“connect ECONNREFUSED”) from one that stands in a trade of its own (“Lathe 4: tool changer connect ECONNREFUSED”),
 * whatever that trade is: no list of other trades has to know it.
 */

/** Words, and pairs of letters of the scripts that write no blanks between words. */
export interface Plain {
  readonly words: ReadonlySet<string>
  readonly pairs: ReadonlySet<string>
}

export interface Strangers {
  /** Written like names, with a capital or beside a dot, a slash or a sign that only code has. */
  readonly names: ReadonlySet<string>
  readonly words: ReadonlySet<string>
}

/** Beyond this many the answer is the same. */
export const mostStrangers = 24

const letters = /[a-z]{3,60}|[а-яё]{3,60}/g
const unspaced = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,200}/g
/** So many pairs that are in no sentence make a word. */
const pairsOfWord = 5

/** Addresses, ids, keys and digests: letters and digits change places in them, so that no word is meant. */
const noWord =
  /[\w.+-]{1,64}@[\w.-]{1,120}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\b(?=[a-z]{0,20}\d{1,20}[a-z]{1,20}\d)[a-z\d]{6,200}\b|\b[\da-f]{6,64}\b/gi
const spelled = /[a-zа-яё]{3,60}/gi

export function plainOf(phrases: Iterable<string>): Plain {
  const words = new Set<string>()
  const pairs = new Set<string>()
  for (const phrase of phrases) {
    const plain = unaccented(phrase)
    for (const text of [plain.toLowerCase(), parted(plain)])
      for (const [word] of text.matchAll(letters)) words.add(word)
    for (const [run] of phrase.matchAll(unspaced)) for (const pair of pairsOf(run)) pairs.add(pair)
  }
  return { words, pairs }
}

/** The distinct strangers of a piece of text; the search ends when there are `mostStrangers`. */
export function strangersIn(text: string, plain: Plain): Strangers {
  const names = new Set<string>()
  const words = new Set<string>()
  const spoken = unaccented(text.replace(noWord, ' '))
  const hasCase = /[a-z]{3}/.test(spoken)
  for (const { 0: spelt, index } of spoken.matchAll(spelled)) {
    if (plain.words.has(spelt.toLowerCase())) continue
    const isName = hasCase && (/[A-Z]/.test(spelt) || besideCode(spoken, index, index + spelt.length))
    for (const [part] of parted(spelt).matchAll(letters))
      if (!plain.words.has(part)) (isName ? names : words).add(part)
    if (names.size + words.size >= mostStrangers) break
  }
  const unknown = new Set<string>()
  for (const [run] of text.matchAll(unspaced))
    for (const pair of pairsOf(run)) if (!plain.pairs.has(pair)) unknown.add(pair)
  for (let at = pairsOfWord; at <= Math.min(unknown.size, mostStrangers * pairsOfWord); at += pairsOfWord)
    words.add(`unspaced ${at}`)
  return { names, words }
}

/** Beside a sign that plain sentences do not have there: part of a path, in quotes or brackets, or before a colon. */
function besideCode(text: string, start: number, end: number): boolean {
  return (
    /[./\\_$@#'"`[-]/.test(text.charAt(start - 1)) ||
    /^(?:[/\\_:('"`\]-]|\.\w)/.test(text.slice(end, end + 2))
  )
}

/** “SocketTimeoutException” as “socket timeout exception”. */
function parted(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
}

function unaccented(text: string): string {
  return /[^\0-\x7f]/.test(text)
    ? text
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '')
        .replaceAll('ł', 'l')
    : text
}

function* pairsOf(run: string): Generator<string> {
  for (let at = 0; at + 1 < run.length; at++) yield run.slice(at, at + 2)
}
