/** Handlers of rollover and decommission. What changes a tenant is asked natively, about what main itself has kept. */
import { changeTable } from '../../domain/entra/plan/change-table.ts'
import { map, ok } from '../../domain/result.ts'
import type { Words } from '../../words/words.ts'
import type { Confirmation } from '../services/surroundings/person.port.ts'
import type { App } from '../wiring/app.ts'
import type { Handlers } from './register.ts'

type ErrandHandlers = Pick<Handlers, Extract<keyof Handlers, `rollover.${string}` | `errand.${string}`>>

export function createErrandHandlers(
  { rollovers, errands }: Pick<App, 'rollovers' | 'errands'>,
  { confirmation, words }: { readonly confirmation: Confirmation; readonly words: Words },
): ErrandHandlers {
  return {
    'rollover.get': async ({ setup }) =>
      map(rollovers.status(setup), ({ stage, added, places }) => ({
        ...{ stage, added },
        places: places.map((place) => ({ ...place, menu: [...place.menu] })),
      })),
    'rollover.enter': async ({ setup, places, entered }) =>
      map(rollovers.enter(setup, places, entered), () => null),
    'errand.prepare': async ({ setup, wish, errand }) => errands.prepare(setup, wish, errand),
    'errand.carryOut': async ({ setup, prepared, wish, ...agreement }) => {
      const agreed = errands.agreed(setup, prepared, agreement)
      if (!agreed.ok) return agreed
      const { tenant, object, changes, found } = agreed.value
      const { ask, cancel } = words.native
      const question = ask.changeTenant({
        tenant: tenant.name ?? tenant.id,
        object:
          object.clientId === null
            ? object.name
            : object.name === ''
              ? object.clientId
              : `${object.name} (${object.clientId})`,
        changes: changes.length,
        // Nobody could sign in here to take that one back.
        final:
          found.errand === 'administration'
            ? changes.length
            : changes.filter(({ kind }) => changeTable[kind].revertedBy === null).length,
      })
      if (!(await confirmation.confirm({ ...question, cancel }))) return ok({ began: false })
      // Under this id stands what was asked about; a newer preview has another one, and is refused.
      return map(errands.carryOut(setup, prepared, wish, agreement), () => ({ began: true }))
    },
  }
}
