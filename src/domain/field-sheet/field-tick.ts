/** Which field a tick belongs to, whether it still counts, and how two lists of ticks become one. */
import { largestPlace, type FieldTick } from './field-sheet.schema.ts'

/** The same field under the same menu is the same place, however its screen is titled. */
export function placeOf({
  menu,
  field,
}: {
  readonly menu: readonly string[]
  readonly field: string
}): string {
  return JSON.stringify([menu, field]).toLowerCase().slice(0, largestPlace)
}

/** A value short enough to keep beside the tick. A list of addresses can be very long, so its length counts too. */
export function markOf(value: string): string {
  return `${value.length}:${value.slice(0, 400)}`
}

/** The newest word on each place. Commutative and idempotent, so it does not matter who sends a file to whom. */
export function mergeTicks(own: readonly FieldTick[], others: readonly FieldTick[]): FieldTick[] {
  const newest = new Map<string, FieldTick>()
  for (const tick of [...own, ...others]) {
    const known = newest.get(tick.place)
    if (known === undefined || order(known, tick) < 0) newest.set(tick.place, tick)
  }
  return [...newest.values()].sort((a, b) => (a.place < b.place ? -1 : 1))
}

/** By moment; what ties is arbitrary but the same everywhere. */
function order(a: FieldTick, b: FieldTick): number {
  const apart = Date.parse(a.at) - Date.parse(b.at)
  if (apart !== 0) return apart
  const [one, other] = [JSON.stringify(a), JSON.stringify(b)]
  return one === other ? 0 : one < other ? -1 : 1
}
