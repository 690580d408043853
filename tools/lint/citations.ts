/**
 * Every `@see reference 4.6`, `reference 7.2 row 95` and `setup-automation 1.2` leads to a heading, or to a row of a
 * table, in docs/reference. Run by itself it names those that do not; so does `npm run check`.
 */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** How a comment names a document, and the file in docs/reference that it means. */
const documents = { reference: 'microsoft-365-mail.md', 'setup-automation': 'setup-automation.md' } as const
type DocumentName = keyof typeof documents

const cited = ['src', 'assets', 'tests', 'tools', 'docs']
const readable = /\.(?:[cm]?[jt]sx?|ya?ml|md)$/
/** Folders whose texts people read: there a fact names the public page it comes from. */
const shown = /^assets\/(?:recipes|steps|deadlines|clouds)\b/

export interface Citation {
  readonly line: number
  readonly document: DocumentName
  readonly section: string
  /** First and last row; null where the whole section is meant. */
  readonly rows: readonly [number, number] | null
}

/** What can be cited: section numbers, each with the numbers in the first column of its tables. */
export type Anchors = ReadonlyMap<string, ReadonlySet<number>>

export function anchorsOf(markdown: string): Anchors {
  const anchors = new Map<string, Set<number>>()
  let rows = new Set<number>()
  for (const line of markdown.split('\n')) {
    const heading = /^#{2,4} (\d+(?:\.\d+)?)[. ]/.exec(line)?.[1]
    if (heading !== undefined) {
      rows = new Set()
      anchors.set(heading, rows)
    }
    const row = /^\| (\d+) *\|/.exec(line)?.[1]
    if (row !== undefined) rows.add(Number(row))
  }
  return anchors
}

/** An AADSTS number has more digits than a section, so that “reference 7.1, 50059” names one section. */
const section = String.raw`\d{1,2}(?:\.\d{1,2})?(?![\d.]*\d)`
const item = String.raw`${section}(?: rows? \d+(?: to \d+)?)?(?: \([^)]*\))?`
const citation = new RegExp(
  String.raw`\b(?<name>reference|setup-automation) (?<items>${item}(?:(?:, | and | to )${item})*)`,
  'g',
)

export function citationsIn(text: string): Citation[] {
  return text.split('\n').flatMap((line, index) =>
    [...line.matchAll(citation)].flatMap(({ groups }) =>
      [...(groups?.['items'] ?? '').matchAll(new RegExp(item, 'g'))].map(([one]): Citation => {
        const rows = / rows? (\d+)(?: to (\d+))?/.exec(one)
        return {
          line: index + 1,
          document: groups?.['name'] === 'reference' ? 'reference' : 'setup-automation',
          section: /^[\d.]+/.exec(one)?.[0] ?? '',
          rows: rows === null ? null : [Number(rows[1]), Number(rows[2] ?? rows[1])],
        }
      }),
    ),
  )
}

/** One sentence for each citation that leads nowhere; none when all is well. `file` as it is printed. */
export function brokenCitations(
  file: string,
  text: string,
  anchors: Readonly<Record<DocumentName, Anchors>>,
): string[] {
  return citationsIn(text).flatMap(({ line, document, section: number, rows }) => {
    const place = `${file}:${line}`
    const target = `docs/reference/${documents[document]}`
    if (shown.test(file) && !inComment(text, line))
      return [`${place}: people read this: name the public page instead of “${document} ${number}”`]
    const known = anchors[document].get(number)
    if (known === undefined)
      return [`${place}: there is no section ${number} in ${target}: correct the number or write the section`]
    const missing = rows?.find((row) => !known.has(row))
    return missing === undefined
      ? []
      : [`${place}: section ${number} of ${target} has no row ${missing}: correct the number or add the row`]
  })
}

/** One sentence for each link of a document that has no address. */
export function linksWithoutAddress(file: string, text: string): string[] {
  const addresses = new Set([...text.matchAll(/^\[([^\]]+)\]: https?:/gm)].map(([, label]) => label))
  return text
    .split('\n')
    .flatMap((line, index) =>
      [...line.replace(/`[^`]*`/g, '').matchAll(/\[([a-z0-9][a-z0-9-]*)\](?![(:])/g)]
        .filter(([, label]) => !addresses.has(label ?? ''))
        .map(([, label]) => `${file}:${index + 1}: [${label ?? ''}] has no address at the end of the file`),
    )
}

function inComment(text: string, line: number): boolean {
  return /^\s*#/.test(text.split('\n')[line - 1] ?? '')
}

/** Everything that is wrong under a root folder, in the order of the files. */
export function checkCitations(root: string): string[] {
  const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
  const anchors = {
    reference: anchorsOf(read(`docs/reference/${documents.reference}`)),
    'setup-automation': anchorsOf(read(`docs/reference/${documents['setup-automation']}`)),
  }
  const files = cited.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => `${folder}/${file.replaceAll(path.sep, '/')}`)
      .filter((file) => readable.test(file))
      .sort(),
  )
  return [
    ...files.flatMap((file) => brokenCitations(file, read(file), anchors)),
    ...Object.values(documents).flatMap((name) =>
      linksWithoutAddress(`docs/reference/${name}`, read(`docs/reference/${name}`)),
    ),
  ]
}

if (import.meta.main) {
  const problems = checkCitations(path.resolve(import.meta.dirname, '../..'))
  for (const problem of problems) console.error(problem)
  process.exitCode = problems.length === 0 ? 0 : 1
}
