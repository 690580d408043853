/** Which fields of the product are said to be typed in. Calls are synchronous and durable when they return. */
import type { FieldTick } from '../../../domain/field-sheet/field-sheet.schema.ts'

export interface TickStore {
  /** The newest word on each place, taken-back ones included. */
  listTicks(setupId: string): FieldTick[]
  /** Puts each in place of what is known of its place; all of them or none. */
  saveTicks(setupId: string, ticks: readonly FieldTick[]): void
}
