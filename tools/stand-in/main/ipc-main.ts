/** ipcMain: one handler for a channel, arguments by structured clone, only the message of an error goes back. */
import type * as Electron from 'electron'
import { decode, encode } from '../page/codec.js'
import { strict } from '../strict.ts'

type Listener = (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown

export interface CallAnswer {
  readonly good: boolean
  /** The encoded value, or the message of the error. */
  readonly text: string
}

export function createIpcMain() {
  const handlers = new Map<string, Listener>()

  const ipcMain = strict('ipcMain', {
    handle(channel: string, listener: Listener) {
      if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
      if (typeof listener !== 'function')
        throw new TypeError(`Expected handler to be a function, but found type '${typeof listener}'`)
      handlers.set(channel, listener)
    },
    removeHandler(channel: string) {
      handlers.delete(channel)
    },
  } satisfies Pick<Electron.IpcMain, 'handle' | 'removeHandler'>)

  async function dispatch(
    channel: string,
    event: Electron.IpcMainInvokeEvent,
    args: string,
  ): Promise<CallAnswer> {
    const handler = handlers.get(channel)
    try {
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
      return { good: true, text: encode(await handler(event, ...(decode(args) as unknown[]))) }
    } catch (error) {
      return { good: false, text: `Error invoking remote method '${channel}': ${String(error)}` }
    }
  }

  return { ipcMain, dispatch }
}

export type Dispatch = ReturnType<typeof createIpcMain>['dispatch']
