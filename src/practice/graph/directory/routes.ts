/** The directory in Graph: applications and everything that belongs to them. @see reference 2, 7.3 */
import { Hono } from 'hono'
import type { Tenant } from '../../tenant/tenant.ts'
import type { GraphRoom } from '../gate.ts'
import { appPolicyRoutes } from './app-policies.ts'
import { applicationRoutes } from './applications.ts'
import { assignmentRoutes } from './assignments.ts'
import { batchRoutes } from './batch.ts'
import { credentialRoutes } from './credentials.ts'
import { deletedItemRoutes } from './deleted-items.ts'
import { Desk, type Version } from './desk.ts'
import { directoryErrors } from './errors.ts'
import { grantRoutes } from './grants.ts'
import { logRoutes } from './logs.ts'
import { organizationRoutes } from './organization.ts'
import { ownerRoutes } from './owners.ts'
import { policyRoutes } from './policies.ts'
import { roleRoutes } from './roles.ts'
import { principalRoutes } from './service-principals.ts'

/** @param send answers one part of a batch */
export function directoryRoutes(
  tenant: Tenant,
  version: Version,
  send: (request: Request) => Response | Promise<Response>,
): Hono<GraphRoom> {
  const desk = new Desk(tenant, version)
  const app = new Hono<GraphRoom>()
  app.route('/', batchRoutes(desk, send))
  app.route('/', appPolicyRoutes(desk))
  app.route('/applications', ownerRoutes(desk))
  app.route('/applications', credentialRoutes(desk))
  app.route('/applications', applicationRoutes(desk))
  app.route('/', grantRoutes(desk))
  app.route('/', assignmentRoutes(desk))
  app.route('/servicePrincipals', principalRoutes(desk))
  app.route('/directory/deletedItems', deletedItemRoutes(desk))
  app.route('/', policyRoutes(desk))
  app.route('/', organizationRoutes(desk))
  app.route('/', roleRoutes(desk))
  app.route('/', logRoutes(desk))
  for (const collection of collections) {
    app.all(`/${collection}/:id/:segment{.+}`, (c) => {
      const [segment = ''] = c.req.param('segment').split('/')
      return desk.fail(c, directoryErrors.noSegment(segment))
    })
    for (const path of [`/${collection}`, `/${collection}/:id`])
      app.all(path, (c) => desk.fail(c, directoryErrors.badMethod()))
  }
  return app
}

/** Whatever else is asked of these is refused as the real one does; other addresses may well exist there. */
const collections = ['applications', 'servicePrincipals', 'oauth2PermissionGrants']
