/** What an error text says that a catalogue can be asked about: codes, and the words around them. */

export interface Signals {
  /** Entra's numbers, from AADSTS50011, from "error_codes":[50011] and from error addresses. */
  readonly aadsts: ReadonlySet<number>
  /** Three-digit SMTP replies. */
  readonly basic: ReadonlySet<string>
  /** Enhanced status codes such as 5.7.139. */
  readonly enhanced: ReadonlySet<string>
  /** The text in lower case with every run of blanks as one, for words. */
  readonly words: string
}

/** Longer texts are cut: an error stands at the end of a log or at its beginning. */
const longest = 20_000

export function signalsOf(text: string): Signals {
  const kept = text.length <= longest * 2 ? text : `${text.slice(0, longest)}\n${text.slice(-longest)}`
  return {
    aadsts: new Set([...aadstsNumbers(kept)]),
    basic: new Set(basicCodes(kept)),
    // not part of an IP address or of a version number
    enhanced: new Set(
      [...kept.matchAll(/(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d]|\.\d)/g)].map(([code]) => code),
    ),
    words: kept
      .toLowerCase()
      .replace(/[\u2018\u2019]/g, "'")
      .replace(/\s+/g, ' '),
  }
}

function* aadstsNumbers(text: string): Generator<number> {
  for (const [, digits] of text.matchAll(/\baadsts:?\s?(\d{4,8})/gi)) yield Number(digits)
  for (const [, list] of text.matchAll(/error_codes\\?["']?\s?:\s?\[([\d,\s]{4,200})\]/gi))
    for (const digits of (list ?? '').split(',')) if (/^\s*\d{4,8}\s*$/.test(digits)) yield Number(digits)
  for (const [, digits] of text.matchAll(/\/error\?code=(\d{4,8})/gi)) yield Number(digits)
}

/** A reply code stands at the start of a line (after “S:” or a time in a transcript) or before an enhanced code. */
function* basicCodes(text: string): Generator<string> {
  for (const [, code] of text.matchAll(
    /(?:^|[\r\n]|[:>"'(] ?|\bsaid:? |\breply:? |\bcode:? )([245]\d\d)(?=[ -]|$|[\r\n])/g,
  ))
    if (code !== undefined) yield code
  for (const [, code] of text.matchAll(/(?<![\d.])([245]\d\d)[ -](?=[245]\.\d{1,3}\.\d)/g))
    if (code !== undefined) yield code
}

/** “535 5.7.139”, “5.7.60” or “432”: every part that is given must occur. “4.7.5xx” stands for 4.7.500 to 4.7.599. */
export function hasSmtpCode(signals: Signals, wanted: string): boolean {
  return wanted.split(' ').every((part) => {
    if (!part.includes('.')) return signals.basic.has(part)
    if (!part.endsWith('xx')) return signals.enhanced.has(part)
    const family = part.slice(0, -2)
    return [...signals.enhanced].some((code) => code.startsWith(family) && code.length === part.length)
  })
}
