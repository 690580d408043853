/** Handlers of consent on Microsoft's page: one wait at a time for each setup. */
import { err, map, ok, type Result } from '../../domain/result.ts'
import type { ConsentedView } from '../../contract/consent-calls.schema.ts'
import type { AppError } from '../../domain/problem/app-error.ts'
import type { Consented } from '../services/entra/consent-service.ts'
import type { Words } from '../../words/words.ts'
import type { App } from '../wiring/app.ts'
import type { Handlers } from './register.ts'

type ConsentHandlers = Pick<Handlers, Extract<keyof Handlers, `consent.${string}`>>

/** As long as a person needs to find the administrator who signs in at this PC. */
const waitMs = 10 * 60_000

export function createConsentHandlers(
  { consents, setups }: Pick<App, 'consents' | 'setups'>,
  { words }: { readonly words: Words },
): ConsentHandlers {
  const waiting = new Map<string, AbortController>()
  return {
    'consent.get': async ({ setup }) => consents.offer(setup),
    'consent.request': async ({ setup, byAddress, browser }) => {
      if (waiting.has(setup)) return err({ code: 'registration-busy' })
      const stop = new AbortController()
      waiting.set(setup, stop)
      try {
        const wish = { byAddress, browser, account: null, timeoutMs: waitMs, signal: stop.signal }
        return viewOf(await consents.request(setup, wish, () => undefined))
      } finally {
        waiting.delete(setup)
      }
    },
    'consent.stop': async ({ setup }) => {
      waiting.get(setup)?.abort()
      return ok(null)
    },
    'consent.link': async ({ setup, byAddress }) => {
      const view = setups.get(setup)
      if (!view.ok) return view
      const { tenantName, tenantId, recipe } = view.value
      return map(await consents.link(setup, byAddress), (request) => ({
        address: request.address,
        letter: words.entra.consent
          .letter({
            product: recipe.name,
            tenant: tenantName ?? tenantId ?? '',
            asks: words.entra.consent.asks(request),
            address: request.address,
          })
          .join('\n'),
      }))
    },
    'consent.answered': async ({ setup, text }) => viewOf(await consents.answered(setup, text)),
  }
}

function viewOf(consented: Result<Consented, AppError>): Result<ConsentedView, AppError> {
  return map(consented, ({ answer, moved }) => ({ ...answer, moved }))
}
