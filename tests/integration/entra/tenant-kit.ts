/** EAP's registration in a practice tenant, right in every part, and an audit of it through Microsoft Graph. */
import { audit } from '../../../src/domain/entra/audit/audit.ts'
import { differences, type Check } from '../../../src/domain/entra/audit/check.ts'
import { rightsToRead } from '../../../src/domain/entra/facts/rights.ts'
import { buildPlan, type BuiltPlan } from '../../../src/domain/entra/plan/build-plan.ts'
import { wantedOf, type Wanted } from '../../../src/domain/entra/wanted/wanted.ts'
import { HttpGraphDirectory } from '../../../src/main/adapters/entra/graph-directory.ts'
import { registrationRequest } from '../../../src/main/adapters/practice/registration-request.ts'
import { SystemClock } from '../../../src/main/adapters/system/node-system.ts'
import { createUndiciFetch } from '../../../src/main/adapters/system/undici-fetch.ts'
import { TenantReader } from '../../../src/main/services/entra/tenant-reader.ts'
import type { PracticeOptions } from '../../../src/practice/index.ts'
import { library, recipeOf } from '../../unit/domain/recipe/recipes.ts'
import { contosoMailbox, contosoSetup } from '../../kit/contoso.ts'
import { directoryAs, rowsIn, tokenFor, type Directory } from '../practice/directory-kit.ts'
import { practice, type Practice } from '../practice/kit.ts'

export interface Tenant {
  readonly p: Practice
  readonly graph: Directory
  /** Object ids. */
  readonly application: string
  readonly principal: string
  readonly wanted: Wanted
  audited(account?: string): Promise<{ checks: Check[]; plan: BuiltPlan; calls: string[] }>
}

const hostname = 'eap.contoso.example'

/** `rights`: of the administrator who breaks things; who reads has those for reading. */
export async function rightTenant(options: Partial<PracticeOptions> = {}): Promise<Tenant> {
  const recipe = recipeOf('eap')
  const answers = { ...contosoSetup().answers, hostname }
  const p = await practice({
    registrations: [registrationRequest(recipe, { hostname }, answers)],
    ...options,
  })
  const { endpoints, admin } = p.tenant
  const token = await tokenFor(p, endpoints.adminUser)
  const graph = directoryAs(p, token)
  await admin.addSecret(p.clientId, { months: 12 })
  const [application] = rowsIn(
    await graph('GET', `/applications?$filter=appId eq '${p.clientId}'&$select=id`),
  )
  const principal = await graph('GET', `/servicePrincipals(appId='${p.clientId}')?$select=id`)
  const cloud = {
    ...contosoSetup().cloud,
    kind: 'practice' as const,
    authority: endpoints.authority,
    graph: endpoints.graph,
    caFile: endpoints.caFile,
  }
  const { permissions } = library
  if (permissions === null) throw new Error('no catalogue')
  const wanted = wantedOf({
    setup: contosoSetup({ clientId: p.clientId, answers, cloud }),
    recipe,
    mailboxes: [contosoMailbox(1, { address: p.anna })],
    records: [],
    permissions,
  })
  const clock = new SystemClock()
  const tenant: Tenant = {
    p,
    graph,
    application: String(application?.id),
    principal: String(principal.body.id),
    wanted,
    async audited(account) {
      const calls: string[] = []
      const fetch = createUndiciFetch()
      const counted: typeof fetch = (url, ...rest) => {
        calls.push(url)
        return fetch(url, ...rest)
      }
      const caller = {
        cloud,
        token: account === undefined ? token : await tokenFor(p, account, rightsToRead),
        who: account ?? endpoints.adminUser,
        signal: new AbortController().signal,
      }
      const directory = new HttpGraphDirectory({ fetch: counted, clock })
      const now = clock.now().toISOString()
      const facts = await new TenantReader(directory, permissions).read(caller, wanted, now)
      const checks = audit(wanted, facts, now)
      const reader = { id: '00000000-0000-4000-8000-000000000001', name: caller.who }
      return { checks, plan: buildPlan({ wanted, facts, checks, now, reader }), calls }
    },
  }
  const { checks } = await tenant.audited()
  const wrong = differences(checks).filter(({ severity }) => severity !== 'note')
  if (wrong.length > 0) throw new Error(`not right to begin with: ${JSON.stringify(wrong)}`)
  return tenant
}
