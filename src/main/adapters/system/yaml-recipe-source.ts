/** Recipes, remedies, clouds and deadlines from YAML files: ours, and recipes of the person's own. */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { AssetProblem } from '../../../domain/problem/asset-problem.ts'
import { parseClouds } from '../../../domain/cloud/parse-clouds.ts'
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import { parseDeadlines } from '../../../domain/deadline/deadline.ts'
import type { Deadline } from '../../../domain/deadline/deadline.schema.ts'
import type { Catalogue } from '../../../domain/diagnosis/catalogue.schema.ts'
import { inLanguage, type CatalogueLanguage } from '../../../domain/diagnosis/catalogue-texts.ts'
import { parseCatalogue } from '../../../domain/diagnosis/parse-catalogue.ts'
import { parseRecipe, recipeProblems, type RecipeLibrary } from '../../../domain/recipe/parse-recipe.ts'
import { parsePermissions } from '../../../domain/recipe/permission-catalogue.ts'
import type { PermissionCatalogue } from '../../../domain/recipe/permission-catalogue.schema.ts'
import type { Recipe } from '../../../domain/recipe/recipe.schema.ts'
import { parseShared, type Shared } from '../../../domain/recipe/shared.ts'
import type { Result } from '../../../domain/result.ts'
import type { Log } from '../../services/surroundings/surroundings.port.ts'
import type { RecipeSource } from '../../services/desk/stores.port.ts'
import { parseYamlText, readYamlFile } from './yaml-file.ts'

const yamlName = /\.ya?ml$/i
/** More of them is a wrong folder, not a collection of recipes. */
const mostFiles = 200

/**
 * A file is read when it is first asked for: most commands need one recipe and none of the remedies. Our own files
 * must be right: a mistake in them is a bug and throws. A person's recipe that is wrong is logged and left out.
 */
interface YamlRecipeSourceOptions {
  readonly assetsFolder: string
  /** With the person's own recipes; null where there are none. */
  readonly userFolder: string | null
  readonly log: Log
  /** Of the catalogue of causes; as it is written when nothing is said. */
  readonly language?: CatalogueLanguage
}

/** What was made of our own files. They stay as they are under a running program, so one process reads them once. */
interface Made {
  /** By file. */
  readonly recipes: Map<string, Recipe>
  shared: Shared | null
  /** As it is written. */
  remedies: Catalogue | null
}

const madeOf = new Map<string, Made>()

function madeIn(assetsFolder: string): Made {
  const made = madeOf.get(assetsFolder) ?? { recipes: new Map(), shared: null, remedies: null }
  madeOf.set(assetsFolder, made)
  return made
}

export class YamlRecipeSource implements RecipeSource {
  readonly #assets: string
  readonly #userFolder: string | null
  readonly #log: Log
  readonly #language: CatalogueLanguage
  readonly #made: Made
  /** What was read ahead, by file, until it is put together. */
  readonly #remedyParts = new Map<string, unknown>()
  #recipes: readonly Recipe[] | null = null
  #remedies: Catalogue | null = null
  #clouds: readonly Cloud[] | null = null
  #deadlines: readonly Deadline[] | null = null
  #permissions: PermissionCatalogue | null = null

  constructor({ assetsFolder, userFolder, log, language = { kind: 'written' } }: YamlRecipeSourceOptions) {
    this.#assets = assetsFolder
    this.#made = madeIn(assetsFolder)
    this.#userFolder = userFolder
    this.#log = log
    this.#language = language
  }

  recipes(): readonly Recipe[] {
    this.#recipes ??= this.#withThePersons(this.#ownFiles().map((file) => this.#ownRecipe(file)))
    return this.#recipes
  }

  /** One of ours stands in the file of its name: the others need not be read for it. */
  recipe(id: string): Recipe | null {
    const file = this.#recipes === null ? this.#ownFiles().find((one) => nameOf(one) === id) : undefined
    const own = file === undefined ? null : this.#ownRecipe(file)
    return own?.id === id ? own : (this.recipes().find((recipe) => recipe.id === id) ?? null)
  }

  remedies(): Catalogue {
    this.#made.remedies ??= mustBe(
      'remedies',
      parseCatalogue(
        this.#remedyFiles().flatMap((file) => this.#remedyPart(file) as unknown[]),
        Object.assign({}, ...this.#vocabularyFiles().map((file) => this.#remedyPart(file))),
      ),
    )
    this.#remedyParts.clear()
    this.#remedies ??= this.#inLanguage(this.#made.remedies)
    return this.#remedies
  }

  #inLanguage(english: Catalogue): Catalogue {
    const language = this.#language
    if (language.kind === 'written') return english
    if (language.kind === 'made') return mustBe('remedies', inLanguage(english, language.by))
    const folder = path.join(this.#assets, 'remedies', language.code)
    const { asking, ...causes } = Object.assign({}, ...yamlFiles(folder).map(yamlOf)) as Record<
      string,
      unknown
    >
    return mustBe(
      folder,
      inLanguage(english, () => ({ causes, asking })),
    )
  }

  clouds(): readonly Cloud[] {
    this.#clouds ??= mustBe('clouds.yaml', parseClouds(yamlOf(path.join(this.#assets, 'clouds.yaml'))))
    return this.#clouds
  }

  deadlines(): readonly Deadline[] {
    this.#deadlines ??= mustBe(
      'deadlines.yaml',
      parseDeadlines(yamlOf(path.join(this.#assets, 'deadlines.yaml'))),
    )
    return this.#deadlines
  }

  permissions(): PermissionCatalogue {
    this.#permissions ??= permissionsOf(this.#assets)
    return this.#permissions
  }

  /** The remedies, one file a turn. */
  async readAhead(): Promise<void> {
    if (this.#made.remedies !== null) return void this.remedies()
    for (const file of [...this.#remedyFiles(), ...this.#vocabularyFiles()]) {
      await new Promise((resolve) => setImmediate(resolve))
      if (this.#made.remedies === null) this.#remedyParts.set(file, yamlOf(file))
    }
    this.remedies()
  }

  #ownFiles(): string[] {
    return yamlFiles(path.join(this.#assets, 'recipes'))
  }

  #remedyFiles(): string[] {
    return yamlFiles(path.join(this.#assets, 'remedies'))
  }

  /** How error texts are read: each file holds some of the vocabulary's members. */
  #vocabularyFiles(): string[] {
    return yamlFiles(path.join(this.#assets, 'diagnosis'))
  }

  #remedyPart(file: string): unknown {
    return this.#remedyParts.get(file) ?? yamlOf(file)
  }

  #ownRecipe(file: string): Recipe {
    const recipe = this.#made.recipes.get(file) ?? mustBe(file, parseRecipe(yamlOf(file), this.#ours()))
    this.#made.recipes.set(file, recipe)
    return recipe
  }

  /** For our own recipes: their permissions are looked up when they are tested, not each time one is read. */
  #ours(): RecipeLibrary {
    this.#made.shared ??= sharedOf(this.#assets)
    return { shared: this.#made.shared, permissions: null }
  }

  #withThePersons(own: readonly Recipe[]): Recipe[] {
    const added: Recipe[] = []
    const files = this.#userFolder === null ? [] : yamlFiles(this.#userFolder)
    if (files.length === 0) return [...own]
    const library = { ...this.#ours(), permissions: this.permissions() }
    for (const file of files) {
      const recipe = readUserRecipe(file, library)
      const problems = recipe.ok ? clash(recipe.value, own, added) : recipe.error
      if (recipe.ok && problems.length === 0) added.push(recipe.value)
      else this.#log.warn('recipe.left-out', { file, problems })
    }
    return [...own, ...added]
  }
}

const nameOf = (file: string) => path.parse(file).name

/** More would not be read anyway: such a file is something else. */
const mostProblems = 100

/** What recipes share, from assets/steps and assets/permissions.yaml: ours, so that a mistake in it throws. */
export function recipeLibrary(assetsFolder: string): RecipeLibrary {
  return { shared: sharedOf(assetsFolder), permissions: permissionsOf(assetsFolder) }
}

function sharedOf(assetsFolder: string): Shared {
  return mustBe('steps', parseShared(yamlFiles(path.join(assetsFolder, 'steps')).map(yamlOf)))
}

function permissionsOf(assetsFolder: string): PermissionCatalogue {
  const file = path.join(assetsFolder, 'permissions.yaml')
  return mustBe(file, parsePermissions(yamlOf(file)))
}

/** Every problem in the text of a recipe file with its line and column, in the order of the file; none when it is good. */
export function checkRecipeFile(text: string, library: RecipeLibrary): AssetProblem[] {
  const yaml = parseYamlText(text)
  if (!yaml.ok) return yaml.error
  return recipeProblems(yaml.value.value, library)
    .map(({ problem, at, inName }) => ({ ...problem, ...yaml.value.place(at, inName) }))
    .sort((a, b) => a.line - b.line || a.column - b.column)
    .slice(0, mostProblems)
}

function clash({ id }: Recipe, own: readonly Recipe[], added: readonly Recipe[]): AssetProblem[] {
  if (own.some((recipe) => recipe.id === id)) return [{ code: 'id-of-ours', path: 'id', id }]
  return added.some((recipe) => recipe.id === id) ? [{ code: 'id-of-another', path: 'id', id }] : []
}

function readUserRecipe(file: string, library: RecipeLibrary): Result<Recipe, readonly AssetProblem[]> {
  const value = readYamlFile(file)
  return value.ok ? parseRecipe(value.value, library) : value
}

function yamlOf(file: string): unknown {
  return mustBe(file, readYamlFile(file))
}

function mustBe<T>(what: string, result: Result<T, readonly AssetProblem[]>): T {
  if (result.ok) return result.value
  throw new Error(`${what}: ${JSON.stringify(result.error)}`)
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
