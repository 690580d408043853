/** Small pieces the sections of the HTML report are made of. Whatever goes in may hold anything: it is escaped here. */
import { escapeHtml } from '../text/escape.ts'

export const mono = (text: string) => `<span class="mono">${escapeHtml(text)}</span>`
export const sub = (html: string) => `<span class="sub">${html}</span>`

export interface Column {
  readonly head: string
  /** Share of the width in percent; without it the browser decides. */
  readonly width?: number
}

/** A table that names its columns; `rows` are finished `<tr>` elements. */
export function table(columns: readonly Column[], rows: readonly string[]): string {
  return [...tableParts(columns, rows)].join('')
}

/** The same in parts: a row is made when its turn comes. */
export function* tableParts(columns: readonly Column[], rows: Iterable<string>): Generator<string> {
  const fixed = columns.some(({ width }) => width !== undefined)
  const group = fixed
    ? `<colgroup>${columns.map(({ width }) => (width === undefined ? '<col>' : `<col style="width:${width}%">`)).join('')}</colgroup>`
    : ''
  yield `<table${fixed ? ' class="fixed"' : ''}>${group}<thead><tr>${columns.map(({ head }) => `<th scope="col">${escapeHtml(head)}</th>`).join('')}</tr></thead><tbody>`
  let before = ''
  for (const one of rows) {
    yield `${before}${one}`
    before = '\n'
  }
  yield '</tbody></table>'
}

/** First cell is the row's head; the cells are HTML. */
export function row([head = '', ...cells]: readonly string[]): string {
  return `<tr><th scope="row">${head}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`
}
