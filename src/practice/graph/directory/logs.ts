/** /auditLogs: who signed in to what, and who changed what. Newest first. */
import { Hono } from 'hono'
import { findUserById, type Tenant } from '../../tenant/tenant.ts'
import type { GraphRoom } from '../gate.ts'
import type { Row } from '../odata.ts'
import { needs } from './access.ts'
import type { Desk } from './desk.ts'
import { directoryErrors } from './errors.ts'
import { at } from './rows.ts'
import { tables } from './tables.ts'

function signInRows(tenant: Tenant): Row[] {
  return tenant.state.signIns.toReversed().map((one) => {
    const user = one.userId === null ? undefined : findUserById(tenant, one.userId)
    return {
      id: one.id,
      createdDateTime: at(one.at),
      appId: one.clientId,
      appDisplayName: one.appDisplayName,
      userId: one.userId,
      userPrincipalName: user?.address ?? null,
      status: {
        errorCode: one.errorCode,
        failureReason: one.errorCode === 0 ? 'Other.' : one.failureReason,
        additionalDetails: null,
      },
      conditionalAccessStatus: one.errorCode === 53003 ? 'failure' : 'notApplied',
      clientAppUsed: 'Mobile Apps and Desktop clients',
      correlationId: one.correlationId,
      servicePrincipalCredentialKeyId: one.keyId,
      signInEventTypes: [one.userId === null ? 'servicePrincipal' : 'interactiveUser'],
    }
  })
}

function auditRows(tenant: Tenant): Row[] {
  return tenant.state.audits.toReversed().map((one) => {
    const user = one.userId === null ? undefined : findUserById(tenant, one.userId)
    return {
      id: one.id,
      activityDateTime: at(one.at),
      activityDisplayName: one.activity,
      category: 'ApplicationManagement',
      result: 'success',
      initiatedBy: {
        user: user === undefined ? null : { id: user.id, userPrincipalName: user.address },
        app: user === undefined ? { appId: one.appId } : null,
      },
      targetResources: [{ id: one.targetId, displayName: one.targetName, type: one.targetType }],
      correlationId: one.id,
    }
  })
}

export function logRoutes(desk: Desk): Hono<GraphRoom> {
  const app = new Hono<GraphRoom>()
  const { tenant, version } = desk
  app.get('/auditLogs/signIns', (c) => {
    const refused = desk.refused(c, needs.readLogs)
    if (refused !== undefined) return refused
    if (!tenant.state.policies.premium) return desk.fail(c, directoryErrors.notPremium())
    // applications that sign in by themselves are only found in beta, by those who ask for them
    const all = version === 'beta' && (c.req.query('$filter') ?? '').includes('signInEventTypes')
    const rows = signInRows(tenant).filter((row) => all || row.userId !== null)
    const shown =
      version === 'beta'
        ? rows
        : rows.map(({ signInEventTypes: _, servicePrincipalCredentialKeyId: __, ...row }) => row)
    return desk.list(c, {
      set: 'auditLogs/signIns',
      table: version === 'beta' ? tables.signInBeta : tables.signIn,
      rows: shown,
    })
  })
  app.get(
    '/auditLogs/directoryAudits',
    (c) =>
      desk.refused(c, needs.readLogs) ??
      desk.list(c, { set: 'auditLogs/directoryAudits', table: tables.audit, rows: auditRows(tenant) }),
  )
  return app
}
