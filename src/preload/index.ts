/** The whole of what the page is given: one function for each call and each event of the contract, frozen. */
import { contextBridge, ipcRenderer } from 'electron'
import type { DesktopApi } from '../contract/desktop-api.ts'
import { callNames, eventNames } from '../contract/names.ts'

/** The channel is fixed here: the page never names one. */
const call = Object.fromEntries(
  callNames.map((name) => [name, (input: unknown): Promise<unknown> => ipcRenderer.invoke(name, input)]),
) as DesktopApi['call']

/** The event object stays here: it would lead back to ipcRenderer. */
const on = Object.fromEntries(
  eventNames.map((name) => [
    name,
    (listener: (payload: unknown) => void) => {
      const relay = (_event: unknown, payload: unknown) => listener(payload)
      ipcRenderer.on(name, relay)
      return () => {
        ipcRenderer.removeListener(name, relay)
      }
    },
  ]),
) as DesktopApi['on']

contextBridge.exposeInMainWorld('desktop', { call, on } satisfies DesktopApi)
