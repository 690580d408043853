/** A credential of the registration: facts about a client secret or certificate. The secret itself is in the vault. */
import { z } from 'zod'

export const credentialKinds = ['secret', 'certificate'] as const

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
})
export type Credential = z.infer<typeof CredentialSchema>
