/** What audit has read in Microsoft Entra ID that decides about mail as well, kept until the next audit. */
import { z } from 'zod'

export const EntraSideSchema = z.strictObject({
  /** When it was read, ISO 8601. */
  at: z.iso.datetime(),
  /** Null where they could not be read. */
  securityDefaults: z.boolean().nullable(),
  /** The application and its Enterprise application, which is how Exchange knows it; null where there is none yet. */
  application: z.strictObject({ clientId: z.string(), objectId: z.string() }).nullable(),
  /** Application permissions of Microsoft Graph and Exchange that its consent grants; null where they were not read. */
  consents: z.array(z.string()).nullable().default(null),
})
export type EntraSide = z.infer<typeof EntraSideSchema>

/** The name it is kept under, one for each setup. */
export const entraSideKey = (setupId: string): string => `entra-side:${setupId}`

/** Null: nothing was kept, or it cannot be read; then it counts as not known. */
export function readEntraSide(text: string | null): EntraSide | null {
  if (text === null) return null
  try {
    const parsed = EntraSideSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
