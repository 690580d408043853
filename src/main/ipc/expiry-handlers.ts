/** Handlers of the page Expiries. */
import { map, ok } from '../../domain/result.ts'
import type { Words } from '../../words/words.ts'
import type { FileDialogs } from '../services/surroundings/person.port.ts'
import type { App } from '../wiring/app.ts'
import type { Handlers } from './register.ts'

type ExpiryHandlers = Pick<Handlers, Extract<keyof Handlers, `expiry.${string}`>>

export function createExpiryHandlers(
  { expiryBoard }: Pick<App, 'expiryBoard'>,
  { dialogs, words }: { readonly dialogs: FileDialogs; readonly words: Words },
): ExpiryHandlers {
  return {
    'expiry.list': async () => ok(expiryBoard.list()),
    'expiry.readTenant': async ({ setup, wish, every }) =>
      map(await expiryBoard.read(setup, wish, every), (count) => ({ count })),
    'expiry.setPeople': async ({ setup, text }) => expiryBoard.setPeople(setup, text),
    'expiry.stopReading': async ({ setup }) => {
      expiryBoard.stop(setup)
      return ok(null)
    },
    'expiry.saveCalendar': async ({ items }) => {
      const path = await dialogs.chooseSave({
        title: words.native.dialogs.saveCalendar,
        suggestedName: `${words.native.files.calendar}.ics`,
        extension: 'ics',
      })
      if (path === null) return ok({ saved: false, path: null })
      return map(await expiryBoard.writeCalendar(path, items), () => ({ saved: true, path }))
    },
  }
}
