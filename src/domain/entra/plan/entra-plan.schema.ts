/** A plan as it is written to a file: what `apply`, a script for somebody with the role, and `revert` read. */
import { z } from 'zod'
import { checkIds } from '../audit/check-ids.ts'
import { cloudKinds } from '../../cloud/cloud.schema.ts'
import { adminRights } from '../facts/rights.ts'
import { ChangeSchema } from './change.schema.ts'

export const LeftSchema = z.strictObject({
  check: z.enum(checkIds),
  /**
   * person: somebody has to decide it. unread: it could not be read, so nothing is planned about it. after-restore: read
   * and planned again once the registration is back.
   */
  why: z.enum(['person', 'unread', 'after-restore']),
})
export type Left = z.infer<typeof LeftSchema>

/** Fields are added, never renamed: other tools rely on them. */
export const EntraPlanSchema = z.strictObject({
  format: z.literal('sendproof-entra-plan'),
  schema: z.literal(1),
  setup: z.strictObject({ id: z.uuid(), name: z.string().max(80) }),
  tenant: z.strictObject({
    id: z.guid(),
    name: z.string().max(256).nullable(),
    cloud: z.enum(cloudKinds),
    /** Where Graph answers, with its version: an owner is named by an address there. Plans of before had none. */
    graph: z
      .url({ protocol: /^https$/ })
      .max(300)
      .optional(),
  }),
  clientId: z.guid().nullable(),
  madeAt: z.iso.datetime(),
  /** Who was signed in when the tenant was read. */
  madeBy: z.string().max(256),
  changes: z.array(ChangeSchema).max(200),
  left: z.array(LeftSchema).max(60),
  /** Delegated permissions that carrying it out takes. */
  rights: z.array(z.enum(adminRights)),
})
export type EntraPlan = z.infer<typeof EntraPlanSchema>
