/** The recipes and remedies that are handed out, read once: values nobody changes. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { parseDeadlines } from '../../src/domain/deadline/deadline.ts'
import type { Deadline } from '../../src/domain/deadline/deadline.schema.ts'
import type { Catalogue } from '../../src/domain/diagnosis/catalogue.schema.ts'
import { parseCatalogue } from '../../src/domain/diagnosis/parse-catalogue.ts'
import { parseRecipe } from '../../src/domain/recipe/parse-recipe.ts'
import type { Recipe } from '../../src/domain/recipe/recipe.schema.ts'
import { withShared } from '../../src/domain/recipe/shared.ts'
import { recipeLibrary } from '../../src/main/adapters/system/yaml-recipe-source.ts'

export const assets = path.resolve(import.meta.dirname, '../../assets')

/** The file as it stands, with what recipes share put in. */
export function eapFile(): unknown {
  const written: unknown = parse(readFileSync(path.join(assets, 'recipes/eap.yaml'), 'utf8'))
  return withShared(written, recipeLibrary(assets).shared).value
}

let knownRecipe: Recipe | null = null

export function eap(): Recipe {
  knownRecipe ??= readEap()
  return knownRecipe
}

export function deadlines(): Deadline[] {
  const parsed = parseDeadlines(parse(readFileSync(path.join(assets, 'deadlines.yaml'), 'utf8')))
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error))
  return parsed.value
}

function readEap(): Recipe {
  const recipe = parseRecipe(eapFile())
  if (!recipe.ok) throw new Error(JSON.stringify(recipe.error))
  return recipe.value
}

let knownRemedies: Catalogue | null = null

export function remedies(): Catalogue {
  knownRemedies ??= readRemedies()
  return knownRemedies
}

function readRemedies(): Catalogue {
  const catalogue = parseCatalogue(
    yamlIn('remedies').flatMap((value) => value as unknown[]),
    Object.assign({}, ...yamlIn('diagnosis')),
  )
  if (!catalogue.ok) throw new Error(JSON.stringify(catalogue.error))
  return catalogue.value
}

function yamlIn(name: string): unknown[] {
  const folder = path.join(assets, name)
  return readdirSync(folder)
    .sort()
    .map((file): unknown => parse(readFileSync(path.join(folder, file), 'utf8')))
}
