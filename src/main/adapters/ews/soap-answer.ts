/**
 * Takes the few words a person needs out of an EWS answer, without an XML parser: nothing is built from the text, no
 * entity but the five of XML is replaced, no document type is looked at, and only elements without children are
 * read. A text that is not of that shape gives null.
 */

export interface SoapAnswer {
  /** NoError, or the code of the refusal. */
  readonly code: string
  /** Empty when there is none. */
  readonly text: string
}

const largestText = 500

/** The first response code of an answer or of a fault. */
export function readSoapAnswer(xml: string): SoapAnswer | null {
  if (!/<(?:[A-Za-z][\w.-]{0,40}:)?Envelope[\s>]/.test(xml)) return null
  const code = element(xml, 'ResponseCode') ?? element(xml, 'faultcode')?.replace(/^[^:]*:/, '') ?? null
  if (code === null || !/^[A-Za-z][A-Za-z0-9.]{0,80}$/.test(code)) return null
  const text = element(xml, 'MessageText') ?? element(xml, 'faultstring') ?? element(xml, 'Message') ?? ''
  return { code, text: text.slice(0, largestText) }
}

/** Whether the answer holds a folder, which an answer that only says NoError would not. */
export function holdsFolder(xml: string): boolean {
  return /<(?:[A-Za-z][\w.-]{0,40}:)?FolderId\s[^<>]*\bId="[^"<>]+"/.test(xml)
}

/** The text of the first element with this local name that has no element inside. */
function element(xml: string, name: string): string | null {
  const found = new RegExp(`<(?:[A-Za-z][\\w.-]{0,40}:)?${name}(?:\\s[^<>]{0,400})?>([^<]{0,4000})</`).exec(
    xml,
  )
  const text = found?.[1]
  return text === undefined ? null : unescapeXml(text).replace(/\s+/g, ' ').trim()
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescapeXml(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos);/g, (whole, name: string) => entities[name] ?? whole)
}
