/** Which application may sign an administrator in: build configuration, and a file of the administrator's own. */
import { z } from 'zod'
import { cloudKinds } from '../../cloud/cloud.schema.ts'

/** assets/admin-sign-in.yaml */
export const PublishedSchema = z.strictObject({
  published: z.partialRecord(z.enum(cloudKinds), z.guid()),
})

/** admin-sign-in.yaml in the data folder. */
export const AdminFileSchema = z.strictObject({
  /** A registration of the tenant's own, or the one the distributor told about. */
  clientId: z.guid().optional(),
  /** Whether Microsoft Graph Command Line Tools may be used. */
  commandLineTools: z.boolean().default(false),
  /** Whether a code may be shown that is typed in on another device. */
  deviceCode: z.boolean().default(false),
})

export interface AdminSettings {
  readonly published: z.infer<typeof PublishedSchema>['published']
  readonly own: string | null
  readonly commandLineTools: boolean
  readonly deviceCode: boolean
}
