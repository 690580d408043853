/** Uses contextBridge and ipcRenderer as the product's preload does, and tries what a sandboxed preload may not. */
const { contextBridge, ipcRenderer } = require('electron')

const tried = (name) => {
  try {
    return typeof require(name)
  } catch {
    return 'refused'
  }
}

const listeners = new Set()
ipcRenderer.on('told', (_event, ...args) => {
  for (const listener of listeners) listener(...args)
})

contextBridge.exposeInMainWorld('bridge', {
  call: (channel, ...args) => ipcRenderer.invoke(channel, ...args),
  nested: { value: 1, list: [1, 2] },
  onTold: (listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  fails: () => {
    throw new Error('said the preload')
  },
  modules: {
    fs: tried('fs'),
    child_process: tried('node:child_process'),
    url: tried('url'),
    events: tried('events'),
    timers: tried('timers'),
    electron: tried('electron'),
  },
  facts: { sandboxed: process.sandboxed, isolated: process.contextIsolated, type: process.type },
})
