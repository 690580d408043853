/**
 * contextBridge between two worlds of one document: both hold one end and talk by DOM events, whose details are
 * cloned by the browser on their way. Names of the events are secret to the page. Evaluated as text in both worlds.
 */

/**
 * @param {string} mine secret name of this end
 * @param {string} theirs secret name of the other end
 */
export function bridge(mine, theirs) {
  // Taken before any script of the page runs, so that the page cannot put itself in between.
  const { apply, getPrototypeOf } = Reflect
  const { freeze, entries, defineProperty } = Object
  const { dispatchEvent, addEventListener } = EventTarget.prototype
  const { isArray } = Array
  const { then } = Promise.prototype
  const clone = structuredClone
  const [Message, Failure, Later, Memory] = [CustomEvent, Error, Promise, Map]
  const { get, set } = Map.prototype

  const functions = Object.create(null)
  const settlers = Object.create(null)
  let lastId = 0
  let lastResult = null

  const tell = (what, detail) =>
    apply(dispatchEvent, document, [new Message(`${theirs} ${what}`, { detail })])
  const hear = (what, listener) =>
    apply(addEventListener, document, [`${mine} ${what}`, (event) => listener(event.detail)])

  /** `seen`: objects packed so far, so that the same one twice, or inside itself, stays one. */
  const pack = (value, seen = new Memory()) => {
    if (typeof value === 'function') {
      lastId += 1
      functions[lastId] = value
      return { kind: 'function', id: lastId }
    }
    if (value instanceof Later) {
      lastId += 1
      const id = lastId
      const settle = (good) => (result) => {
        let packed
        try {
          packed = pack(result)
        } catch (error) {
          good = false
          packed = pack(error)
        }
        tell('settle', { id, good, value: packed })
      }
      apply(then, value, [settle(true), settle(false)])
      return { kind: 'promise', id }
    }
    if (value instanceof Failure) return { kind: 'error', message: value.message }
    const known = apply(get, seen, [value])
    if (known !== undefined) return { kind: 'again', id: known }
    if (isArray(value)) {
      const id = remember(value, seen)
      const items = []
      for (let index = 0; index < value.length; index += 1) items[index] = pack(value[index], seen)
      return { kind: 'array', id, items }
    }
    if (isPlain(value)) {
      const id = remember(value, seen)
      const fields = []
      for (const [key, entry] of entries(value)) fields[fields.length] = [key, pack(entry, seen)]
      return { kind: 'object', id, fields }
    }
    try {
      return { kind: 'value', value: clone(value) }
    } catch {
      throw new Failure('An object could not be cloned.')
    }
  }

  const remember = (value, seen) => {
    lastId += 1
    apply(set, seen, [value, lastId])
    return lastId
  }

  const isPlain = (value) => {
    if (typeof value !== 'object' || value === null) return false
    const prototype = getPrototypeOf(value)
    return prototype === null || getPrototypeOf(prototype) === null
  }

  /** `fixed`: objects are frozen, as everything that is exposed is. */
  const unpack = (packed, fixed, made = Object.create(null)) => {
    switch (packed.kind) {
      case 'function': {
        const { id } = packed
        return (...args) => {
          const packedArgs = []
          for (let index = 0; index < args.length; index += 1) packedArgs[index] = pack(args[index])
          lastResult = null
          tell('call', { id, args: packedArgs })
          if (lastResult === null) throw new Failure('The other side is gone')
          const { good, value } = lastResult
          lastResult = null
          if (good) return unpack(value, false)
          throw unpack(value, false)
        }
      }
      case 'promise':
        return new Later((resolve, reject) => {
          settlers[packed.id] = { resolve, reject }
        })
      case 'error':
        return new Failure(packed.message)
      case 'array': {
        const items = []
        made[packed.id] = items
        for (const item of packed.items) items[items.length] = unpack(item, fixed, made)
        return fixed ? freeze(items) : items
      }
      case 'object': {
        const object = {}
        made[packed.id] = object
        for (const [key, entry] of packed.fields)
          defineProperty(object, key, {
            value: unpack(entry, fixed, made),
            enumerable: true,
            writable: true,
            configurable: true,
          })
        return fixed ? freeze(object) : object
      }
      case 'again':
        return made[packed.id]
      default:
        return packed.value
    }
  }

  hear('call', ({ id, args }) => {
    let result
    try {
      const real = []
      for (const arg of args) real[real.length] = unpack(arg, false)
      result = { good: true, value: pack(functions[id](...real)) }
    } catch (error) {
      result = { good: false, value: pack(error instanceof Failure ? error : new Failure(`${error}`)) }
    }
    tell('result', result)
  })
  hear('result', (result) => {
    lastResult = result
  })
  hear('settle', ({ id, good, value }) => {
    const { resolve, reject } = settlers[id]
    delete settlers[id]
    if (good) resolve(unpack(value, false))
    else reject(unpack(value, false))
  })

  return { pack, unpack, tell, hear }
}
