/** Handlers of the calls of the page Exchange. */
import type { CallInput } from '../../contract/calls.schema.ts'
import type { ExchangeTakenView } from '../../contract/exchange-views.schema.ts'
import type { AppError } from '../../domain/problem/app-error.ts'
import { err, map, ok, type Result } from '../../domain/result.ts'
import type { Words } from '../../words/words.ts'
import { countOutcomes } from '../services/exchange/exchange-readings.ts'
import type { Wish } from '../services/exchange/exchange-runs.ts'
import type { ExchangeTaken } from '../services/exchange/exchange-service.ts'
import type { Confirmation, FileDialogs } from '../services/surroundings/person.port.ts'
import type { App } from '../wiring/app.ts'
import type { Handlers } from './register.ts'

interface ExchangeHandlerPorts {
  readonly words: Words
  readonly dialogs: FileDialogs
  readonly confirmation: Confirmation
  /** A name Windows takes. */
  fileName(text: string): string
}

type ExchangeHandlers = Pick<Handlers, Extract<keyof Handlers, `exchange.${string}`>>

export function createExchangeHandlers(app: App, ports: ExchangeHandlerPorts): ExchangeHandlers {
  const { ask, cancel, dialogs, files } = ports.words.native
  return {
    'exchange.get': async ({ setup }) => {
      const known = await app.exchangeReadings.known(setup)
      if (!known.ok) return known
      const codeAllowed = await app.exchange.signsInByCode(setup)
      if (!codeAllowed.ok) return codeAllowed
      return ok({
        ...known.value,
        powershell: app.powershell.find()?.kind ?? null,
        codeAllowed: codeAllowed.value,
        signIn: app.exchangeSignIn.kept(setup),
        unfinished: (await app.powershell.unfinished(setup)) !== null,
      })
    },
    'exchange.run': async ({ setup }) => ok(app.exchangeRuns.view(setup)),
    'exchange.mailbox': ({ setup, address }) => app.exchangeReadings.mailbox(setup, address),
    'exchange.change': async ({ setup, change }) =>
      map(await app.exchangeReadings.change(setup, change), ({ actions }) => ({ actions })),
    'exchange.signIn': async ({ setup, signIn }) => app.exchangeSignIn.choose(setup, signIn),
    'exchange.start': async ({ setup, ...asked }) => {
      const wish = wishOf(asked)
      if (!wish.ok) return wish
      const way = app.exchangeSignIn.way(setup)
      if (!way.ok) return way
      const prepared = await app.exchangeRuns.prepare(setup, wish.value, way.value)
      if (!prepared.ok) return prepared
      const { errand, tenant, name, actions, practice } = prepared.value
      // Asked by main, so that a compromised page cannot change a tenant on its own.
      if (errand === 'set' || errand === 'undo' || errand === 'finish') {
        const count = errand === 'finish' ? null : actions.length
        const question = ask.exchange({ errand, tenant, name, count, practice })
        if (!(await ports.confirmation.confirm({ ...question, cancel }))) return ok({ started: false })
      }
      return map(await app.exchangeRuns.start(prepared.value), () => ({ started: true }))
    },
    'exchange.stop': async ({ setup }) => {
      await app.exchangeRuns.stop(setup)
      return ok(null)
    },
    'exchange.handOver': async ({ setup, what, change }) => {
      const view = app.setups.get(setup)
      if (!view.ok) return view
      const handed = what === 'undo' ? (change === null ? null : { what, change }) : { what }
      if (handed === null) return err({ code: 'exchange-change-gone' })
      const path = await ports.dialogs.chooseSave({
        title: dialogs.saveExchange,
        suggestedName: `${ports.fileName(files.exchange(view.value.name, what))}.zip`,
        extension: 'zip',
      })
      if (path === null) return ok({ saved: false, path: null })
      return map(await app.exchangeHandover.write(setup, handed, path), () => ({ saved: true, path }))
    },
    'exchange.take': async ({ setup }) => {
      const path = await ports.dialogs.chooseOpen({ title: dialogs.takeExchange, extensions: ['json'] })
      if (path === null) return ok(null)
      return map(await app.exchange.take(setup, path), takenView)
    },
  }
}

function wishOf({
  errand,
  change,
}: Pick<CallInput<'exchange.start'>, 'errand' | 'change'>): Result<Wish, AppError> {
  if (errand !== 'undo') return ok({ errand })
  return change === null ? err({ code: 'exchange-change-gone' }) : ok({ errand, change })
}

function takenView(taken: ExchangeTaken): ExchangeTakenView {
  const { at, readBy, verdicts, actions, preview, evidenceOf, tooLarge } = taken
  return {
    kind: preview ? 'preview' : actions.length > 0 ? 'set' : 'read',
    at,
    by: readBy,
    good: verdicts.filter(({ state }) => state === 'good').length,
    mailboxes: verdicts.length,
    counts: countOutcomes(actions),
    evidenceOf,
    tooLarge,
  }
}
