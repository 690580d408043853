/** What ends and when, over all setups. */
import type { ExpiryItem } from '../../../domain/expiry/expiry-item.ts'
import { expiryList } from '../../../domain/expiry/expiry-list.ts'
import type { Person } from '../../../domain/expiry/people.schema.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Result } from '../../../domain/result.ts'
import type { Clock } from '../surroundings/surroundings.port.ts'
import { practiceAdministrator } from '../setup/practice-setups.ts'
import { readEach } from '../surroundings/store-failure.port.ts'
import { enterPeople, peopleOf } from '../desk/people-of.ts'
import type { CredentialStore, MailboxStore, RecipeSource, SetupStore } from '../desk/stores.port.ts'
import type { ChangeJournal } from '../entra/change-journal.port.ts'

export interface ExpiryPorts {
  readonly setups: SetupStore
  readonly credentials: CredentialStore
  readonly mailboxes: Pick<MailboxStore, 'listMailboxes'>
  readonly changes: Pick<ChangeJournal, 'listChanges'>
  readonly recipes: RecipeSource
  readonly clock: Clock
}

export class ExpiryService {
  readonly #ports: ExpiryPorts

  constructor(ports: ExpiryPorts) {
    this.#ports = ports
  }

  /** Who is responsible, by the name of each setup that has somebody. */
  people(): Record<string, Person[]> {
    const { setups } = this.#ports
    const named = setups.listSetups().map(({ id, name }) => [name, this.peopleOf(id)] as const)
    return Object.fromEntries(named.filter(([, people]) => people.length > 0))
  }

  peopleOf(setupId: string): Person[] {
    return peopleOf(this.#ports.setups, setupId)
  }

  /** `text`: one person a line; empty takes all away. */
  setPeople(setupId: string, text: string): Result<Person[], AppError> {
    return enterPeople(this.#ports.setups, setupId, text)
  }

  /** `damaged`: names of setups whose dates cannot be read; nothing is known of what expires there. */
  list(): { readonly items: ExpiryItem[]; readonly damaged: string[] } {
    const { setups, credentials, mailboxes, changes, recipes, clock } = this.#ports
    const { read, damaged } = readEach(setups.listSetups(), (setup) => {
      const kept = credentials.listCredentials(setup.id)
      const made = changes.listChanges(setup.id).flatMap(({ made: one }) => one?.kept ?? [])
      const practised = kept.filter(
        ({ addedBy }) => setup.practice !== null && addedBy === practiceAdministrator,
      )
      return {
        setup,
        recipe: recipes.recipe(setup.recipeId),
        credentials: kept,
        given: new Map([
          ...practised.map(({ id }) => [id, 'practice'] as const),
          ...made.map((id) => [id, 'creation'] as const),
        ]),
        mailboxes: mailboxes.listMailboxes(setup.id),
      }
    })
    return {
      items: expiryList(read, recipes.deadlines(), clock.now().toISOString()),
      damaged: [...setups.damagedSetups(), ...damaged.map(({ name }) => name)],
    }
  }
}
