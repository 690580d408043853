/**
 * A log of megabytes down to the lines an error can stand in, with the lines around them. What is kept is bounded, so
 * that the slow reading that follows takes the same time whatever was pasted.
 */
import { decodedParts } from './unwrap.ts'

/** Up to here everything is read. */
const readWhole = 200_000
const mostStrong = 140_000
const mostWeak = 60_000
const around = 3
/** A line without an end, such as JSON from a program, is looked at in parts. */
const longestLine = 2_000

const strong =
  /aadsts|[45]\d\d[ #:,"'(b-]{1,4}[45]\.\d{1,3}\.\d|exception|error_?codes?\b|denied|refused|certificate|timed ?out|\be[a-z]{6,12}(?=\b.{0,40}(?:587|smtp|login|graph))|x-?oauth|unauthori|forbidden|credwrite|wam_|broker/i
const weak = /error|fail|fehler|erreur|fout|\b[45]\d\d\b|not |[^\0-\x7f]/i

export function condensed(text: string): string {
  if (text.length <= readWhole) return text
  // a report in base64 beside a large attachment has to be read before lines are chosen
  const lines = linesOf(decodedParts(text))
  const keep = new Set<number>()
  choose(lines, strong, mostStrong, keep)
  choose(lines, weak, mostWeak, keep)
  return [...keep]
    .sort((a, b) => a - b)
    .map((index) => lines[index] ?? '')
    .join('\n')
}

/** A log says the same lines again and again; the second time they say nothing new. */
function linesOf(text: string): string[] {
  const seen = new Set<string>()
  const lines: string[] = []
  for (const line of text.replace(/(?:\r?\n){3,}/g, '\n\n').split('\n')) {
    if (line.length > longestLine)
      for (let at = 0; at < line.length; at += longestLine) lines.push(line.slice(at, at + longestLine))
    else if (!seen.has(line)) {
      seen.add(line)
      lines.push(line)
    }
  }
  return lines
}

/** From both ends inwards: an error stands at the beginning of a log or at its end. */
function choose(lines: readonly string[], pattern: RegExp, most: number, keep: Set<number>): void {
  let kept = 0
  for (let step = 0; step < lines.length && kept < most; step++) {
    const index = step % 2 === 0 ? step / 2 : lines.length - (step + 1) / 2
    const line = lines[index]
    if (line === undefined || keep.has(index) || !pattern.test(line)) continue
    for (let near = Math.max(0, index - around); near <= Math.min(lines.length - 1, index + around); near++)
      if (!keep.has(near)) {
        keep.add(near)
        kept += (lines[near] ?? '').length + 1
      }
  }
}
