/**
 * What recipes have in common: one entry of assets/steps, which a recipe names with `use` instead of writing it again.
 * What stands beside `use` wins, member by member; an entry without an id of its own in the recipe keeps its name.
 */
import { placeText, schemaProblems, type AssetProblem } from '../problem/asset-problem.ts'
import { err, ok, type Result } from '../result.ts'
import { recipePieces } from './recipe.schema.ts'
import { type ShareKind, SharedSchema } from './shared.schema.ts'

export const shareKinds = Object.keys(recipePieces) as ShareKind[]

/** Where the pieces of a kind stand in a recipe: a list of them, or one. */
const homes: Readonly<Record<ShareKind, { readonly at: readonly string[]; readonly listed: boolean }>> = {
  questions: { at: ['questions'], listed: true },
  steps: { at: ['steps'], listed: true },
  permissions: { at: ['permissions'], listed: true },
  redirects: { at: ['registration', 'redirects'], listed: true },
  screens: { at: ['product', 'screens'], listed: true },
  probes: { at: ['verification', 'probes'], listed: true },
  cautions: { at: ['cautions'], listed: true },
  sources: { at: ['sources'], listed: true },
  smtpAuth: { at: ['smtpAuth'], listed: false },
  implicit: { at: ['registration', 'implicit'], listed: false },
  scoping: { at: ['scoping'], listed: false },
  verification: { at: ['verification'], listed: false },
}

/** Kinds whose pieces carry an id. */
const named: ReadonlySet<ShareKind> = new Set(['questions', 'steps', 'probes'])

type Entries = Readonly<Record<string, Readonly<Record<string, unknown>>>>
export type Shared = Readonly<Record<ShareKind, Entries>>

export const nothingShared: Shared = Object.fromEntries(shareKinds.map((kind) => [kind, {}])) as Shared

/** Puts the files of assets/steps together; the same name twice in one kind is a mistake. */
export function parseShared(files: readonly unknown[]): Result<Shared, AssetProblem[]> {
  const all = Object.fromEntries(shareKinds.map((kind) => [kind, {}])) as Record<
    ShareKind,
    Record<string, Readonly<Record<string, unknown>>>
  >
  for (const file of files) {
    const parsed = SharedSchema.safeParse(file)
    if (!parsed.success) return err(schemaProblems(parsed.error.issues, file))
    for (const kind of shareKinds)
      for (const name of Object.keys(parsed.data[kind] ?? {})) {
        if (Object.hasOwn(all[kind], name))
          return err([{ code: 'used-twice', path: `${kind}.${name}`, name }])
        // as it was written: defaults are set once, in the recipe that uses it
        all[kind][name] = memberOf(memberOf(file, kind), name) as Readonly<Record<string, unknown>>
      }
  }
  return ok(all)
}

export interface UseProblem {
  readonly at: readonly (string | number)[]
  readonly problem: AssetProblem
}

/** The recipe with every `use` replaced; those that name nothing are told and left as they stand. Never throws. */
export function withShared(value: unknown, shared: Shared): { value: unknown; problems: UseProblem[] } {
  const problems: UseProblem[] = []
  let whole = value
  // pieces within pieces (a probe of a shared verification) come after the piece around them
  for (const kind of ['verification', ...shareKinds.filter((one) => one !== 'verification')] as const) {
    const { at, listed } = homes[kind]
    whole = changed(whole, at, (found) => {
      if (!listed) return usedIn(found, kind, at, shared, problems)
      return Array.isArray(found)
        ? (found as unknown[]).map((one, index) => usedIn(one, kind, [...at, index], shared, problems))
        : found
    })
  }
  return { value: whole, problems }
}

function usedIn(
  piece: unknown,
  kind: ShareKind,
  at: readonly (string | number)[],
  shared: Shared,
  problems: UseProblem[],
): unknown {
  if (!isRecord(piece) || !Object.hasOwn(piece, 'use')) return piece
  const { use, ...own } = piece
  const entries = shared[kind]
  if (typeof use === 'string' && Object.hasOwn(entries, use)) {
    const entry = anotherWay(own) ? without(entries[use] ?? {}, 'clicks') : entries[use]
    return { ...(named.has(kind) ? { id: use } : {}), ...entry, ...own }
  }
  const known = Object.keys(entries)
  const path = placeText([...at, 'use'])
  problems.push({
    at: [...at, 'use'],
    problem: known.length === 0 ? { code: 'nothing-shared', path } : { code: 'not-shared', path, known },
  })
  return piece
}

/** Clicks lead to what a step asks for; where a recipe asks for something else or somewhere else, they would mislead. */
function anotherWay(own: Readonly<Record<string, unknown>>): boolean {
  return 'what' in own || 'portal' in own
}

function without(entry: Readonly<Record<string, unknown>>, name: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(entry).filter(([key]) => key !== name))
}

/** The value with one member replaced, everything else untouched. */
function changed(value: unknown, at: readonly string[], change: (found: unknown) => unknown): unknown {
  const [first, ...rest] = at
  if (first === undefined) return change(value)
  if (!isRecord(value) || !Object.hasOwn(value, first)) return value
  return { ...value, [first]: changed(value[first], rest, change) }
}

function memberOf(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
