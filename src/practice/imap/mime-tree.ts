/** A message as the tree of parts that IMAP describes and hands out piece by piece. RFC 2045, 2046. */

export interface Part {
  /** with the empty line below it */
  head: Buffer
  body: Buffer
  type: string
  subtype: string
  parameters: [name: string, value: string][]
  disposition: { type: string; parameters: [string, string][] } | undefined
  /** of a multipart */
  parts: Part[]
  /** of message/rfc822 */
  message: Part | undefined
}

/** Deeper than any mail, and shallow enough for the stack. */
const deepest = 20
const lineEnds = /\r?\n/g

export function parseTree(raw: Buffer): Part {
  const text = raw.toString('latin1')
  return part(Buffer.from(text.replace(lineEnds, '\r\n'), 'latin1'), 0, 'text/plain')
}

function part(raw: Buffer, depth: number, usual: string): Part {
  const end = raw.indexOf('\r\n\r\n')
  const bare = raw.subarray(0, 2).toString('latin1') === '\r\n'
  const cut = bare ? 2 : end < 0 ? raw.length : end + 4
  const [head, body] = [raw.subarray(0, cut), raw.subarray(cut)]
  const content = split(headerOf(head, 'content-type') ?? usual)
  const [type = 'text', subtype = 'plain'] = content.value.toLowerCase().split('/')
  const shown = headerOf(head, 'content-disposition')
  const found: Part = {
    head,
    body,
    type,
    subtype,
    parameters: content.parameters,
    disposition:
      shown === undefined
        ? undefined
        : { type: split(shown).value.toLowerCase(), parameters: split(shown).parameters },
    parts: [],
    message: undefined,
  }
  if (depth >= deepest) return found
  const boundary = content.parameters.find(([name]) => name === 'boundary')?.[1]
  if (type === 'multipart' && boundary !== undefined)
    found.parts = pieces(body, boundary).map((piece) =>
      part(piece, depth + 1, subtype === 'digest' ? 'message/rfc822' : 'text/plain'),
    )
  if (type === 'message' && subtype === 'rfc822') found.message = part(body, depth + 1, 'text/plain')
  return found
}

/** Between the boundary's lines; what stands before the first and after the last belongs to nothing. */
function pieces(body: Buffer, boundary: string): Buffer[] {
  const text = `\r\n${body.toString('latin1')}`
  const found: Buffer[] = []
  const mark = `\r\n--${boundary}`
  let start: number | undefined
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 2)) {
    const after = /^(--)?[ \t]*(?:\r\n|$)/.exec(text.slice(at + mark.length, at + mark.length + 80))
    if (after === null) continue
    if (start !== undefined) found.push(Buffer.from(text.slice(start, Math.max(start, at)), 'latin1'))
    start = at + mark.length + after[0].length
    if (after[1] !== undefined) return found
  }
  if (start !== undefined) found.push(Buffer.from(text.slice(start), 'latin1'))
  return found
}

/** Names in small letters, values unfolded; in the order they stand in. */
export function headersOf(head: Buffer): { name: string; value: string; text: string }[] {
  const lines = head.toString('latin1').match(/^[^\s:][^:\r\n]*:.*\r\n(?:[ \t].*\r\n)*/gm) ?? []
  return lines.map((text) => {
    const colon = text.indexOf(':')
    const value = text.slice(colon + 1).replace(/\r\n[ \t]+/g, ' ')
    return { name: text.slice(0, colon).trim().toLowerCase(), value: value.trim(), text }
  })
}

export function headerOf(head: Buffer, name: string): string | undefined {
  return headersOf(head).find((one) => one.name === name)?.value
}

function split(value: string): { value: string; parameters: [string, string][] } {
  const [main = ''] = value.split(';')
  const parameters = [...value.matchAll(/;\s*([^\s=;]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;]*))/g)].map(
    ([, name = '', quoted, plain]): [string, string] => [
      name.toLowerCase(),
      quoted === undefined ? (plain ?? '') : quoted.replace(/\\(.)/g, '$1'),
    ],
  )
  return { value: main.trim(), parameters }
}
