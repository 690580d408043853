/** Credentials of a registration as the page is shown them: facts, never the secret. */
import { z } from 'zod'
import { FindingSchema } from '../domain/problem/finding.schema.ts'
import { CredentialSchema, credentialKinds } from '../domain/credential/credential.schema.ts'

/** `current`: the one that signs in; others stay until they are forgotten, so that a product can be switched over. */
export const CredentialView = CredentialSchema.extend({ current: z.boolean() })

export const CredentialsView = z.strictObject({
  /** What the product takes; none when its registration needs no credential. */
  kinds: z.array(z.enum(credentialKinds)),
  /** Why, in the recipe's words. */
  why: z.string(),
  /** Whether the verification of this setup signs in with it. */
  needed: z.boolean(),
  /** Where it is typed into the product: all of these again on the day it is renewed. */
  places: z.array(
    z.strictObject({
      screen: z.string(),
      menu: z.array(z.string()),
      field: z.string(),
      each: z.string().nullable(),
    }),
  ),
  credentials: z.array(CredentialView),
})

export const KeptCredentialView = z.strictObject({
  credential: CredentialView,
  /** What is doubtful about it, though it was kept. */
  warnings: z.array(FindingSchema),
})

export const ChosenCertificateView = z.discriminatedUnion('outcome', [
  KeptCredentialView.extend({ outcome: z.literal('kept') }),
  /** The file chosen is remembered: ask for its passphrase and call again with it. */
  z.strictObject({ outcome: z.literal('needs-passphrase'), file: z.string() }),
])

export type CredentialView = z.infer<typeof CredentialView>
export type CredentialsView = z.infer<typeof CredentialsView>
export type KeptCredentialView = z.infer<typeof KeptCredentialView>
export type ChosenCertificateView = z.infer<typeof ChosenCertificateView>
