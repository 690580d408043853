/**
 * The pseudo-language: English with every sentence in brackets. Whatever a person can read outside brackets is either
 * data or a sentence that no translator would find.
 */

/** Brackets every text in `words`, and every text its functions answer with; each is made when it is asked for. */
export function bracketed<T>(words: T): T {
  return bracket(words) as T
}

const made = new WeakMap<object, unknown>()

function bracket(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() === '' ? value : `⟦${value}⟧`
  if (typeof value === 'function')
    return (...args: readonly unknown[]) =>
      bracket((value as (...args: readonly unknown[]) => unknown)(...args))
  if (Array.isArray(value)) return value.map(bracket)
  if (typeof value !== 'object' || value === null) return value
  const known = made.get(value)
  if (known !== undefined) return known
  const copy: Record<string, unknown> = {}
  for (const [name, inner] of Object.entries(value)) copy[name] = bracket(inner)
  made.set(value, copy)
  return copy
}
