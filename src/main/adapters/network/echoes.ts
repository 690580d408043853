/** Finds a secret that a server says back in other spellings: in pieces, as hex digits, or as base64. */
import { removed } from '../../../domain/text/redact.ts'

/** So many characters in a row are no chance any more. */
const telling = 24

const word = new RegExp(`[\\w.~+/=-]{${telling},}`, 'g')
/** Two digits a byte, close together or apart: 65794a, 65 79 4a, 65:79:4a, \x65\x79\x4a. */
const hex = new RegExp(`(?:[0-9a-f]{2}(?:[ :,-]|\\\\x|, ?0x)?){${telling},}`, 'gi')
const base64 = /[A-Za-z0-9+/_-]{32,}={0,2}/g

export class Echoes {
  readonly #parts = new Set<string>()

  constructor(secrets: readonly string[]) {
    for (const secret of secrets)
      for (let at = 0; at + telling <= secret.length; at += 1) this.#parts.add(secret.slice(at, at + telling))
  }

  /** The text without what is a part of a secret. Linear in its length. */
  mask(text: string): string {
    if (this.#parts.size === 0 || text.length < telling) return text
    return text
      .replace(hex, (run) =>
        this.#holds(Buffer.from(run.replace(/\\x|0x|[^0-9a-f]/gi, ''), 'hex')) ? removed : run,
      )
      .replace(word, (run) => this.#without(run))
      .replace(base64, (run) => (this.#holds(Buffer.from(run, 'base64')) ? removed : run))
  }

  #holds(bytes: Buffer): boolean {
    return this.#without(bytes.toString('latin1')).includes(removed)
  }

  #without(run: string): string {
    let kept = ''
    let from = 0
    for (let at = 0; at + telling <= run.length; at += 1) {
      if (!this.#parts.has(run.slice(at, at + telling))) continue
      let end = at + telling
      while (end < run.length && this.#parts.has(run.slice(end - telling + 1, end + 1))) end += 1
      kept += run.slice(from, at) + removed
      from = end
      at = end - 1
    }
    return kept + run.slice(from)
  }
}
