/** Handlers of the registration calls. What changes a tenant is asked natively, about a list that main itself has kept. */
import { changeTable } from '../../domain/entra/plan/change-table.ts'
import type { AppError } from '../../domain/problem/app-error.ts'
import { err, map, ok, type Result } from '../../domain/result.ts'
import type { Words } from '../../words/words.ts'
import type { SetupStore } from '../services/desk/stores.port.ts'
import type { Confirmation, Question } from '../services/surroundings/person.port.ts'
import type { App } from '../wiring/app.ts'
import type { Handlers } from './register.ts'

interface RegistrationHandlerPorts {
  readonly confirmation: Confirmation
  readonly setups: SetupStore
  readonly words: Words
}

type RegistrationHandlers = Pick<Handlers, Extract<keyof Handlers, `registration.${string}`>>

const done = ok(null)
const notBegun = ok({ began: false })

export function createRegistrationHandlers(
  app: Pick<App, 'registrations'>,
  { confirmation, setups, words }: RegistrationHandlerPorts,
): RegistrationHandlers {
  const { registrations } = app
  const { ask, cancel } = words.native
  const agrees = (question: Omit<Question, 'cancel'>) => confirmation.confirm({ ...question, cancel })
  const tenantOf = (setupId: string): Result<string, AppError> => {
    const setup = setups.getSetup(setupId)
    if (setup === null) return err({ code: 'setup-gone' })
    return ok(setup.tenantName ?? setup.tenantId ?? setup.name)
  }
  return {
    'registration.get': async ({ setup }) => registrations.view(setup),
    'registration.doors': ({ setup }) => registrations.doors(setup),
    'registration.read': async ({ setup, wish }) => registrations.read(setup, wish),
    'registration.preview': async ({ setup, wish, clientId }) => registrations.preview(setup, wish, clientId),
    'registration.apply': async ({ setup, planned, wish }) => {
      const shown = registrations.planned(setup, planned)
      if (!shown.ok) return shown
      const { plan, view } = shown.value
      const { object, changes } = view
      const question = ask.changeTenant({
        tenant: plan.tenant.name ?? plan.tenant.id,
        object: object.clientId === null ? object.name : `${object.name} (${object.clientId})`,
        changes: changes.length,
        final: changes.filter(({ kind }) => changeTable[kind].revertedBy === null).length,
      })
      if (!(await agrees(question))) return notBegun
      // Under this id stands what was asked about; a newer preview has another one, and is refused.
      return map(registrations.apply(setup, planned, wish), () => ({ began: true }))
    },
    'registration.revert': async ({ setup, entries, wish }) => {
      const wanted = new Set(entries)
      const tenant = tenantOf(setup)
      if (!tenant.ok) return tenant
      const made = registrations.undo(setup, wanted)
      if (!made.ok) return made
      const question = ask.undoTenant({
        tenant: tenant.value,
        object: objectOf(registrations, setup) ?? tenant.value,
        changes: made.value.length,
      })
      if (!(await agrees(question))) return notBegun
      const now = registrations.undo(setup, wanted)
      if (!now.ok) return now
      if (now.value.length !== made.value.length) return err({ code: 'setup-changed-meanwhile' })
      return map(registrations.revert(setup, wanted, wish), () => ({ began: true }))
    },
    'registration.stop': async ({ setup }) => {
      registrations.stop(setup)
      return done
    },
    'registration.close': async ({ setup }) => {
      registrations.close(setup)
      return done
    },
  }
}

/** Name and client id of the registration as it was read last. */
function objectOf(registrations: App['registrations'], setupId: string): string | null {
  const view = registrations.view(setupId)
  const rows = view.ok ? (view.value.reading?.rows ?? []) : []
  for (const { check } of rows)
    if (check.id === 'registered' && check.facts !== null) {
      const { name, clientId } = check.facts
      return clientId === null ? name : `${name} (${clientId})`
    }
  return null
}
