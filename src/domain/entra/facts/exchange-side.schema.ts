/** What the newest reading of Exchange says about applications, kept for whoever reads Microsoft Entra ID. */
import { z } from 'zod'

export const ExchangeSideSchema = z.strictObject({
  /** When it was read, ISO 8601. */
  at: z.iso.datetime(),
  /** False: EWS is off for the organisation; null: not read, or nothing is set. */
  ewsEnabled: z.boolean().nullable(),
  /** Roles of applications, by object id of the enterprise application; null: not read, or not the whole list. */
  roles: z
    .array(
      z.strictObject({
        objectId: z.string(),
        name: z.string(),
        role: z.string(),
        /** Null: every mailbox. */
        scope: z.string().nullable(),
      }),
    )
    .max(20_000)
    .nullable(),
})
export type ExchangeSide = z.infer<typeof ExchangeSideSchema>

/** The name it is kept under, one for each setup. */
export const exchangeSideKey = (setupId: string): string => `exchange-side:${setupId}`

/** Null: nothing was kept, or it cannot be read; then it counts as not known. */
export function readExchangeSide(text: string | null): ExchangeSide | null {
  if (text === null) return null
  try {
    const parsed = ExchangeSideSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
