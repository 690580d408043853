/** The preload's world: ipcRenderer, contextBridge and the little a sandboxed preload may require. Evaluated as text. */

/**
 * @param {{ pack: Function, unpack: Function, tell: Function, hear: Function }} end
 * @param {{ encode(value: unknown): string, decode(text: string): unknown }} codec
 * @param {(message: string) => void} toHost the binding, known to this world alone
 * @param {{ platform: string, versions: Record<string, string> }} facts
 * @param {Function} preload the preload file as a CommonJS function
 */
export function preloadWorld(end, codec, toHost, facts, preload) {
  const post = (message) => toHost(JSON.stringify(message))
  const waiting = new Map()
  const listeners = new Map()
  let lastId = 0

  const strict = (name, target) =>
    new Proxy(target, {
      get(object, key) {
        if (typeof key === 'symbol' || key in object) return object[key]
        throw new Error(`stand-in: ${name}.${key} is not modelled`)
      },
    })

  const ipcRenderer = {
    invoke(channel, ...args) {
      lastId += 1
      const id = lastId
      return new Promise((resolve, reject) => {
        const text = codec.encode(args)
        waiting.set(id, { resolve, reject })
        post({ kind: 'invoke', id, channel, args: text })
      })
    },
    on(channel, listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      return ipcRenderer
    },
    removeListener(channel, listener) {
      listeners.set(
        channel,
        (listeners.get(channel) ?? []).filter((other) => other !== listener),
      )
      return ipcRenderer
    },
  }

  let taken = false
  end.hear('exposed', (answer) => {
    taken = answer.taken
  })
  end.hear('open', ({ url }) => post({ kind: 'open', url }))
  const contextBridge = {
    exposeInMainWorld(key, api) {
      end.tell('expose', { key, api: end.pack(api) })
      if (taken) throw new Error('Cannot bind an API on top of an existing property on the window object')
    },
  }

  globalThis.__host = {
    reply(id, good, text) {
      const { resolve, reject } = waiting.get(id)
      waiting.delete(id)
      if (good) resolve(codec.decode(text))
      else reject(new Error(text))
    },
    receive(channel, text) {
      const args = codec.decode(text)
      for (const listener of listeners.get(channel) ?? [])
        listener(strict('event', { sender: ipcRenderer }), ...args)
    },
  }

  const tellSize = () =>
    post({
      kind: 'bounds',
      x: window.screenX,
      y: window.screenY,
      width: window.innerWidth,
      height: window.innerHeight,
    })
  window.addEventListener('resize', tellSize)

  // Electron asks when the page has let the click pass.
  window.addEventListener('contextmenu', (event) => {
    if (event.defaultPrevented) return
    const { target } = event
    const field = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
    const isEditable =
      (field && !target.readOnly) || (target instanceof HTMLElement && target.isContentEditable)
    const inField = field ? target.value.slice(target.selectionStart ?? 0, target.selectionEnd ?? 0) : ''
    const selectionText = field ? inField : String(getSelection())
    post({ kind: 'context-menu', x: event.clientX, y: event.clientY, isEditable, selectionText })
  })

  const known = {
    electron: strict('electron (in a preload)', {
      ipcRenderer: strict('ipcRenderer', ipcRenderer),
      contextBridge: strict('contextBridge', contextBridge),
    }),
    url: { URL, URLSearchParams },
    timers: { setTimeout, clearTimeout, setInterval, clearInterval },
    events: strict('events (in a preload)', {}),
  }
  const sandboxedRequire = (name) => {
    const found = Object.hasOwn(known, name) ? known[name] : known[name.replace(/^node:/, '')]
    if (found === undefined) throw new Error(`module not found: ${name}`)
    return found
  }
  const process = strict('process (in a preload)', {
    ...facts,
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
  })
  try {
    const module = { exports: {} }
    preload.call(module.exports, sandboxedRequire, module, module.exports, process)
  } catch (error) {
    post({ kind: 'preload-error', message: String(error?.stack ?? error) })
  }
}
