/** The recipes that come with the app, read once. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { parseRecipe } from '../../../../src/domain/recipe/parse-recipe.ts'
import type { Recipe } from '../../../../src/domain/recipe/recipe.schema.ts'
import { recipeLibrary } from '../../../../src/main/adapters/system/yaml-recipe-source.ts'
import { assets } from '../../../kit/assets.ts'
import { saidAsset } from '../said-asset.ts'

/** What recipes share, read once. */
export const library = recipeLibrary(assets)

const folder = path.join(assets, 'recipes')
const known = new Map<string, Recipe>()

export function recipeIds(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => path.basename(name, '.yaml'))
    .sort()
}

export function recipeText(id: string): string {
  return readFileSync(path.join(folder, `${id}.yaml`), 'utf8')
}

/** A recipe is a value nobody changes. */
export function recipeOf(id: string): Recipe {
  const found = known.get(id) ?? read(id)
  known.set(id, found)
  return found
}

function read(id: string): Recipe {
  const recipe = parseRecipe(parse(recipeText(id)), library)
  if (!recipe.ok) throw new Error(`${id}: ${recipe.error.map(saidAsset).join('\n')}`)
  return recipe.value
}
