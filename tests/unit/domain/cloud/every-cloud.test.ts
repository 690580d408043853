/** A tenant of another cloud, from audit to hand-over: nothing is asked of, or said about, a worldwide host or portal. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { administrationScript } from '../../../../src/documents/files/administration-script.ts'
import { handoffHtml } from '../../../../src/documents/handoff/handoff-html.ts'
import { buildChecklist } from '../../../../src/domain/checklist/build-checklist.ts'
import { CloudSchema, type Cloud } from '../../../../src/domain/cloud/cloud.schema.ts'
import {
  appScope,
  authorityOf,
  graphScope,
  mailReadScope,
  mailScope,
} from '../../../../src/domain/cloud/cloud.ts'
import { parseClouds } from '../../../../src/domain/cloud/parse-clouds.ts'
import { checkGroups } from '../../../../src/domain/entra/audit/check-groups.ts'
import { doorFor } from '../../../../src/domain/entra/admin/doors.ts'
import { portalLink } from '../../../../src/domain/entra/admin/portal-links.ts'
import { consentRequest } from '../../../../src/domain/entra/consent/consent-request.ts'
import { adminRights, rightsToRead } from '../../../../src/domain/entra/facts/rights.ts'
import type { Change } from '../../../../src/domain/entra/plan/change.schema.ts'
import { environmentOf } from '../../../../src/domain/exchange/build-plan.ts'
import { handoffPlan } from '../../../../src/domain/handoff/handoff.ts'
import { HttpGraphDirectory } from '../../../../src/main/adapters/entra/graph-directory.ts'
import { HttpDirectoryWriter } from '../../../../src/main/adapters/entra/graph-writer.ts'
import type { HttpFetch } from '../../../../src/main/services/surroundings/surroundings.port.ts'
import { en } from '../../../../src/words/en.ts'
import { sayStep } from '../../../../src/words/say-step.ts'
import { assets } from '../../../kit/assets.ts'
import { contosoMailbox, contosoSetup, now, uuid } from '../../../kit/contoso.ts'
import { entraPlan } from '../../../kit/entra-plan.ts'
import { wantedFor } from '../entra/tenant-model.ts'
import { library, recipeOf } from '../recipe/recipes.ts'

const named = parseClouds(parse(readFileSync(path.join(assets, 'clouds.yaml'), 'utf8')))
if (!named.ok) throw new Error('clouds.yaml')
const host = (name: string) => `https://${name}.cloud.example`
const own = (kind: 'custom' | 'practice'): Cloud =>
  CloudSchema.parse({
    name: kind,
    kind,
    authority: host('login'),
    graph: host('graph'),
    smtp: { host: 'smtp.cloud.example', port: 587 },
    smtpResource: host('mail'),
    graphResource: host('graph'),
  })
const clouds = [...named.value, own('custom'), own('practice')]

/** What only the worldwide cloud answers to. */
const worldwide =
  /login\.microsoftonline\.com|graph\.microsoft\.com|entra\.microsoft\.com|portal\.azure\.com|admin(?:\.exchange)?\.microsoft\.com|outlook\.office(?:365)?\.com|smtp\.office365\.com/

/** Where everything is asked and written, whatever comes back. */
async function asked(cloud: Cloud): Promise<string[]> {
  const all: string[] = []
  const fetch: HttpFetch = (url, { body }) => {
    all.push(url, body ?? '')
    return Promise.resolve(Response.json({ value: [] }))
  }
  const clock = { now: () => new Date(now) }
  const caller = { cloud, token: 't', who: 'admin', signal: new AbortController().signal }
  const reads = new HttpGraphDirectory({ fetch, clock: clock as never })
  await Promise.all([
    reads.applications(caller, { clientId: uuid(1), displayName: 'EAP' }),
    reads.deleted(caller),
    reads.owners(caller, uuid(1)),
    reads.ownPolicies(caller, uuid(1)),
    reads.servicePrincipal(caller, uuid(1)),
    reads.grants(caller, uuid(1)),
    reads.roles(caller, uuid(1)),
    reads.api(caller, uuid(1)),
    reads.assigned(caller, uuid(1)),
    reads.credentialRules(caller),
    reads.userConsent(caller),
    reads.securityDefaults(caller),
    reads.legacyBlocks(caller),
    reads.signIns(caller, uuid(1), now),
    reads.allCredentials(caller),
    reads.organization(caller),
  ])
  const writes = new HttpDirectoryWriter({ fetch, clock: clock as never })
  const objects = { application: uuid(1), client: uuid(2), appId: uuid(3) }
  const owner: Change = {
    ...{ kind: 'add-owner', target: { object: 'application', id: uuid(1) }, before: null },
    ...{ after: { id: uuid(4), name: 'admin' }, checks: [], step: null },
  }
  for (const change of [owner, ...entraPlan().changes.slice(0, 2)])
    await writes.write(caller, change, objects, null)
  return all
}

/** Addresses of sign-in, scopes, consent, portal, and what is handed over. */
function said(cloud: Cloud): string[] {
  const tenantId = uuid(9)
  const setup = contosoSetup({ cloud, recipeId: 'eap' })
  const recipe = recipeOf('eap')
  const checklist = buildChecklist({
    ...{ recipe, setup, mailboxes: [contosoMailbox(1)], records: [], runs: { lastSummary: null }, now },
  })
  const words = { words: en, locale: 'en' }
  const pack = handoffPlan(
    { setup, recipe, checklist, warned: { cautions: [], deadlines: [] }, now },
    'entra-admin',
    (step) => sayStep(en, step),
  )
  if (pack === null) throw new Error('nothing to hand over')
  const script = { ...entraPlan(), tenant: { id: tenantId, name: null, cloud: cloud.kind } }
  const { permissions } = library
  if (permissions === null) throw new Error('no catalogue')
  const request = { cloud, tenantId, clientId: uuid(1), redirectUri: 'http://localhost/', state: 's' }
  return [
    authorityOf(cloud, tenantId),
    ...adminRights.map((right) => graphScope(cloud, right)),
    ...[mailScope(cloud, 'SMTP.Send'), mailReadScope(cloud)],
    ...(['graph', 'exchange'] as const).map((resource) => appScope(cloud, resource)),
    ...['eap', 'generic-graph-app'].map((id) => consentRequest(wantedFor(id), request).address),
    ...checkGroups.flatMap((group) => [
      portalLink(cloud, uuid(1), group) ?? '',
      portalLink(cloud, null, group) ?? '',
    ]),
    handoffHtml(pack, { timeZone: 'UTC', version: '1', script }, words),
    administrationScript({ cloud, tenantId, rights: rightsToRead, permissions }),
  ]
}

const expected: Readonly<
  Record<Cloud['kind'], { graph: string; exchange: string | null; link: string | null }>
> = {
  global: { graph: 'Global', exchange: 'O365Default', link: 'entra.microsoft.com' },
  'gcc-high': { graph: 'USGov', exchange: 'O365USGovGCCHigh', link: 'portal.azure.us' },
  dod: { graph: 'USGovDoD', exchange: 'O365USGovDoD', link: 'portal.azure.us' },
  china: { graph: 'China', exchange: 'O365China', link: 'portal.azure.cn' },
  // Whoever has a cloud of their own names it; nothing is guessed.
  custom: { graph: '(Read-Host', exchange: null, link: null },
  practice: { graph: 'Global', exchange: 'O365Default', link: null },
}

describe.each(clouds.map((cloud) => [cloud.kind, cloud] as const))('%s', (kind, cloud) => {
  const origin = new URL(cloud.graph).origin

  it('every question and every change goes to its own Graph', async () => {
    const all = await asked(cloud)
    const addresses = all.filter((one) => one.startsWith('https://'))
    expect(addresses.length).toBeGreaterThan(18)
    expect([...new Set(addresses.map((one) => new URL(one).origin))]).toEqual([origin])
    expect(all.join('\n')).toContain(`"${origin}/v1.0/directoryObjects/`)
  })

  it('no address of another cloud is said, linked, or signed in at', () => {
    const wrong = said(cloud).flatMap((text) => worldwide.exec(text)?.[0] ?? [])
    if (kind === 'global') expect(wrong.length).toBeGreaterThan(0)
    // The plan of a practice tenant teaches where things are in the real portal; nothing else of it leads there.
    else expect(wrong).toEqual(kind === 'practice' ? ['entra.microsoft.com'] : [])
  })

  it('scripts sign in to it, or ask; the portal is its own, or none is named', () => {
    const { permissions } = library
    if (permissions === null) throw new Error('no catalogue')
    const script = administrationScript({ cloud, tenantId: uuid(9), rights: rightsToRead, permissions })
    const link = portalLink(cloud, uuid(1))
    expect({
      graph: / -Environment (\S+)/.exec(script)?.[1],
      exchange: environmentOf(cloud),
      link: link === null ? null : new URL(link).host,
    }).toEqual(expected[kind])
  })

  it('Microsoft’s own client opens no door unasked, but in a practice tenant', () => {
    const nothing = { published: {}, own: null, commandLineTools: false, deviceCode: false }
    const door = doorFor(cloud, nothing, { clientId: null, commandLineTools: false })
    expect(door?.name ?? null).toBe(kind === 'practice' ? 'command-line-tools' : null)
  })
})

it('Set-Entra.ps1 knows the same names, and none for a cloud of somebody’s own', () => {
  const text = readFileSync(path.join(assets, 'powershell/parts/EntraSession.ps1'), 'utf8')
  const table = /\$script:Environments = @\{([^}]*)\}/.exec(text)?.[1] ?? ''
  const names = [...table.matchAll(/'([^']+)' = '([^']+)'/g)].map(([, kind, name]) => [kind, name])
  const known = Object.entries(expected).filter(([kind]) => kind !== 'custom')
  expect(names.toSorted()).toEqual(known.map(([kind, { graph }]) => [kind, graph]).toSorted())
  const hosts = /\$script:Hosts = @\{([^}]*)\}/.exec(text)?.[1] ?? ''
  for (const { kind, graph } of named.value) expect(hosts).toContain(`'${expected[kind].graph}' = '${graph}'`)
})
