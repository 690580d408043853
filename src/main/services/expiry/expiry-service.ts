/** What ends and when, over all setups. */
import { expiryList, type ExpiryItem } from '../../../domain/expiry/expiry-list.ts'
import type { Clock } from '../surroundings/surroundings.port.ts'
import type { CredentialStore, RecipeSource, SetupStore } from '../desk/stores.port.ts'

export interface ExpiryPorts {
  readonly setups: SetupStore
  readonly credentials: CredentialStore
  readonly recipes: RecipeSource
  readonly clock: Clock
}

export class ExpiryService {
  readonly #ports: ExpiryPorts

  constructor(ports: ExpiryPorts) {
    this.#ports = ports
  }

  list(): ExpiryItem[] {
    const { setups, credentials, recipes, clock } = this.#ports
    const all = setups.listSetups().map((setup) => ({
      setup,
      recipe: recipes.recipe(setup.recipeId),
      credentials: credentials.listCredentials(setup.id),
    }))
    return expiryList(all, recipes.deadlines(), clock.now().toISOString())
  }
}
