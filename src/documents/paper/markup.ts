/** The one way into HTML: a template that escapes whatever is put into it, and the small pieces documents share. */
import { html, raw } from 'hono/html'
import { plainText } from '../../domain/text/escape.ts'

/** HTML that came out of `markup`: everything in it that was not written here is escaped. */
export interface Markup {
  readonly isEscaped: true
  toString(): string
}

type Value = string | number | Markup | readonly Markup[]

/** Texts may hold anything: what a browser would not show, or obey, is taken out before the template escapes the rest. */
export function markup(pieces: TemplateStringsArray, ...values: readonly Value[]): Markup {
  const made = html(pieces, ...values.map((value) => (typeof value === 'string' ? plainText(value) : value)))
  if (made instanceof Promise) throw new TypeError('a document holds no promises')
  return made
}

export const nothing = markup``

/** A style sheet written here; in it a text goes through `cssString` alone. */
export const styleSheet = (css: string): Markup => raw(css)

/** A script written here, which the head has to name by its digest; no text of anybody's goes into it. */
export const script = (code: string): Markup => raw(`<script>${code}</script>`)

/** A value for the page's own script to read. It may hold any text: nothing in it can end the block or be run. */
export function dataBlock(id: string, value: unknown): Markup {
  const json = JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return markup`<script type="application/json" id="${id}">${raw(json)}</script>`
}

export const mono = (text: string) => markup`<span class="mono">${text}</span>`
export const sub = (content: string | Markup) => markup`<span class="sub">${content}</span>`
export const soft = (text: string) => markup`<span class="soft">${text}</span>`

/** Parts of a document as texts, each made when its turn comes. */
export function* texts(parts: Iterable<Markup>): Generator<string> {
  for (const part of parts) yield part.toString()
}

export interface Column {
  readonly head: string
  /** Share of the width in percent; without it the browser decides. */
  readonly width?: number
}

/** A table that names its columns. */
export function table(columns: readonly Column[], rows: readonly Markup[]): Markup {
  return markup`${[...tableParts(columns, rows)]}`
}

/** The same in parts: a row is made when its turn comes. */
export function* tableParts(columns: readonly Column[], rows: Iterable<Markup>): Generator<Markup> {
  const fixed = columns.some(({ width }) => width !== undefined)
  const cols = columns.map(({ width }) =>
    width === undefined ? markup`<col>` : markup`<col style="width:${width}%">`,
  )
  const heads = columns.map(({ head }) => markup`<th scope="col">${head}</th>`)
  yield markup`<table${fixed ? styleSheet(' class="fixed"') : nothing}>${fixed ? markup`<colgroup>${cols}</colgroup>` : nothing}<thead><tr>${heads}</tr></thead><tbody>`
  for (const row of rows)
    yield markup`${row}
`
  yield markup`</tbody></table>`
}

/** First cell is the row's head. */
export function row([head = nothing, ...cells]: readonly (string | Markup)[]): Markup {
  return markup`<tr><th scope="row">${head}</th>${cells.map((cell) => markup`<td>${cell}</td>`)}</tr>`
}

/** Terms and what they are. */
export function facts(rows: readonly (readonly [string, string | Markup])[]): Markup {
  return markup`<dl>${rows.map(([term, value]) => markup`<dt>${term}</dt><dd>${value}</dd>`)}</dl>`
}

/** A section with its heading. */
export function section(heading: string, ...content: readonly Markup[]): Markup {
  return markup`<section><h2>${heading}</h2>${content}</section>`
}

/** A CSS string that can hold any text: everything but letters, digits, blanks and plain punctuation is escaped. */
export function cssString(text: string): string {
  return `"${[...text].map((character) => (/[A-Za-z0-9 .,:()@_-]/.test(character) ? character : `\\${(character.codePointAt(0) ?? 0).toString(16)} `)).join('')}"`
}

/** Head of every document: nothing is fetched, and nothing runs but the script it names, whatever opens it. */
export function documentHead({
  language,
  generator,
  title,
  marks = [],
  style,
  scriptDigest = null,
}: {
  readonly language: string
  readonly generator: string
  readonly title: string
  /** Further meta elements. */
  readonly marks?: readonly Markup[]
  readonly style: string
  /** Of the one script that may run; without it none may. */
  readonly scriptDigest?: string | null
}): Markup {
  const runs = scriptDigest === null ? nothing : markup` script-src '${raw(scriptDigest)}';`
  return markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none';${runs} style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="generator" content="${generator}">
${marks}<title>${title}</title>
<style>${styleSheet(style)}</style>
</head>
<body>
`
}
