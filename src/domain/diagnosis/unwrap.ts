/**
 * Takes off what mail, browsers and programs wrap around an error: quoted-printable, base64 parts, HTML, addresses
 * with percent signs, JSON escapes. Every pattern is bounded, so hostile text costs no more than honest text.
 */

const entities: Readonly<Record<string, string>> = {
  quot: '"',
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
  apos: "'",
}

export function unwrapped(text: string): string {
  // blanks that do not look like blanks, and signs that do not show at all
  let plain = text
    .replace(/[\u00a0\u2000-\u200a\u202f\u3000]/g, ' ')
    .replace(/[\u2010\u2011]/g, '-')
    .replace(/[\0\u00ad\u200b-\u200f\ufeff]/g, '')
  plain = decodedParts(plain)
  if (/=\r?\n|=3D|=[89A-F][0-9A-F]=[89A-F][0-9A-F]/.test(plain)) plain = quotedPrintable(plain)
  if (plain.includes('%'))
    plain = plain.replace(/%([2-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  if (plain.includes('\\'))
    plain = plain
      .replace(/\\u([0-9a-f]{4})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
      .replace(/\\n(?![a-z]{3,20}\\)/g, '\n')
      .replace(/\\[rt](?![a-z]{3,20}\\)/g, ' ')
  if (plain.includes('&'))
    plain = plain
      .replace(/&(quot|amp|lt|gt|nbsp|apos);/g, (_, name: string) => entities[name] ?? ' ')
      .replace(/&#(\d{2,5});/g, (_, digits: string) => String.fromCharCode(Number(digits)))
      .replace(/&#x([0-9a-f]{2,4});/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  // a mark-up tag, but not an address in angle brackets and not an object as Ruby prints it (#<Net::IMAP::…>)
  return plain.includes('<')
    ? plain.replace(/<(?:\/?[a-z][a-z0-9]{0,20}(?::[a-z]{1,20})?(?=[\s/>])|!)[^<>@]{0,400}>/gi, ' ')
    : plain
}

/** Parts of a mail in base64 as what they say; a text without such parts as it is. */
export function decodedParts(text: string): string {
  return /content-transfer-encoding:\s{0,4}base64/i.test(text) ? base64Parts(text) : text
}

function quotedPrintable(text: string): string {
  return text
    .replace(/=[ \t]{0,4}\r?\n(?:> ?){0,4}/g, '')
    .replace(/(?:=[0-9A-F]{2}){1,200}/g, (run) =>
      decodeBytes(Uint8Array.from(run.slice(1).split('='), (hex) => parseInt(hex, 16))),
    )
}

/** Replaces the base64 body of a part by what it says; what is not text after all stays as it is. */
function base64Parts(text: string): string {
  const lines = text.split(/\r?\n/)
  const kept: string[] = []
  let state: 'text' | 'header' | 'body' = 'text'
  let body: string[] = []
  const flush = () => {
    if (body.length > 0) kept.push(decodedBase64(body))
    body = []
  }
  for (const line of lines) {
    if (state === 'body') {
      if (/^[A-Za-z0-9+/]{1,1000}={0,2}\s?$/.test(line)) {
        body.push(line.trim())
        continue
      }
      flush()
      if (line.trim() !== '') state = 'text'
    } else if (state === 'header' && line.trim() === '') state = 'body'
    if (/^content-transfer-encoding:\s{0,4}base64/i.test(line)) state = 'header'
    kept.push(line)
  }
  flush()
  return kept.join('\n')
}

function decodedBase64(lines: readonly string[]): string {
  const joined = lines.join('')
  if (joined.length > largestPart) return ''
  try {
    const binary = atob(joined)
    return decodeBytes(Uint8Array.from(binary, (char) => char.charCodeAt(0)))
  } catch {
    return lines.join('\n')
  }
}

/** A part longer than this is an attachment, not an error text. */
export const largestPart = 400_000

export function decodeBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('latin1').decode(bytes)
  }
}
