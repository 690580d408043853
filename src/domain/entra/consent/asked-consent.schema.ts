/** A link for consent that was given to somebody, as it is remembered until its answer comes. */
import { z } from 'zod'

export const AskedConsentSchema = z.strictObject({
  state: z.uuid(),
  tenantId: z.string().max(64),
  clientId: z.string().max(64),
  at: z.iso.datetime(),
})
export type AskedConsent = z.infer<typeof AskedConsentSchema>

/** A link that lies about longer than this is made anew. */
export const consentLinkDays = 30

export function askedConsent(text: string | null): AskedConsent | null {
  if (text === null) return null
  try {
    return AskedConsentSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
