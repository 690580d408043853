/** App management policies: the tenant's default, and those of single applications. @see reference 2.6 */
import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { defaultPolicyId } from '../../directory/app-policies.ts'
import type { DirectoryPolicies, Restriction } from '../../contract/directory-policies.ts'
import { readEntity, type Shaped } from '../entity-shape.ts'
import type { GraphRoom } from '../gate.ts'
import type { Row } from '../odata.ts'
import { type GraphError, graphErrors } from '../reply.ts'
import { needs } from './access.ts'
import { changedApplication, findApplication, keyText, openApplication } from './applications.ts'
import type { Desk, DirectoryContext, Version } from './desk.ts'
import { directoryErrors } from './errors.ts'
import { referenced } from './owners.ts'
import { applicationRow } from './rows.ts'
import { tables } from './tables.ts'
import { directoryTypes } from './types.ts'
import { recordOf, rowsOf, textOf } from './values.ts'

type Custom = DirectoryPolicies['custom'][number]
const table = tables.appPolicy
const set = 'policies/appManagementPolicies'
const passwordKinds = [
  'passwordAddition',
  'passwordLifetime',
  'symmetricKeyAddition',
  'symmetricKeyLifetime',
  'customPasswordAddition',
]
/** v1.0 does not know that certificates can be tied to an authority. */
const keyKinds = {
  'v1.0': ['asymmetricKeyLifetime'],
  beta: ['asymmetricKeyLifetime', 'trustedCertificateAuthority'],
}

function ruleRow({
  restrictionType,
  state,
  maxLifetime,
  restrictForAppsCreatedAfterDateTime,
}: Restriction): Row {
  return { excludeActors: null, maxLifetime, restrictForAppsCreatedAfterDateTime, restrictionType, state }
}

const rulesOf = (policy: Pick<Custom, 'passwordCredentials' | 'keyCredentials'>, version: Version) => ({
  passwordCredentials: policy.passwordCredentials.map(ruleRow),
  keyCredentials: policy.keyCredentials
    .filter(({ restrictionType }) => keyKinds[version].includes(restrictionType))
    .map(ruleRow),
})

const customRow = (policy: Custom, version: Version): Row => ({
  id: policy.id,
  deletedDateTime: null,
  displayName: policy.displayName,
  description: policy.description,
  isEnabled: policy.isEnabled,
  restrictions: rulesOf(policy, version),
})

function defaultRow({ appManagement }: DirectoryPolicies, version: Version): Row {
  const audience = (name: string) => ({
    state: appManagement.audiences?.includes(name) === false ? 'enabled' : 'disabled',
    restrictForAppsCreatedAfterDateTime: null,
    excludeActors: null,
  })
  const betaOnly = {
    audiences: {
      azureAdMultipleOrgs: audience('AzureADMultipleOrgs'),
      personalMicrosoftAccount: audience('AzureADandPersonalMicrosoftAccount'),
    },
    identifierUris: {
      nonDefaultUriAddition: {
        state: 'enabled',
        restrictForAppsCreatedAfterDateTime: '2025-08-12T00:00:00Z',
        excludeAppsReceivingV2Tokens: true,
        excludeSaml: true,
        excludeActors: null,
      },
    },
  }
  const rules = rulesOf(appManagement, version)
  return {
    id: defaultPolicyId,
    deletedDateTime: null,
    displayName: 'Default app management tenant policy',
    description:
      'Default tenant policy that enforces app management restrictions on applications and service principals.',
    isEnabled: appManagement.isEnabled,
    applicationRestrictions: { ...rules, ...(version === 'beta' ? betaOnly : {}) },
    servicePrincipalRestrictions: rules,
  }
}

export function appPolicyRoutes(desk: Desk): Hono<GraphRoom> {
  const app = new Hono<GraphRoom>()
  const { tenant, version } = desk
  const { policies } = tenant.state
  const find = (id: string) => policies.custom.find((one) => one.id === id)
  const changed = (c: DirectoryContext, policy: Custom, before: Row | undefined, activity: string) =>
    desk.changed(c, { kind: set, id: policy.id, before, activity, name: policy.displayName, type: 'Policy' })

  app.get(
    '/policies/defaultAppManagementPolicy',
    (c) =>
      desk.refused(c, needs.readPolicies) ??
      desk.one(c, {
        set: 'policies/defaultAppManagementPolicy',
        table: tables.defaultPolicy,
        row: defaultRow(policies, version),
      }),
  )
  app.get(
    '/policies/appManagementPolicies',
    (c) =>
      desk.refused(c, needs.readPolicies) ??
      desk.list(c, { set, table, rows: policies.custom.map((one) => customRow(one, version)) }),
  )
  app.get('/policies/appManagementPolicies/:id', (c) => {
    const policy = find(c.req.param('id'))
    return (
      desk.refused(c, needs.readPolicies) ??
      (policy === undefined
        ? desk.fail(c, directoryErrors.notFound(c.req.param('id')))
        : desk.one(c, { set, table, row: customRow(policy, version) }))
    )
  })
  app.get('/policies/appManagementPolicies/:id/appliesTo', (c) => {
    const policy = find(c.req.param('id'))
    const refused = desk.refused(c, needs.readPolicies)
    if (refused !== undefined) return refused
    if (policy === undefined) return desk.fail(c, directoryErrors.notFound(c.req.param('id')))
    const rows = tenant.state.registrations
      .filter(({ objectId }) => policy.appliesTo.includes(objectId))
      .map((one) => ({ '@odata.type': '#microsoft.graph.application', ...applicationRow(tenant, one) }))
    return desk.list(c, { set: 'directoryObjects', table: tables.application, rows })
  })
  app.post('/policies/appManagementPolicies', async (c) => {
    const refused = desk.refused(c, needs.writePolicies) ?? desk.busy(c)
    if (refused !== undefined) return refused
    const read = readEntity('microsoft.graph.appManagementPolicy', await desk.body(c), directoryTypes)
    if (!read.ok) return desk.fail(c, read.error)
    const { displayName, restrictions } = read.value
    if (typeof displayName !== 'string')
      return desk.fail(c, directoryErrors.needed('displayName', table.resource))
    if (restrictions === undefined)
      return desk.fail(c, directoryErrors.needed('restrictions', table.resource))
    const made: Custom = {
      id: randomUUID(),
      displayName,
      description: null,
      isEnabled: true,
      passwordCredentials: [],
      keyCredentials: [],
      appliesTo: [],
    }
    const error = applyPolicy(made, read.value)
    if (error !== undefined) return desk.fail(c, error)
    policies.custom.push(made)
    changed(c, made, undefined, 'Add policy')
    return desk.one(c, { set, table, row: customRow(made, version) }, 201)
  })
  app.patch('/policies/appManagementPolicies/:id', async (c) => {
    const refused = desk.refused(c, needs.writePolicies) ?? desk.busy(c)
    if (refused !== undefined) return refused
    const policy = find(c.req.param('id'))
    if (policy === undefined) return desk.fail(c, directoryErrors.notFound(c.req.param('id')))
    const read = readEntity('microsoft.graph.appManagementPolicy', await desk.body(c), directoryTypes)
    if (!read.ok) return desk.fail(c, read.error)
    const next = structuredClone(policy)
    const error = applyPolicy(next, read.value)
    if (error !== undefined) return desk.fail(c, error)
    const before = customRow(policy, version)
    Object.assign(policy, next)
    changed(c, policy, before, 'Update policy')
    return c.body(null, 204)
  })
  app.delete('/policies/appManagementPolicies/:id', (c) => {
    const refused = desk.refused(c, needs.writePolicies) ?? desk.busy(c)
    if (refused !== undefined) return refused
    const policy = find(c.req.param('id'))
    if (policy === undefined) return desk.fail(c, directoryErrors.notFound(c.req.param('id')))
    policies.custom = policies.custom.filter((one) => one !== policy)
    changed(c, policy, customRow(policy, version), 'Delete policy')
    return c.body(null, 204)
  })

  app.get('/applications/:app/appManagementPolicies', (c) => {
    const refused = desk.refused(c, needs.readPolicies)
    if (refused !== undefined) return refused
    const registration = findApplication(tenant, c.req.param('app'))
    if (registration === undefined) return desk.fail(c, directoryErrors.notFound(keyText(c.req.param('app'))))
    const own = policies.custom.filter(({ appliesTo }) => appliesTo.includes(registration.objectId))
    return desk.list(c, {
      set: 'appManagementPolicies',
      table,
      rows: own.map((one) => customRow(one, version)),
    })
  })
  app.post('/applications/:app/appManagementPolicies/$ref', async (c) => {
    const opened = openApplication(desk, c, needs.assignPolicy)
    if ('reply' in opened) return opened.reply
    const { registration } = opened
    const id = referenced(await desk.body(c))
    if (id === undefined) return desk.fail(c, graphErrors.notJson())
    const policy = find(id)
    if (policy === undefined) return desk.fail(c, directoryErrors.notFound(id))
    // an application has one policy at most
    if (policies.custom.some(({ appliesTo }) => appliesTo.includes(registration.objectId)))
      return desk.fail(c, directoryErrors.refExists('appManagementPolicies'))
    policy.appliesTo.push(registration.objectId)
    changedApplication(
      desk,
      c,
      registration,
      applicationRow(tenant, registration),
      'Add policy to application',
    )
    return c.body(null, 204)
  })
  app.delete('/applications/:app/appManagementPolicies/:id/$ref', (c) => {
    const opened = openApplication(desk, c, needs.assignPolicy)
    if ('reply' in opened) return opened.reply
    const { registration } = opened
    const policy = find(c.req.param('id'))
    if (policy?.appliesTo.includes(registration.objectId) !== true)
      return desk.fail(c, directoryErrors.notFound(c.req.param('id')))
    policy.appliesTo = policy.appliesTo.filter((one) => one !== registration.objectId)
    changedApplication(
      desk,
      c,
      registration,
      applicationRow(tenant, registration),
      'Remove policy from application',
    )
    return c.body(null, 204)
  })
  return app
}

function applyPolicy(policy: Custom, body: Shaped): GraphError | undefined {
  const { displayName, description, isEnabled, restrictions } = body
  if (typeof displayName === 'string') policy.displayName = displayName
  if (description !== undefined) policy.description = textOf(description)
  if (isEnabled !== undefined) policy.isEnabled = isEnabled === true
  for (const [list, known] of [
    ['passwordCredentials', passwordKinds],
    ['keyCredentials', keyKinds.beta],
  ] as const) {
    const given = recordOf(restrictions)?.[list]
    if (given === undefined) continue
    const rules: Restriction[] = []
    for (const rule of rowsOf(given)) {
      const { restrictionType, state } = rule
      if (typeof restrictionType !== 'string' || !known.includes(restrictionType))
        return directoryErrors.badValue('restrictionType', table.resource)
      if (state !== undefined && state !== 'enabled' && state !== 'disabled')
        return directoryErrors.badValue('state', table.resource)
      rules.push({
        restrictionType,
        state: state ?? 'enabled',
        maxLifetime: textOf(rule.maxLifetime),
        restrictForAppsCreatedAfterDateTime: textOf(rule.restrictForAppsCreatedAfterDateTime),
      })
    }
    policy[list] = rules
  }
  return undefined
}
