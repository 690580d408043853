/** YAML and JSON from files of any origin, as plain values: bounded, no aliases to speak of, no custom tags. */
import { closeSync, openSync, readSync } from 'node:fs'
import {
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
} from 'yaml'
import { isNoFile } from '../files/kinds-of-file.ts'
import type { AssetProblem } from '../../../domain/problem/asset-problem.ts'
import { err, ok, type Result } from '../../../domain/result.ts'

/** The largest recipe of ours has about 25 KB; ten times that is no recipe any more. */
export const largestFile = 256 * 1024

/** What follows them is mostly their consequence. */
const mostProblems = 50
/** Deeper than any file of ours by far; the reader itself would fall over thousands of levels. */
const deepest = 24

/** A value with the way back to the lines it came from. */
export interface YamlText {
  readonly value: unknown
  /** Where the innermost member of the path stands that is there. */
  readonly place: (at: readonly (string | number)[], inName?: boolean) => { line: number; column: number }
}

/** The value, or every syntax problem with its line and column. */
export function parseYaml(text: string): Result<unknown, AssetProblem[]> {
  const parsed = parseYamlText(text)
  return parsed.ok ? ok(parsed.value.value) : parsed
}

export function parseYamlText(text: string): Result<YamlText, AssetProblem[]> {
  if (text.length > largestFile) return err([tooLarge()])
  const deep = tooDeep(text)
  if (deep !== null) return err([deep])
  const lines = new LineCounter()
  try {
    const document = parseDocument(text, {
      schema: 'core',
      version: '1.2',
      uniqueKeys: true,
      merge: false,
      // silent would hide that there is a second document in the file
      logLevel: 'error',
      stringKeys: true,
      lineCounter: lines,
    })
    // a tab puts the reader off for the rest of the file; what it says then helps nobody
    const tabs = document.errors.filter(({ code }) => code === 'TAB_AS_INDENT')
    const told = tabs.length > 0 ? tabs : [...document.errors, ...document.warnings]
    const problems = told.slice(0, mostProblems).map(({ message, pos }): AssetProblem => {
      const { line, col } = lines.linePos(pos[0])
      const reader = (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '')
      return { code: 'not-yaml', path: null, line, column: col, reader }
    })
    problems.push(...aliasProblems(document, lines))
    if (problems.length > 0) return err(problems)
    const value: unknown = document.toJS({ maxAliasCount: 0 })
    return ok({ value, place: (at, inName = false) => placeOf(document.contents, at, inName, lines) })
  } catch (thrown) {
    const reader = thrown instanceof Error ? thrown.message : String(thrown)
    return err([{ code: 'not-yaml', path: null, reader }])
  }
}

/**
 * A few repeated anchors can stand for billions of values, and one inside itself for endless many. Nothing in these
 * files is worth that, so all of them are refused.
 */
function aliasProblems(document: Document.Parsed, lines: LineCounter): AssetProblem[] {
  const problems: AssetProblem[] = []
  visit(document, {
    Alias(_, { source, range }) {
      const { line, col } = lines.linePos(range?.[0] ?? 0)
      problems.push({ code: 'alias', path: null, line, column: col, name: source })
      return problems.length < 20 ? undefined : visit.BREAK
    },
  })
  return problems
}

export function tooLarge(): AssetProblem {
  return { code: 'too-large', path: null, bytes: largestFile }
}

/** Counts before the reader does: brackets in flow style, dashes and indentation in block style. */
function tooDeep(text: string): AssetProblem | null {
  let depth = 0
  let line = 1
  let start = 0
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    if (character === '\n') {
      line += 1
      start = at + 1
      const dashes = /^[ \t]*((?:[-?:][ \t]+){0,400})/.exec(text.slice(start, start + 800))?.[1] ?? ''
      if (dashes.replace(/\s/g, '').length > deepest) return nested(line, 1)
    } else if (character === '[' || character === '{') depth += 1
    else if ((character === ']' || character === '}') && depth > 0) depth -= 1
    // brackets in plain text come in pairs; a hundred open ones are no text
    if (depth > deepest * 4) return nested(line, at - start + 1)
  }
  return null
}

function nested(line: number, column: number): AssetProblem {
  return { code: 'too-deep', path: null, line, column }
}

function placeOf(
  contents: Node | null,
  at: readonly (string | number)[],
  inName: boolean,
  lines: LineCounter,
): { line: number; column: number } {
  let node: unknown = contents
  let offset = contents?.range?.[0] ?? 0
  for (const [index, part] of at.entries()) {
    const wanted = index === at.length - 1 && !inName
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === part)
      if (pair === undefined) break
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset
      node = pair.value
      if (
        wanted &&
        isScalar(node) &&
        node.range !== undefined &&
        node.range !== null &&
        node.range[1] > node.range[0]
      )
        offset = node.range[0]
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(part)]
      if (!isNode(item)) break
      node = item
      offset = item.range?.[0] ?? offset
    } else break
  }
  const { line, col } = lines.linePos(offset)
  return { line, column: col }
}

/** The text of a file; null when it is larger than any of ours. What is read counts, for a file may grow. */
export function readBounded(file: string): string | null {
  if (isNoFile(file)) throw new Error('a device or a pipe')
  const handle = openSync(file, 'r')
  try {
    const room = Buffer.alloc(largestFile + 1)
    let length = 0
    for (let read = 1; read > 0 && length < room.length; length += read)
      read = readSync(handle, room, length, room.length - length, null)
    return length > largestFile ? null : room.toString('utf8', 0, length)
  } finally {
    closeSync(handle)
  }
}

export function readYamlFile(file: string): Result<unknown, AssetProblem[]> {
  try {
    const text = readBounded(file)
    return text === null ? err([tooLarge()]) : parseYaml(text)
  } catch {
    return err([{ code: 'file-unreadable', path: null, file }])
  }
}
