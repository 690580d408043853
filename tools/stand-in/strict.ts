/** Touching anything that is not modelled throws with its name, so that growth is visible in review. */
import { EventEmitter } from 'node:events'

/** What the language, promises, the inspector and test tools ask of any object. */
const askedOfAnything = new Set<string>([
  'then',
  'toJSON',
  'constructor',
  'prototype',
  'inspect',
  'nodeType',
  'tagName',
  'asymmetricMatch',
  '$$typeof',
  '__esModule',
  'default',
  'splice',
  'length',
  'name',
])

export function notModelled(what: string): Error {
  return new Error(`stand-in: ${what} is not modelled`)
}

/** Methods and arrow functions have no prototype; classes and old-style functions do. */
function isMethod(value: unknown): value is (...args: unknown[]) => unknown {
  return typeof value === 'function' && !Object.hasOwn(value, 'prototype')
}

const faces = new WeakMap<object, object>()

/** The face of `target` that refuses the unknown; asked twice for the same target it is the same face. */
export function strict<T extends object>(name: string, target: T): T {
  const known = faces.get(target)
  if (known !== undefined) return known as T
  const face = new Proxy(target, {
    get(object, key) {
      if (typeof key !== 'symbol' && !(key in object) && !askedOfAnything.has(key))
        throw notModelled(`${name}.${key}`)
      const value = Reflect.get(object, key, object) as unknown
      // Methods keep their private fields: they run on the target, not on its face. Classes stay as they are.
      return isMethod(value) ? (value.bind(object) as unknown) : value
    },
    set(object, key, value) {
      // Specs replace what a person would answer, e.g. dialog.showSaveDialog; inventing a member is a mistake.
      if (typeof key === 'symbol' || key in object || key.startsWith('_'))
        return Reflect.set(object, key, value, object)
      throw notModelled(`${name}.${key}`)
    },
  })
  faces.set(target, face)
  return face
}

/** An emitter that refuses listeners for events the stand-in never sends. */
export class StrictEmitter extends EventEmitter {
  readonly #name: string
  readonly #events: ReadonlySet<string>

  constructor(name: string, events: readonly string[]) {
    super()
    this.#name = name
    this.#events = new Set(events)
    this.setMaxListeners(50)
  }

  #known(event: string | symbol): void {
    if (typeof event === 'string' && !this.#events.has(event))
      throw notModelled(`${this.#name} event '${event}'`)
  }

  override on(event: string | symbol, listener: (...args: never[]) => void): this {
    this.#known(event)
    return super.on(event, listener as (...args: unknown[]) => void)
  }

  override once(event: string | symbol, listener: (...args: never[]) => void): this {
    this.#known(event)
    return super.once(event, listener as (...args: unknown[]) => void)
  }

  override addListener(event: string | symbol, listener: (...args: never[]) => void): this {
    return this.on(event, listener)
  }
}

/** An event that can be prevented, with the facts Electron puts on it. */
export function preventable<T extends object>(
  facts: T,
): T & { readonly defaultPrevented: boolean; preventDefault(): void } {
  let prevented = false
  return {
    ...facts,
    get defaultPrevented() {
      return prevented
    },
    preventDefault() {
      prevented = true
    },
  }
}
