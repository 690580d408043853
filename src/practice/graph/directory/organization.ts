/** The tenant itself, its domains and its people. */
import { Hono } from 'hono'
import { domainsOf } from '../../directory/domains.ts'
import { guidFor } from '../../tenant/seed.ts'
import { findUser, findUserById } from '../../tenant/tenant.ts'
import type { GraphRoom } from '../gate.ts'
import type { Row } from '../odata.ts'
import { graphErrors } from '../reply.ts'
import { exchangePlan, licence, userRow } from '../user-view.ts'
import { callerId, mayDo, needs } from './access.ts'
import type { Desk, DirectoryContext } from './desk.ts'
import { directoryErrors } from './errors.ts'
import { at, objectRow } from './rows.ts'
import { tables } from './tables.ts'
import { recordOf, textsOf } from './values.ts'

const mostIds = 1000
const services = ['Email', 'OfficeCommunicationsOnline']

export function organizationRoutes(desk: Desk): Hono<GraphRoom> {
  const app = new Hono<GraphRoom>()
  const { tenant } = desk
  const { state } = tenant

  /** With User.Read alone the rest stays empty. */
  function organizationRow(c: DirectoryContext): Row {
    const whole = mayDo(tenant, c.get('caller'), {
      delegated: needs.readDomains.delegated.map((group) => [...group, 'Organization.Read.All']),
      application: needs.readOrganization.application,
    })
    return {
      id: state.tenantId,
      deletedDateTime: null,
      displayName: state.displayName,
      verifiedDomains: domainsOf(state)
        .filter(({ isVerified }) => isVerified)
        .map(({ name, isDefault, isInitial }) => ({
          capabilities: services.join(', '),
          isDefault,
          isInitial,
          name,
          type: 'Managed',
        })),
      tenantType: whole ? 'AAD' : null,
      partnerTenantType: null,
      countryLetterCode: whole ? 'NL' : null,
      onPremisesSyncEnabled: null,
      assignedPlans: whole
        ? [
            {
              assignedDateTime: at(0),
              capabilityStatus: 'Enabled',
              service: 'exchange',
              servicePlanId: exchangePlan,
            },
          ]
        : [],
      createdDateTime: whole ? at(0) : null,
    }
  }

  app.get(
    '/organization',
    (c) =>
      desk.refused(c, needs.readOrganization) ??
      desk.list(c, { set: 'organization', table: tables.organization, rows: [organizationRow(c)] }),
  )
  app.get(
    '/domains',
    (c) =>
      desk.refused(c, needs.readDomains) ??
      desk.list(c, {
        set: 'domains',
        table: tables.domain,
        rows: domainsOf(state).map(({ name, isDefault, isInitial, isVerified }) => ({
          id: name,
          isDefault,
          isInitial,
          isVerified,
          isRoot: true,
          supportedServices: isVerified ? services : [],
          authenticationType: 'Managed',
        })),
      }),
  )
  const people = () => state.users.map((user) => userRow(tenant, user))
  app.get('/users', (c) => {
    const whole = desk.refused(c, needs.readUsersBasic)
    if (whole !== undefined) return whole
    // the lesser permission shows names and addresses, nothing of accounts and licences
    const basic = !mayDo(tenant, c.get('caller'), needs.readUsers)
    const hidden = { accountEnabled: null, assignedLicenses: null, assignedPlans: null }
    const rows = basic ? people().map((row) => ({ ...row, ...hidden })) : people()
    return desk.list(c, { set: 'users', table: tables.user, rows })
  })
  app.get(
    '/users/$count',
    (c) =>
      desk.refused(c, needs.readUsersBasic) ??
      desk.count(c, { set: 'users', table: tables.user, rows: people() }),
  )
  app.get('/users/:user/licenseDetails', (c) => {
    const key = c.req.param('user')
    const user = findUser(tenant, key) ?? findUserById(tenant, key)
    const caller = c.get('caller')
    const own = user !== undefined && callerId(caller) === user.id
    const refused = own ? undefined : desk.refused(c, needs.readLicences)
    if (refused !== undefined) return refused
    if (user === undefined) return desk.fail(c, directoryErrors.notFound(key))
    const licensed = user.kind !== 'shared'
    const row = {
      id: guidFor(state.seed, `licence ${user.id}`),
      ...licence,
      servicePlans: [
        {
          appliesTo: 'User',
          provisioningStatus: 'Success',
          servicePlanId: exchangePlan,
          servicePlanName: 'EXCHANGE_S_ENTERPRISE',
        },
      ],
    }
    return desk.list(c, {
      set: `users('${user.id}')/licenseDetails`,
      table: tables.licence,
      rows: licensed ? [row] : [],
    })
  })
  app.post('/directoryObjects/getByIds', async (c) => {
    const refused = desk.refused(c, needs.readObjects)
    if (refused !== undefined) return refused
    const body = recordOf(await desk.body(c))
    if (body === undefined) return desk.fail(c, graphErrors.notJson())
    const stranger = Object.keys(body).find((name) => name !== 'ids' && name !== 'types')
    if (stranger !== undefined) return desk.fail(c, graphErrors.unknownParameter(stranger, 'getByIds'))
    const ids = textsOf(body.ids)
    if (ids.length === 0 || ids.length > mostIds)
      return desk.fail(c, directoryErrors.badValue('ids', 'DirectoryObject'))
    const types = textsOf(body.types).map((type) => `#microsoft.graph.${type}`)
    // what is not there is left out, and nobody is told
    const rows = ids.flatMap((id): Row[] => {
      const row = objectRow(tenant, id.toLowerCase())
      const wanted = types.length === 0 || types.includes(String(row?.['@odata.type']))
      return row === undefined || !wanted ? [] : [row]
    })
    return c.json({ '@odata.context': desk.context('directoryObjects'), value: rows })
  })
  return app
}
