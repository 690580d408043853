/** What is known of the way to the sign-in hosts of this PC's setups; asked again when a person wants to know. */
import type { SignInHostView } from '../../../contract/views.schema.ts'
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import type { Announcer } from '../desk/announcer.ts'
import type { RecipeSource, SetupStore } from '../desk/stores.port.ts'
import type { SignInReach } from './sign-in-reach.port.ts'

export interface ReachServiceDeps {
  readonly setups: Pick<SetupStore, 'listSetups'>
  readonly recipes: Pick<RecipeSource, 'clouds'>
  readonly reach: SignInReach
  readonly announcer: Announcer
}

export class ReachService {
  readonly #deps: ReachServiceDeps

  constructor(deps: ReachServiceDeps) {
    this.#deps = deps
    deps.reach.subscribe(() => deps.announcer.emit('app.changed', {}))
  }

  /** One row a host, in the order of the setups; that of the first named cloud when no setup is for a real tenant. */
  hosts(): SignInHostView[] {
    return this.#clouds().map((cloud) => {
      const seen = this.#deps.reach.seen(cloud)
      return {
        host: new URL(cloud.authority).host,
        state: seen === null ? 'not-tried' : seen.reason === null ? 'reachable' : 'not-reachable',
        at: seen?.at ?? null,
        reason: seen?.reason ?? null,
      }
    })
  }

  /** Asks every one of them, and answers with what was seen. */
  async test(): Promise<SignInHostView[]> {
    await Promise.all(this.#clouds().map((cloud) => this.#deps.reach.ask(cloud)))
    return this.hosts()
  }

  #clouds(): Cloud[] {
    const { setups, recipes } = this.#deps
    const used = setups
      .listSetups()
      .filter(({ practice }) => practice === null)
      .map(({ cloud }) => cloud)
    const clouds = used.length > 0 ? used : recipes.clouds().slice(0, 1)
    return [...new Map(clouds.map((cloud) => [new URL(cloud.authority).host, cloud])).values()]
  }
}
