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

export function folded(text: string): string {
  const lower = text.toLowerCase()
  // most texts are plain ASCII; only what is not is worth the slow way
  return lower.replace(/[\0-/:-`{-\x7f]+/g, '').replace(/[\x80-\uffff]+/g, foldedRun)
}

/** Letters that Unicode does not take apart. */
const whole: Readonly<Record<string, string>> = { ł: 'l', ø: 'o', đ: 'd', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i' }

function foldedRun(run: string): string {
  return run
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[łøđßæœı]/g, (letter) => whole[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, '')
}
