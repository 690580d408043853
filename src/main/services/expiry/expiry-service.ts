/** What ends and when, over all setups. */
import { expiryList, type ExpiryItem } from '../../../domain/expiry/expiry-list.ts'
import type { Clock } from '../surroundings/surroundings.port.ts'
import { readEach } from '../surroundings/store-failure.port.ts'
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

  /** `damaged`: names of setups whose dates cannot be read; nothing is known of what expires there. */
  list(): { readonly items: ExpiryItem[]; readonly damaged: string[] } {
    const { setups, credentials, recipes, clock } = this.#ports
    const { read, damaged } = readEach(setups.listSetups(), (setup) => ({
      setup,
      recipe: recipes.recipe(setup.recipeId),
      credentials: credentials.listCredentials(setup.id),
    }))
    return {
      items: expiryList(read, recipes.deadlines(), clock.now().toISOString()),
      damaged: [...setups.damagedSetups(), ...damaged.map(({ name }) => name)],
    }
  }
}
