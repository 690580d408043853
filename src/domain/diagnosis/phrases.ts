/** Finds which of many known phrases occur in a text, in one pass over the text however many phrases there are. */
import { folded } from './fold.ts'

/** The first letters of a phrase decide where to look closer; shorter phrases would say too little anyway. */
export const shortestPhrase = 5
const buckets = 1 << (4 * shortestPhrase)

/** A phrase written with “=” in front is a name, found as a whole word only: “=ews” is not in “news”. */
export function phraseKey(phrase: string): string {
  return phrase.startsWith('=') ? phrase.toLowerCase() : folded(phrase)
}

export class PhraseIndex {
  readonly #filled = new Uint8Array(buckets)
  readonly #buckets = new Map<number, string[]>()
  readonly #names: RegExp | undefined

  constructor(phrases: Iterable<string>) {
    const names: string[] = []
    for (const key of new Set([...phrases].map(phraseKey))) {
      if (key.startsWith('=')) names.push(key.slice(1).replace(/[^a-z0-9_]/g, ''))
      else if (key.length >= shortestPhrase) {
        const hash = hashOf(key)
        this.#filled[hash] = 1
        const bucket = this.#buckets.get(hash)
        if (bucket === undefined) this.#buckets.set(hash, [key])
        else bucket.push(key)
      }
    }
    this.#names =
      names.length === 0 ? undefined : new RegExp(`(?<![a-z0-9_])(?:${names.join('|')})(?![a-z0-9_])`, 'gi')
  }

  /** The keys of the phrases in `words`, which is folded already, and of the names in `text`, which is not. */
  in(words: string, text: string): Set<string> {
    const found = new Set<string>()
    let hash = 0
    for (let end = 0; end < words.length; end++) {
      hash = ((hash << 4) ^ words.charCodeAt(end)) & (buckets - 1)
      if (this.#filled[hash] === 0) continue
      const start = end - shortestPhrase + 1
      for (const phrase of this.#buckets.get(hash) ?? [])
        if (!found.has(phrase) && words.startsWith(phrase, start)) found.add(phrase)
    }
    if (this.#names !== undefined)
      for (const [name] of text.matchAll(this.#names)) found.add(`=${name.toLowerCase()}`)
    return found
  }
}

/** Of the last five letters: what came before has been shifted out. */
function hashOf(letters: string): number {
  let hash = 0
  for (let at = 0; at < shortestPhrase; at++) hash = ((hash << 4) ^ letters.charCodeAt(at)) & (buckets - 1)
  return hash
}
