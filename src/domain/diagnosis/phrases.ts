/** Finds which of many known phrases occur in a text, in one pass over the text however many phrases there are. */
import { folded } from './fold.ts'

/** The first letters of a phrase decide where to look closer; shorter phrases would say too little anyway. */
export const shortestPhrase = 5
const buckets = 1 << 16

export class PhraseIndex {
  readonly #buckets: (string[] | undefined)[] = Array.from({ length: buckets })

  constructor(phrases: Iterable<string>) {
    for (const phrase of new Set([...phrases].map(folded))) {
      if (phrase.length < shortestPhrase) continue
      let hash = 0
      for (let at = 0; at < shortestPhrase; at++) hash = next(hash, phrase.charCodeAt(at))
      const bucket = (this.#buckets[hash] ??= [])
      bucket.push(phrase)
    }
  }

  /** `text` folded already; answers the folded phrases in it. */
  in(text: string): Set<string> {
    const found = new Set<string>()
    for (let start = 0; start + shortestPhrase <= text.length; start++) {
      let hash = 0
      for (let at = 0; at < shortestPhrase; at++) hash = next(hash, text.charCodeAt(start + at))
      const bucket = this.#buckets[hash]
      if (bucket === undefined) continue
      for (const phrase of bucket) if (!found.has(phrase) && text.startsWith(phrase, start)) found.add(phrase)
    }
    return found
  }
}

function next(hash: number, code: number): number {
  return ((hash * 37) ^ code) & (buckets - 1)
}
