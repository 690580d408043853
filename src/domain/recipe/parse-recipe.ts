/** Reads a recipe that came from a file: shape first, then what a schema cannot say. */
import type { z } from 'zod'
import type { Said } from '../app-error.ts'
import { problemErrors } from '../asset-problems.ts'
import { err, ok, type Result } from '../result.ts'
import { crossCheck } from './cross-check.ts'
import { RecipeSchema, type Recipe } from './recipe.ts'

export interface RecipeProblem {
  /** Where, for people: steps[2].title. */
  readonly path: string
  readonly what: string
  /** Where, for whoever looks up the line: the members from the outside in. */
  readonly at: readonly (string | number)[]
  /** Whether the name of the last member is wrong, and not its value. */
  readonly inName?: boolean
}

/** The recipe, or every problem in it, each one sentence that names the path. */
export function parseRecipe(value: unknown): Result<Recipe, Said[]> {
  const problems = recipeProblems(value)
  return problems.length === 0 ? ok(RecipeSchema.parse(value)) : err(problemErrors(problems))
}

/**
 * Every problem at once: what the schema says, and what holds between the parts as far as they can be read. A
 * mistake in one step must not hide the mistake in the next one.
 */
export function recipeProblems(value: unknown): RecipeProblem[] {
  const parsed = RecipeSchema.safeParse(value)
  const shape = parsed.success ? [] : parsed.error.issues.flatMap((issue) => shapeProblems(issue, value))
  const places = new Set(shape.map(({ path }) => path))
  const between = crossCheck(value)
    .filter(({ path }) => !places.has(path))
    .map(({ path, what }) => ({ path, what, at: membersOf(path) }))
  return [...shape, ...between]
}

function shapeProblems(issue: z.core.$ZodIssue, root: unknown): RecipeProblem[] {
  const at = issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
  const path = pathText(at)
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path,
      what: `has a member nobody reads: ${key}`,
      at: [...at, key],
      inName: true,
    }))
  const branch = issue.code === 'invalid_union' ? branchFor(issue, root) : null
  if (branch !== null)
    return branch.flatMap((one) => shapeProblems({ ...one, path: [...issue.path, ...one.path] }, root))
  return [{ path, what: issue.message.replace(/^Invalid input: /, ''), at }]
}

/** Of a choice of shapes the one the author meant: the list when it is a list, the members when it has members. */
function branchFor(
  issue: Extract<z.core.$ZodIssue, { code: 'invalid_union' }>,
  root: unknown,
): z.core.$ZodIssue[] | null {
  let value = root
  for (const part of issue.path)
    value = typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined
  if (typeof value !== 'object' || value === null) return null
  return (
    issue.errors.find((branch) => branch.length > 0 && branch.every((one) => one.path.length > 0)) ??
    issue.errors.find((branch) =>
      branch.some((one) => one.path.length > 0 || one.code === 'unrecognized_keys'),
    ) ??
    null
  )
}

function pathText(parts: readonly (string | number)[]): string {
  if (parts.length === 0) return 'the file'
  return parts
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${part}`))
    .join('')
}

/** steps[2].title → steps, 2, title. Only for paths that this program wrote. */
function membersOf(path: string): (string | number)[] {
  return [...path.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, name]) =>
    index === undefined ? (name ?? '') : Number(index),
  )
}
