/** One change of each kind that can be taken back, for a registration that is there, and the tenant's own view of it. */
import { readFileSync } from 'node:fs'
import { Agent } from 'undici'
import type { Change } from '../../src/domain/entra/plan/change.schema.ts'
import type { EntraPlan } from '../../src/domain/entra/plan/entra-plan.schema.ts'
import { SelfSignedCertificates } from '../../src/main/adapters/files/certificate-maker.ts'
import {
  directoryAt,
  everyRight,
  exchangeApi,
  graphApi,
  graphCommandLine,
  rowsIn,
  type Row,
} from '../integration/practice/directory-kit.ts'
import type { PracticeGraph } from './practice-graph.ts'

/** Permissions are a set, whatever order they come in. */
const sorted = (row: Row): Row =>
  typeof row.scope === 'string' ? { ...row, scope: row.scope.split(' ').toSorted().join(' ') } : row

/** Names that a script would stumble over if it ever made text out of them. */
export const hostile = `O'Brien $(calc) \`n "; Remove-Item * ‘smart’ ü 😀 ${'x'.repeat(200)}`

const keyId = '12345678-2222-4333-8444-555555555555'

export async function everyChange(practice: PracticeGraph) {
  const { tenant } = practice.shell
  const { endpoints, admin } = tenant
  const scope = everyRight.map((right) => `https://graph.microsoft.com/${right}`).join(' ')
  const signedIn = await admin.robotToken({
    clientId: graphCommandLine,
    account: endpoints.adminUser,
    scope,
  })
  const agent = new Agent({ connect: { ca: readFileSync(endpoints.caFile) } })
  const graph = directoryAt(endpoints.graph, agent, signedIn.accessToken)
  const clientId = endpoints.registrations[0]?.clientId ?? ''
  await admin.addSecret(clientId, { months: 12 })
  const [app] = rowsIn(await graph('GET', `/applications?$filter=appId eq '${clientId}'`))
  const principal = (await graph('GET', `/servicePrincipals(appId='${clientId}')`)).body
  const api = async (id: string) => (await graph('GET', `/servicePrincipals(appId='${id}')`)).body
  const [ours, exchange] = await Promise.all([api(graphApi), api(exchangeApi)])
  const [grant] = rowsIn(
    await graph('GET', `/oauth2PermissionGrants?$filter=clientId eq '${String(principal.id)}'`),
  )
  const [person] = rowsIn(await graph('GET', '/users?$top=1&$select=id,displayName'))
  if (app === undefined || grant === undefined || person === undefined) throw new Error('not prepared')
  const role = (ours.appRoles as Row[]).find(({ value }) => value === 'Mail.Send')
  const uris = (part: unknown) => ((part as { redirectUris?: string[] }).redirectUris ?? []).slice()
  const boxes = (app.web as { implicitGrantSettings: Record<string, boolean> }).implicitGrantSettings
  const redirects = { web: uris(app.web), publicClient: uris(app.publicClient), spa: uris(app.spa) }
  const implicit = {
    accessTokens: boxes.enableAccessTokenIssuance === true,
    idTokens: boxes.enableIdTokenIssuance === true,
  }
  type Asked = { resourceAppId: string; resourceAccess: { id: string; type: 'Scope' | 'Role' }[] }
  const access = (app.requiredResourceAccess as Asked[]).flatMap(({ resourceAppId, resourceAccess }) =>
    resourceAccess.map(({ id, type }) => ({ resourceAppId, id, type, value: null })),
  )
  const scopes = String(grant.scope).split(' ').filter(Boolean).toSorted()
  const common = { checks: [], step: null }
  const application = { object: 'application', id: String(app.id) } as const
  const client = { object: 'service-principal', id: String(principal.id) } as const
  const clientOf = { client: String(principal.id) }
  const known = {
    ...clientOf,
    resourceId: String(ours.id),
    resourceName: 'Microsoft Graph',
    principalId: null,
  }
  const now = new Date('2026-01-01T00:00:00Z')
  const made = await new SelfSignedCertificates().make('by script', now, new Date('2028-01-01T00:00:00Z'))
  const changes: Change[] = [
    {
      kind: 'set-notes',
      target: application,
      before: (app.notes as string | null) ?? null,
      after: hostile,
      ...common,
    },
    {
      kind: 'set-audience',
      target: application,
      before: String(app.signInAudience),
      after: 'AzureADMultipleOrgs',
      ...common,
    },
    {
      kind: 'set-redirects',
      target: application,
      before: redirects,
      after: { ...redirects, web: [...redirects.web, 'https://contoso.example/o%27brien'], spa: [] },
      ...common,
    },
    {
      kind: 'set-implicit',
      target: application,
      before: implicit,
      after: { accessTokens: !implicit.accessTokens, idTokens: implicit.idTokens },
      ...common,
    },
    { kind: 'set-public-client', target: application, before: false, after: true, ...common },
    {
      kind: 'set-permissions',
      target: application,
      before: access,
      after: [...access, { resourceAppId: graphApi, id: String(role?.id), type: 'Role', value: 'Mail.Send' }],
      ...common,
    },
    {
      kind: 'add-owner',
      target: application,
      before: null,
      after: { id: String(person.id), name: String(person.displayName) },
      ...common,
    },
    {
      kind: 'add-certificate',
      target: application,
      before: null,
      after: {
        keyId,
        displayName: 'by script',
        endsAt: made.endsAt,
        certificate: { der: made.der, startsAt: made.startsAt, endsAt: made.endsAt },
      },
      ...common,
    },
    { kind: 'set-sign-in', target: client, before: true, after: false, ...common },
    { kind: 'set-assignment-required', target: client, before: false, after: true, ...common },
    {
      kind: 'set-grant',
      target: { object: 'grant', id: String(grant.id) },
      before: { ...known, scopes },
      after: { ...known, scopes: [...scopes, 'Mail.Send'].toSorted() },
      ...common,
    },
    {
      kind: 'create-grant',
      target: { object: 'grant', id: null },
      before: null,
      after: {
        ...clientOf,
        resourceId: String(exchange.id),
        resourceName: 'Office 365 Exchange Online',
        principalId: null,
        scopes: ['IMAP.AccessAsUser.All'],
      },
      ...common,
    },
    {
      kind: 'add-role',
      target: { object: 'role-assignment', id: null },
      before: null,
      after: {
        ...clientOf,
        resourceId: String(ours.id),
        resourceName: 'Microsoft Graph',
        roleId: String(role?.id),
        value: 'Mail.Send',
      },
      ...common,
    },
    { kind: 'set-disabled', target: application, before: false, after: true, ...common },
  ]
  const removeSecret: Change = {
    kind: 'remove-secret',
    target: application,
    before: {
      keyId: (app.passwordCredentials as { keyId: string }[])[0]?.keyId ?? null,
      displayName: null,
      endsAt: null,
    },
    after: null,
    ...common,
  }
  const addSecret: Change = {
    kind: 'add-secret',
    target: application,
    before: null,
    after: { keyId: null, displayName: null, endsAt: null },
    ...common,
  }
  const plan: EntraPlan = {
    format: 'sendproof-entra-plan',
    schema: 1,
    setup: { id: '00000000-0000-4000-8000-000000000009', name: 'C' },
    tenant: { id: endpoints.tenantId, name: null, cloud: 'practice' },
    clientId,
    madeAt: '2026-11-27T12:00:00.000Z',
    madeBy: endpoints.adminUser,
    changes,
    left: [],
    rights: [
      'Application.ReadWrite.All',
      'AppRoleAssignment.ReadWrite.All',
      'DelegatedPermissionGrant.ReadWrite.All',
    ],
  }
  /** What the tenant shows of it, without what no undoing brings back. */
  const rows = async () => {
    const look = async (path: string) => (await graph('GET', path)).body
    const registration: Row = {
      ...(await look(`/applications/${application.id}`)),
      passwordCredentials: null,
    }
    const lists = await Promise.all(
      [
        `/applications/${application.id}/owners?$select=id`,
        `/oauth2PermissionGrants?$filter=clientId eq '${client.id}'`,
        `/servicePrincipals/${client.id}/appRoleAssignments`,
      ].map(look),
    )
    return {
      registration,
      principal: await look(`/servicePrincipals/${client.id}`),
      lists: lists.map(({ value }) => value?.map(sorted)),
    }
  }
  return { plan, changes, removeSecret, addSecret, rows, close: () => agent.close() }
}
