/** Calls of rollover and decommission. What takes long is begun by a call and told by `registration.progress`. */
import { z } from 'zod'
import { largestPlace } from '../domain/field-sheet/field-sheet.schema.ts'
import { ErrandView, RolloverView } from './errand-views.schema.ts'
import { AdminWishView } from './registration-views.schema.ts'

const setup = z.uuid()
const nothing = z.null()

export const errandCalls = {
  /** Where the rollover of this setup stands, wherever it was begun. */
  'rollover.get': { input: z.strictObject({ setup }), output: RolloverView },
  /** Says that the new credential is in these places of the product, or no longer is. */
  'rollover.enter': {
    input: z.strictObject({
      setup,
      places: z.array(z.string().max(largestPlace)).min(1).max(500),
      entered: z.boolean(),
    }),
    output: nothing,
  },
  /** Signs an administrator in and reads what the errand would change; nothing is changed. */
  'errand.prepare': {
    input: z.strictObject({ setup, wish: AdminWishView, errand: ErrandView }),
    output: nothing,
  },
  /**
   * Carries out what was previewed under this id, after a dialog in main; says whether the person agreed. `keep`: key ids
   * that are left alone. `evenIfUsed`: the person knows that something still signs in.
   */
  'errand.carryOut': {
    input: z.strictObject({
      setup,
      prepared: z.uuid(),
      wish: AdminWishView,
      keep: z.array(z.string().max(64)).max(100),
      evenIfUsed: z.boolean(),
    }),
    output: z.strictObject({ began: z.boolean() }),
  },
} as const
