/** What of a pasted or opened text stands in the box: a text area lays out every line it holds, seen or not. Pure. */

/** Above this nobody edits by hand what a file or a table holds. */
const mostLetters = 40_000
const linesShown = 200

export interface ShownText {
  readonly text: string
  /** Lines that are read and not shown; 0 when all of it is there. */
  readonly more: number
}

export function shownText(whole: string): ShownText {
  if (whole.length <= mostLetters) return { text: whole, more: 0 }
  const lines = whole.split('\n')
  const text = lines.slice(0, linesShown).join('\n').slice(0, mostLetters)
  return { text, more: Math.max(1, lines.length - linesShown) }
}
