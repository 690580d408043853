/** Reads a recipe that came from a file: what it shares put in, shape, then what a schema cannot say. */
import type { SchemaIssue } from '../problem/finding.schema.ts'
import { firstOf, placeText, schemaProblem, valueAt, type AssetProblem } from '../problem/asset-problem.ts'
import { err, ok, type Result } from '../result.ts'
import { crossCheck } from './cross-check.ts'
import type { PermissionCatalogue } from './permission-catalogue.schema.ts'
import { RecipeSchema, type Recipe } from './recipe.schema.ts'
import { nothingShared, withShared, type Shared } from './shared.ts'

/** What a recipe may refer to outside its own file. */
export interface RecipeLibrary {
  readonly shared: Shared
  /** Null: the names of permissions are not looked up. */
  readonly permissions: PermissionCatalogue | null
}

const noLibrary: RecipeLibrary = { shared: nothingShared, permissions: null }

export interface RecipeProblem {
  readonly problem: AssetProblem
  /** Where, for whoever looks up the line: the members from the outside in. */
  readonly at: readonly (string | number)[]
  /** Whether the name of the last member is wrong, and not its value. */
  readonly inName?: boolean
}

/** The recipe, or every problem in it. */
export function parseRecipe(
  value: unknown,
  library: RecipeLibrary = noLibrary,
): Result<Recipe, AssetProblem[]> {
  const whole = withShared(value, library.shared)
  const problems = problemsOf(whole, library)
  return problems.length === 0
    ? ok(RecipeSchema.parse(whole.value))
    : err(firstOf(problems.map(({ problem }) => problem)))
}

/**
 * Every problem at once: what the schema says, and what holds between the parts as far as they can be read. A
 * mistake in one step must not hide the mistake in the next one. Places are those of the file as it was written.
 */
export function recipeProblems(value: unknown, library: RecipeLibrary = noLibrary): RecipeProblem[] {
  return problemsOf(withShared(value, library.shared), library)
}

function problemsOf({ value, problems }: ReturnType<typeof withShared>, { permissions }: RecipeLibrary) {
  const parsed = RecipeSchema.safeParse(value)
  const shape = parsed.success ? [] : parsed.error.issues.flatMap((issue) => shapeProblems(issue, value))
  const places = new Set(shape.map(({ problem }) => problem.path))
  const between = crossCheck(value, permissions)
    .filter(({ path }) => !places.has(path))
    .map((problem): RecipeProblem => ({ problem, at: membersOf(problem.path ?? '') }))
  // of a piece that could not be found everything is missing: that is one mistake, not ten
  const unknown = problems.map(({ at }) => placeText(at.slice(0, -1)))
  const told = [...shape, ...between].filter(
    ({ at }) => !at.some((_, index) => unknown.includes(placeText(at.slice(0, index + 1)))),
  )
  return [...problems, ...told]
}

function shapeProblems(issue: SchemaIssue, root: unknown): RecipeProblem[] {
  const at = issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      problem: { code: 'unread-members', path: placeText(at), names: [key] },
      at: [...at, key],
      inName: true,
    }))
  const branch = issue.code === 'invalid_union' ? branchFor(issue, root) : null
  if (branch !== null)
    return branch.flatMap((one) => shapeProblems({ ...one, path: [...issue.path, ...one.path] }, root))
  return [{ problem: schemaProblem(issue, root), at }]
}

/** Of a choice of shapes the one the author meant: the list when it is a list, the members when it has members. */
function branchFor(
  issue: Extract<SchemaIssue, { code: 'invalid_union' }>,
  root: unknown,
): SchemaIssue[] | null {
  const value = valueAt(root, issue.path)
  if (typeof value !== 'object' || value === null) return null
  return (
    issue.errors.find((branch) => branch.length > 0 && branch.every((one) => one.path.length > 0)) ??
    issue.errors.find((branch) =>
      branch.some((one) => one.path.length > 0 || one.code === 'unrecognized_keys'),
    ) ??
    null
  )
}

/** steps[2].title → steps, 2, title. Only for paths that this program wrote. */
function membersOf(path: string): (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, name]) =>
    index === undefined ? (name ?? '') : Number(index),
  )
}
