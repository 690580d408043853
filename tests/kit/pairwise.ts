/** Combinations by rule: few rows in which every two values of different factors stand side by side. */

export type Factors = Readonly<Record<string, readonly string[]>>
export type Row<F extends Factors> = { readonly [K in keyof F]: F[K][number] }

const pairOf = (a: string, x: string, b: string, y: string) => [`${a}=${x}`, `${b}=${y}`].toSorted().join(' ')

/** Every pair of values there is. */
export function pairsOf(factors: Factors): string[] {
  const entries = Object.entries(factors)
  return entries.flatMap(([a, xs], index) =>
    entries.slice(index + 1).flatMap(([b, ys]) => xs.flatMap((x) => ys.map((y) => pairOf(a, x, b, y)))),
  )
}

export function pairsIn(row: Row<Factors>): string[] {
  return pairsOf(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, [value]])))
}

/** The same numbers out of `random` give the same rows. */
export function pairwise<F extends Factors>(factors: F, random: () => number): Row<F>[] {
  const open = new Set(pairsOf(factors))
  const rows: Row<F>[] = []
  for (let [next] = open; next !== undefined; [next] = open) {
    const row: Record<string, string> = Object.fromEntries(
      next.split(' ').map((one): [string, string] => [one.replace(/=.*/, ''), one.replace(/.*=/, '')]),
    )
    for (const [name, values] of shuffled(Object.entries(factors), random)) {
      if (row[name] !== undefined) continue
      const covers = (value: string) =>
        Object.entries(row).filter(([other, chosen]) => open.has(pairOf(name, value, other, chosen))).length
      row[name] = shuffled(values, random).toSorted((a, b) => covers(b) - covers(a))[0] ?? ''
    }
    for (const pair of pairsIn(row)) open.delete(pair)
    // every factor has a value by now, each out of its own list
    rows.push(row as Row<F>)
  }
  return rows
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((one) => ({ one, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one)
}
