/** Looks into a value that may have any shape: what is not there or is something else is simply not found. */

export interface Item {
  readonly value: unknown
  /** Where it stands: steps[2].when. */
  readonly path: string
}

export function member({ value, path }: Item, ...names: readonly string[]): Item {
  let found = value
  for (const name of names)
    found =
      typeof found === 'object' && found !== null && !Array.isArray(found) && Object.hasOwn(found, name)
        ? Reflect.get(found, name)
        : undefined
  return { value: found, path: [...(path === '' ? [] : [path]), ...names].join('.') }
}

/** The items of a list, bounded: a list of thousands is refused by the schema anyway. */
export function items(list: Item, ...names: readonly string[]): Item[] {
  const { value, path } = member(list, ...names)
  if (!Array.isArray(value)) return []
  return (value as unknown[]).slice(0, 200).map((one, index) => ({ value: one, path: `${path}[${index}]` }))
}

export function text({ value }: Item): string | undefined {
  return typeof value === 'string' ? value : undefined
}

export function textOf(item: Item, ...names: readonly string[]): string | undefined {
  return text(member(item, ...names))
}
