/** What facts and changes have in common: parts of a registration in Graph's terms. */
import { z } from 'zod'

/** Redirect URIs by platform, whole: a write replaces all of them. */
export const RedirectsSchema = z.strictObject({
  web: z.array(z.string().max(256)),
  publicClient: z.array(z.string().max(256)),
  spa: z.array(z.string().max(256)),
})
export type Redirects = z.infer<typeof RedirectsSchema>

/** One permission a registration asks for, with its ids as Graph wants them. */
export const AccessSchema = z.strictObject({
  resourceAppId: z.guid(),
  id: z.guid(),
  type: z.enum(['Scope', 'Role']),
  /** Its name; null for an id that neither the catalogue nor the tenant explains. */
  value: z.string().max(200).nullable(),
})
export type Access = z.infer<typeof AccessSchema>

export const ImplicitSchema = z.strictObject({ accessTokens: z.boolean(), idTokens: z.boolean() })
export type Implicit = z.infer<typeof ImplicitSchema>
