/** Finds which of many known phrases occur in a text, in one pass over the text however many phrases there are. */
import { folded, isEdge, type Folded } from './fold.ts'

/** The first letters of a phrase decide where to look closer; shorter phrases would say too little anyway. */
export const shortestPhrase = 5
const buckets = 1 << (4 * shortestPhrase)

/** Only the last letters of a text can be a phrase that was cut off. */
const longestCut = 120

/** A phrase written with “=” in front is a name, found as a whole word only: “=ews” is not in “news”. */
export function phraseKey(phrase: string): string {
  return phrase.startsWith('=') ? phrase.toLowerCase() : folded(phrase)
}

/**
 * The key of a phrase that begins and ends where a word does: “onmicrosoft” is not in “WebException,Microsoft”. A “*” at
 * an end lets the word go on there: “smtpclient*” is in “SmtpClientAuthentication”.
 */
export function edgedKey(phrase: string): string {
  if (phrase.startsWith('=')) return phraseKey(phrase)
  const { begins, ends } = withoutStars(phrase)
  return `${begins ? '<' : ''}${folded(phrase)}${ends ? '>' : ''}`
}

/** A sentence is told by its length; a shorter phrase is hidden in other words too easily. */
const shortUpTo = 10

/** The key of a phrase of a rule: short ones are found from edge to edge. */
export function ruleKey(phrase: string): string {
  return folded(phrase).length <= shortUpTo ? edgedKey(phrase) : phraseKey(phrase)
}

/** Whether a word has to begin and to end where the phrase does. */
function withoutStars(phrase: string): { begins: boolean; ends: boolean } {
  return { begins: !phrase.startsWith('*'), ends: !phrase.endsWith('*') }
}

interface Indexed {
  readonly key: string
  readonly letters: string
  readonly begins: boolean
  readonly ends: boolean
}

export class PhraseIndex {
  readonly #filled = new Uint8Array(buckets)
  readonly #buckets = new Map<number, Indexed[]>()
  readonly #names = new Set<string>()
  #longestName = 0

  /** By key, as `phraseKey`, `edgedKey` and `ruleKey` make them. */
  constructor(keys: Iterable<string>) {
    for (const key of new Set(keys)) {
      const letters = key.replace(/[<>]/g, '')
      if (key.startsWith('=')) {
        const name = key.slice(1).replace(/[^a-z0-9_]/g, '')
        this.#names.add(name)
        this.#longestName = Math.max(this.#longestName, name.length)
      } else if (letters.length >= shortestPhrase) {
        const indexed = { key, letters, begins: key.startsWith('<'), ends: key.endsWith('>') }
        const hash = hashOf(letters)
        this.#filled[hash] = 1
        const bucket = this.#buckets.get(hash)
        if (bucket === undefined) this.#buckets.set(hash, [indexed])
        else bucket.push(indexed)
      }
    }
  }

  /** The keys of the phrases in `words`, and of the names in `text`, from which they were folded; `cutOff` for a text that may end in the middle of one. */
  in(words: Folded, text: string, cutOff = false): Set<string> {
    const found = new Set<string>()
    const { letters } = words
    let hash = 0
    for (let end = 0; end < letters.length; end++) {
      hash = ((hash << 4) ^ letters.charCodeAt(end)) & (buckets - 1)
      if (this.#filled[hash] === 0) continue
      const start = end - shortestPhrase + 1
      const bucket = this.#buckets.get(hash) ?? []
      for (const phrase of bucket)
        if (!found.has(phrase.key) && stands(phrase, words, start)) found.add(phrase.key)
      if (cutOff && letters.length - start < longestCut)
        for (const { key } of begunPhrase(bucket, letters.slice(start))) found.add(key)
    }
    for (const [word] of text.matchAll(/[a-z0-9_]+/gi)) {
      if (word.length > this.#longestName) continue
      const name = word.toLowerCase()
      if (this.#names.has(name)) found.add(`=${name}`)
    }
    return found
  }
}

function stands(phrase: Indexed, words: Folded, start: number): boolean {
  return (
    words.letters.startsWith(phrase.letters, start) &&
    (!phrase.begins || isEdge(words, start)) &&
    (!phrase.ends || isEdge(words, start + phrase.letters.length))
  )
}

/** The phrase that a text cut off by its printer had begun to say; none when it could have been one of two. */
function begunPhrase(bucket: readonly Indexed[], end: string): readonly Indexed[] {
  const begun = bucket.filter(({ letters }) => letters.length > end.length && letters.startsWith(end))
  const [first] = begun
  const isOne = new Set(begun.map(({ letters }) => letters)).size === 1
  return isOne && first !== undefined && end.length >= Math.max(14, first.letters.length * 0.7) ? begun : []
}

/** Of the last five letters: what came before has been shifted out. */
function hashOf(letters: string): number {
  let hash = 0
  for (let at = 0; at < shortestPhrase; at++) hash = ((hash << 4) ^ letters.charCodeAt(at)) & (buckets - 1)
  return hash
}
