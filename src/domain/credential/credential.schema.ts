/** A credential of the registration: facts about a client secret or certificate. The secret itself is in the vault. */
import { z } from 'zod'

export const credentialKinds = ['secret', 'certificate'] as const

/** Characters kept of a refusal. */
export const longestReply = 2_000

export const CredentialSchema = z.strictObject({
  id: z.uuid(),
  kind: z.enum(credentialKinds),
  /** The first characters of a secret as the portal shows them, or the subject of a certificate. */
  hint: z.string().max(200),
  /** SHA-256 thumbprint of a certificate, hex; null for a secret. */
  thumbprint: z.string().max(64).nullable(),
  /** Null when nobody has said when a secret ends; a certificate says so itself. */
  expiresAt: z.iso.datetime().nullable(),
  addedAt: z.iso.datetime(),
  addedBy: z.string().max(200),
  /** When a token was last obtained with it; null when that was never tried or failed since. */
  provenAt: z.iso.datetime().nullable(),
  /** When Microsoft Entra last refused it, in its own words; null when it never did or a token was obtained since. */
  refused: z
    .strictObject({ at: z.iso.datetime(), reply: z.string().max(longestReply) })
    .nullable()
    .default(null),
})
export type Credential = z.infer<typeof CredentialSchema>
