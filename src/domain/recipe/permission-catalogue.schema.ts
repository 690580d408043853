/** The permissions a recipe may name, in one place with their ids. @see reference 3 */
import { z } from 'zod'
import { rule } from '../problem/asset-problem.ts'

const Resource = z.strictObject({ id: z.guid(), name: z.string().min(1) })

const PermissionSchema = z
  .strictObject({
    resource: z.enum(['graph', 'exchange']),
    value: z.string().min(1).max(100),
    kind: z.enum(['delegated', 'application']),
    /** Null: looked up in the tenant. */
    id: z.guid().nullable(),
    /** Anything but verified is looked up in the tenant by name before it is used. */
    sure: z.enum(['verified', 'community', 'unknown']),
    /** Who may consent according to the permission itself; the tenant may be stricter. @see reference 1.6 */
    consent: z.enum(['user', 'admin']),
    consentSure: z.boolean().default(true),
    use: z.string().min(1).max(300),
  })
  .refine(({ id, sure }) => (id === null) === (sure === 'unknown'), {
    ...rule('id-without-source'),
    path: ['id'],
  })
  .refine(({ kind, consent }) => kind === 'delegated' || consent === 'admin', {
    ...rule('consent-not-admin'),
    path: ['consent'],
  })

export const CatalogueSchema = z.strictObject({
  graph: Resource,
  exchange: Resource,
  permissions: z.array(PermissionSchema).min(1),
})

export type Permission = z.infer<typeof PermissionSchema>
export type PermissionCatalogue = z.infer<typeof CatalogueSchema>
export type PermissionName = Pick<Permission, 'resource' | 'value' | 'kind'>
