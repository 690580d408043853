/** Finds which of many known phrases occur in a text, in one pass over the text however many phrases there are. */
import { folded } from './fold.ts'

/** The first letters of a phrase decide where to look closer; shorter phrases would say too little anyway. */
export const shortestPhrase = 5
const buckets = 1 << (4 * shortestPhrase)

/** Only the last letters of a text can be a phrase that was cut off. */
const longestCut = 120

/** A phrase written with “=” in front is a name, found as a whole word only: “=ews” is not in “news”. */
export function phraseKey(phrase: string): string {
  return phrase.startsWith('=') ? phrase.toLowerCase() : folded(phrase)
}

export class PhraseIndex {
  readonly #filled = new Uint8Array(buckets)
  readonly #buckets = new Map<number, string[]>()
  readonly #names = new Set<string>()
  #longestName = 0

  constructor(phrases: Iterable<string>) {
    for (const key of new Set([...phrases].map(phraseKey))) {
      if (key.startsWith('=')) {
        const name = key.slice(1).replace(/[^a-z0-9_]/g, '')
        this.#names.add(name)
        this.#longestName = Math.max(this.#longestName, name.length)
      } else if (key.length >= shortestPhrase) {
        const hash = hashOf(key)
        this.#filled[hash] = 1
        const bucket = this.#buckets.get(hash)
        if (bucket === undefined) this.#buckets.set(hash, [key])
        else bucket.push(key)
      }
    }
  }

  /** The keys of the phrases in `words`, which is folded already, and of the names in `text`, which is not; `cutOff` for a text that may end in the middle of one. */
  in(words: string, text: string, cutOff = false): Set<string> {
    const found = new Set<string>()
    let hash = 0
    for (let end = 0; end < words.length; end++) {
      hash = ((hash << 4) ^ words.charCodeAt(end)) & (buckets - 1)
      if (this.#filled[hash] === 0) continue
      const start = end - shortestPhrase + 1
      const bucket = this.#buckets.get(hash) ?? []
      for (const phrase of bucket)
        if (!found.has(phrase) && words.startsWith(phrase, start)) found.add(phrase)
      if (cutOff && words.length - start < longestCut)
        for (const phrase of begunPhrase(bucket, words.slice(start))) found.add(phrase)
    }
    for (const [word] of text.matchAll(/[a-z0-9_]+/gi)) {
      if (word.length > this.#longestName) continue
      const name = word.toLowerCase()
      if (this.#names.has(name)) found.add(`=${name}`)
    }
    return found
  }
}

/** The phrase that a text cut off by its printer had begun to say; none when it could have been one of two. */
function begunPhrase(bucket: readonly string[], end: string): readonly string[] {
  const begun = bucket.filter((phrase) => phrase.length > end.length && phrase.startsWith(end))
  const [first] = begun
  return begun.length === 1 && first !== undefined && end.length >= Math.max(14, first.length * 0.7)
    ? begun
    : []
}

/** Of the last five letters: what came before has been shifted out. */
function hashOf(letters: string): number {
  let hash = 0
  for (let at = 0; at < shortestPhrase; at++) hash = ((hash << 4) ^ letters.charCodeAt(at)) & (buckets - 1)
  return hash
}
