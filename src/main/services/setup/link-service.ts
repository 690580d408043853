/** Opens the links that recipes, remedies and deadlines name, and nothing else. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Recipe } from '../../../domain/recipe/recipe.schema.ts'
import type { Result } from '../../../domain/result.ts'
import type { BrowserOpener } from '../surroundings/person.port.ts'
import type { RecipeSource } from '../desk/stores.port.ts'

/** Portals that steps and remedies lead to. @see reference 7 (portal paths), 8 (sovereign clouds) */
const portalHosts = [
  'entra.microsoft.com',
  'admin.microsoft.com',
  'admin.exchange.microsoft.com',
  'portal.azure.com',
  'portal.azure.us',
  'portal.azure.cn',
  'learn.microsoft.com',
  'aka.ms',
]

export class LinkService {
  readonly #browser: BrowserOpener
  readonly #recipes: RecipeSource

  constructor(ports: { readonly browser: BrowserOpener; readonly recipes: RecipeSource }) {
    this.#browser = ports.browser
    this.#recipes = ports.recipes
  }

  open(url: string): Promise<Result<null, AppError>> {
    const remedies = this.#recipes.remedies().causes.flatMap(({ links }) => links ?? [])
    return this.#browser.open(url, [
      ...portalHosts,
      ...this.#recipes.recipes().flatMap(hostsOf),
      ...remedies.map((link) => new URL(link).host),
      ...this.#recipes.deadlines().map(({ source }) => new URL(source).host),
    ])
  }
}

function hostsOf(recipe: Recipe): string[] {
  return [...recipe.sources, ...recipe.steps].flatMap(({ link }) =>
    link === undefined ? [] : [new URL(link).host],
  )
}
