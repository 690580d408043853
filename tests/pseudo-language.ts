/**
 * Tells what a person can read that no language folder holds: with `--language qps-ploc` every sentence of `src/words`
 * stands in brackets, so whatever is outside them has to be data, and data can be named.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'

const assets = path.resolve(import.meta.dirname, '../assets')

/** What stands outside brackets in a text, piece by piece. */
export function outsideBrackets(text: string): string[] {
  const pieces: string[] = []
  let depth = 0
  let piece = ''
  for (const letter of text) {
    if (letter === '⟦') {
      if (depth === 0) pieces.push(piece)
      depth += 1
      piece = ''
    } else if (letter === '⟧') {
      depth = Math.max(0, depth - 1)
      piece = ''
    } else if (depth === 0) piece += letter
  }
  return [...pieces, piece].map((one) => one.trim()).filter((one) => one !== '')
}

/** Shapes that are data in any language: addresses, ids, hosts, paths, dates, times, numbers, codes. */
const shapes: readonly RegExp[] = [
  /[^\s@]+@[^\s@]+\.[a-z]+/giu,
  /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/giu,
  /\bhttps?:\/\/\S+/giu,
  /\b(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?(?:\/\S*)?/giu,
  /(?:\/[\w.-]+){2,}/gu,
  /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?/gu,
  /\b\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?/gu,
  /<[^<>\s]+>/gu,
  /\b[0-9a-f]{12,}\b/giu,
  // what a receiving server writes of SPF, DKIM and DMARC
  /\b(?:pass|fail|softfail|neutral|none|temperror|permerror)\b/gu,
  /[\d\p{P}\p{S}\s]+/gu,
]

function leaves(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(leaves)
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, inner]) => [key, ...leaves(inner)])
  return []
}

/** The catalogue of causes stands in brackets like the words; its phrases of error texts never do. */
const inBrackets: ReadonlySet<string> = new Set(['remedies', 'asking.yaml'])

function yamlTexts(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name)
    if (inBrackets.has(entry.name)) return []
    if (entry.isDirectory()) return yamlTexts(file)
    return entry.name.endsWith('.yaml') ? leaves(parse(readFileSync(file, 'utf8'))) : []
  })
}

const flat = (text: string) => text.replaceAll(/\s+/gu, ' ').trim()

/** A part of a longer text has to be this long to be told from a word of the window. */
const partOfText = 25

/** Texts of recipes, steps and clouds: data, translated by overlays of their own. */
class AssetTexts {
  readonly #exact: ReadonlySet<string>
  readonly #long: string
  readonly #patterns: readonly RegExp[]

  constructor() {
    const texts = [...new Set(yamlTexts(assets).map(flat))].filter((text) => text !== '')
    this.#exact = new Set(texts)
    this.#long = texts.filter((text) => text.length >= partOfText).join('\n')
    this.#patterns = texts
      .filter((text) => text.replaceAll(/\{[^}]*\}/gu, '').length >= 4 && text.includes('{'))
      .map(
        (text) =>
          new RegExp(
            `^${text
              .split(/\{[\w-]+\}/u)
              .map(literally)
              .join('[\\s\\S]*?')}$`,
            'u',
          ),
      )
  }

  has(text: string): boolean {
    const wanted = flat(text)
    return (
      this.#exact.has(wanted) ||
      (wanted.length >= partOfText && this.#long.includes(wanted)) ||
      this.#patterns.some((pattern) => pattern.test(wanted))
    )
  }
}

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/gu, '\\$&')
}

let texts: AssetTexts | null = null

/** What is neither in brackets nor data. `known`: names the test itself typed. */
export function unworded(text: string, known: readonly string[] = []): string[] {
  texts ??= new AssetTexts()
  const all = texts
  return outsideBrackets(text).filter((whole) => {
    const piece = whole.replace(/^[\s:·,(]+/u, '')
    if (all.has(piece)) return false
    // several texts of the assets one behind the other are still theirs
    if ([/(?<=[.!?:]) /u, /, /u].some((end) => piece.split(end).every((part) => all.has(part)))) return false
    let rest = piece
    for (const name of known) rest = rest.replaceAll(name, '')
    for (const shape of shapes) rest = rest.replaceAll(shape, ' ')
    rest = rest.trim()
    return rest !== '' && !all.has(rest)
  })
}
