/**
 * Values on their way between page and main: what structured clone carries, as JSON. Runs on both sides:
 * main imports it, the preload world gets its text.
 */

/** @param {unknown} value a value that structuredClone accepts; throws Electron's message for anything else */
export function encode(value) {
  let clone
  try {
    clone = structuredClone(value)
  } catch {
    throw new Error('An object could not be cloned.')
  }
  const seen = new Map()
  const pack = (item) => {
    if (item === null || typeof item === 'boolean' || typeof item === 'string') return item
    if (item === undefined) return { u: 1 }
    if (typeof item === 'bigint') return { n: String(item) }
    if (typeof item === 'number')
      return Number.isFinite(item) && !Object.is(item, -0)
        ? item
        : { f: Object.is(item, -0) ? '-0' : String(item) }
    if (seen.has(item)) return { r: seen.get(item) }
    seen.set(item, seen.size)
    if (Array.isArray(item)) return { a: Array.from(item, pack) }
    if (item instanceof Date) return { d: item.getTime() }
    if (item instanceof Map) return { m: Array.from(item, ([key, entry]) => [pack(key), pack(entry)]) }
    if (item instanceof Set) return { s: Array.from(item, pack) }
    if (item instanceof RegExp) return { x: [item.source, item.flags] }
    if (item instanceof Error) return { e: [item.name, item.message] }
    if (item instanceof ArrayBuffer) return { b: ['ArrayBuffer', Array.from(new Uint8Array(item))] }
    if (ArrayBuffer.isView(item))
      return {
        b: [item.constructor.name, Array.from(new Uint8Array(item.buffer, item.byteOffset, item.byteLength))],
      }
    return { o: Object.entries(item).map(([key, entry]) => [key, pack(entry)]) }
  }
  return JSON.stringify(pack(clone))
}

/** @param {string} text what encode() returned */
export function decode(text) {
  const seen = []
  const keep = (item) => {
    seen.push(item)
    return item
  }
  const unpack = (packed) => {
    if (packed === null || typeof packed !== 'object') return packed
    const [kind, content] = Object.entries(packed)[0]
    switch (kind) {
      case 'u':
        return undefined
      case 'n':
        return BigInt(content)
      case 'f':
        return Number(content)
      case 'r':
        return seen[content]
      case 'd':
        return keep(new Date(content))
      case 'x':
        return keep(new RegExp(content[0], content[1]))
      case 'e': {
        const error = keep(new Error(content[1]))
        if (error.name !== content[0]) error.name = content[0]
        return error
      }
      case 'a': {
        const array = keep([])
        for (const entry of content) array.push(unpack(entry))
        return array
      }
      case 'm': {
        const map = keep(new Map())
        for (const [key, entry] of content) map.set(unpack(key), unpack(entry))
        return map
      }
      case 's': {
        const set = keep(new Set())
        for (const entry of content) set.add(unpack(entry))
        return set
      }
      case 'b': {
        const bytes = Uint8Array.from(content[1])
        return keep(
          content[0] === 'ArrayBuffer'
            ? bytes.buffer
            : new globalThis[content[0] === 'Buffer' ? 'Uint8Array' : content[0]](bytes.buffer),
        )
      }
      default: {
        const object = keep({})
        for (const [key, entry] of content)
          Object.defineProperty(object, key, {
            value: unpack(entry),
            enumerable: true,
            writable: true,
            configurable: true,
          })
        return object
      }
    }
  }
  return unpack(JSON.parse(text))
}
