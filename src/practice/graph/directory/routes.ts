/** The directory in Graph: applications and everything that belongs to them. @see reference 2, 7.3 */
import { Hono } from 'hono'
import type { Tenant } from '../../tenant/tenant.ts'
import type { GraphRoom } from '../gate.ts'
import { applicationRoutes } from './applications.ts'
import { assignmentRoutes } from './assignments.ts'
import { credentialRoutes } from './credentials.ts'
import { deletedItemRoutes } from './deleted-items.ts'
import { Desk, type Version } from './desk.ts'
import { grantRoutes } from './grants.ts'
import { ownerRoutes } from './owners.ts'
import { principalRoutes } from './service-principals.ts'

export function directoryRoutes(tenant: Tenant, version: Version): Hono<GraphRoom> {
  const desk = new Desk(tenant, version)
  const app = new Hono<GraphRoom>()
  app.route('/applications', ownerRoutes(desk))
  app.route('/applications', credentialRoutes(desk))
  app.route('/applications', applicationRoutes(desk))
  app.route('/', grantRoutes(desk))
  app.route('/', assignmentRoutes(desk))
  app.route('/servicePrincipals', principalRoutes(desk))
  app.route('/directory/deletedItems', deletedItemRoutes(desk))
  return app
}
