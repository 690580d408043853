/**
 * A large text masked in slices, so that a window can draw in between. A slice ends where no secret can run on: after a
 * line that neither opens a key, nor asks for an answer, nor is one of several lines of base64.
 */
import { redact } from './redact.ts'

/** About what can be masked without anybody noticing. */
const sliceLength = 96_000
/** How far a slice may grow while it looks for a place to end. */
const mostGrowth = 600_000

export function* redactSlices(text: string, length = sliceLength): Generator<string> {
  for (let start = 0; start < text.length;) {
    const end = endOfSlice(text, start, length)
    yield redact(text.slice(start, end))
    start = end
  }
}

function endOfSlice(text: string, start: number, length: number): number {
  if (text.length - start <= length * 1.5) return text.length
  const latest = Math.min(text.length, start + length + mostGrowth)
  // a key that was opened runs to its end
  let from = afterKey(text, start, start + length)
  for (let lineEnd = text.indexOf('\n', from); lineEnd !== -1 && lineEnd < latest;) {
    const line = text.slice(Math.max(start, text.lastIndexOf('\n', lineEnd - 1) + 1, lineEnd - 400), lineEnd)
    if (!runsOn.test(line)) return lineEnd + 1
    from = lineEnd + 1
    lineEnd = text.indexOf('\n', from)
  }
  // one line of megabytes, such as JSON from a program: between two of its members
  for (const between of ['","', '},{', '\\n', '", "', '> ', ' ']) {
    const at = text.indexOf(between, start + length)
    if (at !== -1 && at < latest) return at + between.length
  }
  return latest
}

const runsOn = /334(?:[ -].{0,60})?\r?$|^[\s>|]*[A-Za-z0-9+/_=-]{4,}\r?$|-----BEGIN|["'=:]\s*$/

function afterKey(text: string, start: number, from: number): number {
  const opened = text.lastIndexOf('-----BEGIN', from)
  if (opened < start) return from
  const closed = text.indexOf('-----END', opened)
  return closed === -1 || closed < from ? from : closed
}
