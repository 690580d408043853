/** Reads a non-delivery report (RFC 3464): which message it is about, and why it came back. @see reference 5.1 */

export interface DeliveryReport {
  /** Of the message that came back, with the angle brackets. */
  readonly originalMessageId: string | null
  /** X-Sendproof-Probe of the message that came back. */
  readonly probeId: string | null
  readonly recipient: string | null
  /** failed, delayed … in small letters. */
  readonly action: string | null
  /** Enhanced status code, e.g. 5.1.10. */
  readonly status: string | null
  /** What the last server said, on one line. */
  readonly diagnostic: string | null
}

/** The parts of a report, already decoded. */
export interface ReportParts {
  /** What a person reads. */
  readonly text: string
  /** The message/delivery-status part; null when the report has none. */
  readonly deliveryStatus: string | null
  /** Headers of the returned message, or the whole of it. */
  readonly original: string | null
}

const longestPart = 200_000
const longestDiagnostic = 1_000

/** Null when nothing in it speaks of a message that came back. */
export function parseDeliveryReport(parts: ReportParts): DeliveryReport | null {
  const text = parts.text.slice(0, longestPart)
  const fields = fieldsOf(parts.deliveryStatus ?? '')
  // Exchange repeats the headers in the text below a heading, also where the returned message was taken off.
  const original = fieldsOf(parts.original ?? '')
  const told = fieldsOf(text)
  const status = statusIn(fields.get('status') ?? '') ?? statusIn(saidIn(text) ?? '')
  const diagnostic = fields.get('diagnostic-code')?.replace(/^\s*[a-z0-9-]+\s*;\s*/i, '') ?? saidIn(text)
  const originalMessageId = messageIdIn(original.get('message-id') ?? told.get('message-id') ?? '')
  if (status === null && diagnostic === null && parts.deliveryStatus === null) return null
  return {
    originalMessageId,
    probeId: word(original.get('x-sendproof-probe') ?? told.get('x-sendproof-probe')),
    recipient: word(
      (fields.get('final-recipient') ?? fields.get('original-recipient'))?.replace(
        /^\s*[a-z0-9-]+\s*;\s*/i,
        '',
      ),
    ),
    action: word(fields.get('action'))?.toLowerCase() ?? null,
    status,
    diagnostic: diagnostic === null ? null : onOneLine(diagnostic).slice(0, longestDiagnostic),
  }
}

/** Of several fields of one name the first; folded lines are joined. Anything that is no field is passed over. */
function fieldsOf(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  let name: string | null = null
  for (const line of text.slice(0, longestPart).split(/\r?\n/)) {
    if (/^[ \t]+\S/.test(line) && name !== null) {
      fields.set(name, `${fields.get(name) ?? ''} ${line.trim()}`)
      continue
    }
    const [, found, value] = /^([A-Za-z][A-Za-z0-9-]{0,60}):[ \t]*(.{0,4000})/.exec(line) ?? []
    name = found !== undefined && !fields.has(found.toLowerCase()) ? found.toLowerCase() : null
    if (name !== null) fields.set(name, value ?? '')
  }
  return fields
}

/** The server's words in the readable part: “Remote server returned '550 5.1.10 …'”. */
function saidIn(text: string): string | null {
  for (const line of text.split(/\r?\n/)) {
    if (line.length > 2_000 || !/\b(?:returned|answered|said)\b/i.test(line)) continue
    const said = /['"]([245]\d\d[ -][^\r\n]*)['"]/.exec(line)?.[1]
    if (said !== undefined) return said
  }
  return null
}

function statusIn(text: string): string | null {
  return /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(text)?.[1] ?? null
}

function messageIdIn(text: string): string | null {
  return /<[^<>\s]{1,990}>/.exec(text)?.[0] ?? null
}

function word(text: string | undefined): string | null {
  const found = text?.trim().split(/\s/, 1)[0] ?? ''
  return found === '' ? null : found
}

const onOneLine = (text: string) => text.replace(/\s+/g, ' ').trim()
