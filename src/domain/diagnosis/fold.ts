/**
 * Letters and digits only, in lower case: line wraps, quoting, punctuation and accents differ from one printer of the
 * same error to the next, the letters do not.
 */

const lineStart =
  /^[\s>|]{0,12}(?:\[?(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|[A-Z][a-z]{2} [ \d]\d)[T ,]{0,2}(?:\d{1,2}:\d\d(?::\d\d)?(?:[.,:]\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?\]?|\[?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?\]?)[\s:,|-]{0,4}/
const lineLevel =
  /^[\s|:-]{0,6}\[?(?:error|err|warn|warning|info|debug|fatal|fehler|trace|severe)\]?\b[\s:|-]{0,4}/i
const replyCode = /^[\s>|]{0,12}[245]\d\d[ -](?:#?[245]\.\d{1,3}\.\d{1,3} )?/

export function withoutLinePrefixes(text: string): string {
  return text
    .split('\n')
    .map((line, index) => {
      const head = line.slice(0, 120)
      const started = head.replace(lineStart, '')
      const levelled = started === head ? head : started.replace(lineLevel, '')
      const bare = index === 0 ? levelled : levelled.replace(replyCode, ' ')
      return bare + line.slice(120)
    })
    .join('\n')
}

/** A text folded, and where its words begin. */
export interface Folded {
  readonly letters: string
  /** By place in `letters`: 1 where a word begins there. */
  readonly begins: Uint8Array
}

export function folded(text: string): string {
  return spelt(text).replace(/[\0-/:-`{-\x7f]+/g, '')
}

/** As `folded`, with the edges of the words, which the letters alone no longer show. */
export function foldedWithEdges(text: string): Folded {
  const words = spelt(text).match(/[a-z0-9\x80-\uffff]+/g) ?? []
  const letters = words.join('')
  const begins = new Uint8Array(letters.length + 1)
  let at = 0
  for (const word of words) {
    begins[at] = 1
    at += word.length
  }
  begins[at] = 1
  return { letters, begins }
}

/** Scripts that write no blanks, and Hangul, whose endings grow onto the word: every letter may begin a word. */
const unspaced = /[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/

/** Whether no word goes on across this place. */
export function isEdge({ letters, begins }: Folded, at: number): boolean {
  return begins[at] === 1 || unspaced.test(letters.slice(at - 1, at + 1))
}

/** Lower case without accents; what is neither letter nor digit is a sign of ASCII. */
function spelt(text: string): string {
  // most texts are plain ASCII; only what is not is worth the slow way
  return text.toLowerCase().replace(/[\x80-\uffff]+/g, speltRun)
}

/** Letters that Unicode does not take apart. */
const whole: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i' }

function speltRun(run: string): string {
  return run
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[łøđßæœı]/g, (letter) => whole[letter] ?? letter)
    .replace(/\p{M}+/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
}
