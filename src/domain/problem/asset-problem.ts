/** What is wrong with a data file: a recipe, a cloud, a deadline, a remedy. Facts, worded in `src/words/en/assets.ts`. */
import type { SchemaIssue } from './finding.schema.ts'
import type { Finding } from './finding.ts'

interface NamedPermission {
  readonly kind: string
  readonly value: string
  /** As the portal calls it. */
  readonly resource: string
}

/** By code. What stands in the file, and the reader's own words, are text; everything else is a fact. */
export interface AssetFacts {
  // the file itself
  'file-unreadable': { readonly file: string }
  'too-large': { readonly bytes: number }
  'too-deep': object
  'not-yaml': { readonly reader: string }
  alias: { readonly name: string }

  // what the schema says
  missing: object
  'wrong-type': { readonly expected: string; readonly received: string }
  'not-one-of': { readonly values: readonly string[] }
  'above-most': { readonly of: 'text' | 'list' | 'number'; readonly most: number }
  'below-least': { readonly of: 'text' | 'list' | 'number'; readonly least: number }
  'wrong-format': { readonly format: string }
  'wrong-shape': object
  'unread-members': { readonly names: readonly string[] }
  'invisible-characters': object
  'id-letters': object
  'not-https': object
  'link-parts': object
  'ends-too-early': object
  'id-without-source': object
  'consent-not-admin': object

  // what has to hold between the parts
  'used-twice': { readonly name: string }
  'listed-twice': { readonly name: string }
  'own-fact': { readonly name: string }
  'not-an-option': { readonly value: string }
  'no-such': {
    readonly kind: 'step' | 'question' | 'part' | 'meaning' | 'speaker' | 'cause'
    readonly name: string
  }
  circle: { readonly steps: readonly string[] }
  'answer-is-text': { readonly question: string }
  'answer-is-flag': { readonly question: string }
  /** Without a value where it is a list or has members. */
  'not-an-answer': { readonly value: string | null; readonly question: string }
  'ask-missing': object
  'nothing-fills-in': { readonly name: string }
  'names-itself': object
  'permission-unknown': { readonly value: string }
  'permission-elsewhere': { readonly asked: NamedPermission; readonly known: NamedPermission }
  'redirect-refused': { readonly finding: Finding }
  'outside-accepted': object
  'nothing-shared': object
  'not-shared': { readonly known: readonly string[] }
  'phrase-short': { readonly phrase: string; readonly least: number }
  'match-empty': object
  'id-of-ours': { readonly id: string }
  'id-of-another': { readonly id: string }
}

export type AssetCode = keyof AssetFacts

export interface AssetPlace {
  /** steps[2].title; empty for what stands at the top, null where the text as a whole is meant. */
  readonly path: string | null
  /** From 1; only where the text is at hand. */
  readonly line?: number
  readonly column?: number
}

export type AssetProblemOf<C extends AssetCode> = { readonly code: C } & AssetPlace & AssetFacts[C]
export type AssetProblem = { [C in AssetCode]: AssetProblemOf<C> }[AssetCode]

/** Rules of our schemas: zod hands their code on as the message. */
const ruleCodes = [
  'invisible-characters',
  'id-letters',
  'not-https',
  'link-parts',
  'ends-too-early',
  'id-without-source',
  'consent-not-admin',
] as const satisfies readonly AssetCode[]
type RuleCode = (typeof ruleCodes)[number]

/** What a schema says when the rule does not hold. */
export function rule(code: RuleCode): { readonly error: RuleCode } {
  return { error: code }
}

/** A file that is something else altogether should not fill the screen. */
const most = 50

export function firstOf(problems: readonly AssetProblem[]): AssetProblem[] {
  return problems.slice(0, most)
}

/** `root`: the value the schema looked at. */
export function schemaProblems(issues: readonly SchemaIssue[], root: unknown): AssetProblem[] {
  return firstOf(issues.map((issue) => schemaProblem(issue, root)))
}

export function schemaProblem(issue: SchemaIssue, root: unknown): AssetProblem {
  const path = placeText(issue.path.map((part) => (typeof part === 'number' ? part : String(part))))
  const broken = ruleCodes.find((code) => code === issue.message)
  if (broken !== undefined) return { code: broken, path }
  switch (issue.code) {
    case 'unrecognized_keys':
      return { code: 'unread-members', path, names: issue.keys }
    case 'invalid_type': {
      const received = kindOfValue(valueAt(root, issue.path))
      return received === 'undefined'
        ? { code: 'missing', path }
        : { code: 'wrong-type', path, expected: issue.expected, received }
    }
    case 'invalid_value':
      return valueAt(root, issue.path) === undefined
        ? { code: 'missing', path }
        : { code: 'not-one-of', path, values: issue.values.map(String) }
    case 'too_big':
      return { code: 'above-most', path, of: measured(issue.origin), most: Number(issue.maximum) }
    case 'too_small':
      return { code: 'below-least', path, of: measured(issue.origin), least: Number(issue.minimum) }
    case 'invalid_format':
      return { code: 'wrong-format', path, format: issue.format }
    case 'invalid_key':
      return issue.issues.some(({ message }) => message === 'id-letters')
        ? { code: 'id-letters', path }
        : { code: 'wrong-shape', path }
    case 'custom':
    case 'invalid_element':
    case 'invalid_union':
    case 'not_multiple_of':
      return valueAt(root, issue.path) === undefined
        ? { code: 'missing', path }
        : { code: 'wrong-shape', path }
  }
}

/** steps, 2, title → steps[2].title. */
export function placeText(parts: readonly (string | number)[]): string {
  return parts
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${part}`))
    .join('')
}

export function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root
  for (const part of path)
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? Reflect.get(value, part)
        : undefined
  return value
}

function kindOfValue(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

function measured(origin: string): 'text' | 'list' | 'number' {
  if (origin === 'string') return 'text'
  return origin === 'number' || origin === 'int' || origin === 'bigint' ? 'number' : 'list'
}
