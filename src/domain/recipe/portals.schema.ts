/** One part of the path a person clicks through in a portal. */
import { z } from 'zod'

/** A part of a portal path: as the portal says it, or an admin center of this cloud, whose address nobody confirms. */
export const PortalPart = z.union([
  z.string(),
  z.strictObject({ code: z.enum(['admin-center', 'exchange-center']) }),
])
export type PortalPart = z.infer<typeof PortalPart>
