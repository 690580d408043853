/** Handlers of the check on the product's own server. */
import { map, ok } from '../../domain/result.ts'
import type { PreflightTakenView } from '../../contract/preflight-calls.schema.ts'
import type { PreflightTaken } from '../services/preflight/preflight-service.ts'
import type { FileDialogs } from '../services/surroundings/person.port.ts'
import type { Words } from '../../words/words.ts'
import type { App } from '../wiring/app.ts'
import type { Handlers } from './register.ts'

interface PreflightHandlerPorts {
  readonly words: Words
  readonly dialogs: FileDialogs
  /** A name Windows takes. */
  readonly fileName: (text: string) => string
}

type PreflightHandlers = Pick<Handlers, Extract<keyof Handlers, `preflight.${string}`>>

export function createPreflightHandlers(
  { preflights, setups }: Pick<App, 'preflights' | 'setups'>,
  { words, dialogs, fileName }: PreflightHandlerPorts,
): PreflightHandlers {
  const { dialogs: titles, files } = words.native
  return {
    'preflight.handOver': async ({ setup }) => {
      const view = setups.get(setup)
      if (!view.ok) return view
      const path = await dialogs.chooseSave({
        title: titles.savePreflight,
        suggestedName: `${fileName(files.preflight(view.value.name))}.zip`,
        extension: 'zip',
      })
      if (path === null) return ok({ saved: false, path: null })
      return map(await preflights.writeZip(setup, path), () => ({ saved: true, path }))
    },
    'preflight.take': async ({ setup }) => {
      const path = await dialogs.chooseOpen({ title: titles.takePreflight, extensions: ['json'] })
      if (path === null) return ok(null)
      return map(await preflights.take(setup, path), viewOf)
    },
  }
}

function viewOf({ at, machine, hosts }: PreflightTaken): PreflightTakenView {
  return {
    at,
    machine: machine.name,
    account: machine.account,
    hosts: hosts.length,
    good: hosts.filter(({ good }) => good).length,
  }
}
