/** Recipes, remedies, clouds and deadlines from YAML files: ours, and recipes of the person's own. */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { appError, type AppError } from '../../../domain/app-error.ts'
import { parseClouds } from '../../../domain/cloud/parse-clouds.ts'
import type { Cloud } from '../../../domain/cloud/cloud.ts'
import { parseDeadlines, type Deadline } from '../../../domain/deadline/deadline.ts'
import type { RemedyEntry } from '../../../domain/diagnosis/catalogue.ts'
import { parseCatalogue } from '../../../domain/diagnosis/parse-catalogue.ts'
import { parseRecipe, recipeProblems } from '../../../domain/recipe/parse-recipe.ts'
import type { Recipe } from '../../../domain/recipe/recipe.ts'
import type { Result } from '../../../domain/result.ts'
import type { Log } from '../../ports/log.ts'
import type { RecipeSource } from '../../ports/recipe-source.ts'
import { parseYamlText, readYamlFile } from './yaml-file.ts'

const yamlName = /\.ya?ml$/i
/** More of them is a wrong folder, not a collection of recipes. */
const mostFiles = 200

/** Reads each kind of file when it is first asked for: starting is quick, and most work needs few of them. */
export class YamlRecipeSource implements RecipeSource {
  readonly recipes: () => readonly Recipe[]
  readonly remedies: () => readonly RemedyEntry[]
  readonly clouds: () => readonly Cloud[]
  readonly deadlines: () => readonly Deadline[]

  /** Our own files must be right: a mistake in them is a bug and throws. A person's recipe that is wrong is logged and left out. */
  constructor(assetsFolder: string, userFolder: string | null, log: Log) {
    const asset = (name: string) => path.join(assetsFolder, name)
    this.clouds = once(() => mustBe('clouds.yaml', parseClouds(yamlOf(asset('clouds.yaml')))))
    this.deadlines = once(() => mustBe('deadlines.yaml', parseDeadlines(yamlOf(asset('deadlines.yaml')))))
    this.remedies = once(() =>
      mustBe(
        'remedies',
        parseCatalogue(yamlFiles(asset('remedies')).flatMap((file) => yamlOf(file) as unknown[])),
      ),
    )
    this.recipes = once(() => readRecipes(asset('recipes'), userFolder, log))
  }

  recipe(id: string): Recipe | null {
    return this.recipes().find((recipe) => recipe.id === id) ?? null
  }
}

function readRecipes(ownFolder: string, userFolder: string | null, log: Log): Recipe[] {
  const own = yamlFiles(ownFolder).map((file) => mustBe(file, parseRecipe(yamlOf(file))))
  const added: Recipe[] = []
  for (const file of userFolder === null ? [] : yamlFiles(userFolder)) {
    const recipe = readUserRecipe(file)
    const problem = recipe.ok
      ? clash(recipe.value, own, added)
      : recipe.error.map(({ what }) => what).join(' ')
    if (recipe.ok && problem === null) added.push(recipe.value)
    else log.warn('recipe.left-out', { file, problem })
  }
  return [...own, ...added]
}

function once<T>(read: () => T): () => T {
  let kept: { readonly value: T } | undefined
  return () => (kept ??= { value: read() }).value
}

/** More would not be read anyway: such a file is something else. */
const mostProblems = 100

/** Every problem in the text of a recipe file with its line and column, in the order of the file; none when it is good. */
export function checkRecipeFile(text: string): AppError[] {
  const yaml = parseYamlText(text)
  if (!yaml.ok) return yaml.error
  return recipeProblems(yaml.value.value)
    .map((problem) => ({ ...problem, ...yaml.value.place(problem.at, problem.inName) }))
    .sort((a, b) => a.line - b.line || a.column - b.column)
    .slice(0, mostProblems)
    .map(({ path, what, line, column }) =>
      appError('bad-input', `line ${line}, column ${column}: ${path}: ${what}.`, { field: path }),
    )
}

function clash({ id }: Recipe, own: readonly Recipe[], added: readonly Recipe[]): string | null {
  if (own.some((recipe) => recipe.id === id))
    return `“${id}” is the id of a recipe that comes with Sendproof.`
  return added.some((recipe) => recipe.id === id) ? `Another file has the id “${id}” already.` : null
}

function readUserRecipe(file: string): Result<Recipe, readonly AppError[]> {
  const value = readYamlFile(file)
  return value.ok ? parseRecipe(value.value) : value
}

function yamlOf(file: string): unknown {
  return mustBe(file, readYamlFile(file))
}

function mustBe<T>(what: string, result: Result<T, readonly AppError[]>): T {
  if (result.ok) return result.value
  throw new Error(`${what}: ${result.error.map((error) => error.what).join(' ')}`)
}

/** In the order of their names, so that the list is the same everywhere. A folder that is not there holds none. */
function yamlFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => yamlName.test(name))
      .sort()
      .slice(0, mostFiles)
      .map((name) => path.join(folder, name))
  } catch {
    return []
  }
}
