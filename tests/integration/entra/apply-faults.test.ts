import { expect, it } from 'vitest'
import { differences } from '../../../src/domain/entra/audit/check.ts'
import { rowsIn, type Row } from '../practice/directory-kit.ts'
import { bench, wish, type Bench } from './apply-kit.ts'
import { applicationFaults, stepsOfFinPower } from './application-tenant-faults.ts'
import { faults, stepsOfEap } from './tenant-faults.ts'
import type { Tenant } from './tenant-kit.ts'

type Seen = Pick<Tenant, 'graph' | 'application' | 'principal'>

/** All that a change may touch, as an administrator reads it; without the ids of what can only be made anew. */
async function picture({ graph, application, principal }: Seen) {
  const own = await graph('GET', `/applications/${application}`)
  const enterprise = await graph('GET', `/servicePrincipals/${principal}`)
  const grants = rowsIn(await graph('GET', `/oauth2PermissionGrants?$filter=clientId eq '${principal}'`))
  const roles = rowsIn(await graph('GET', `/servicePrincipals/${principal}/appRoleAssignments`))
  const owners = rowsIn(await graph('GET', `/applications/${application}/owners?$select=id`))
  const plain = ({ id: _, createdDateTime: __, ...row }: Row) => row
  const sorted = (rows: readonly Row[]) =>
    rows.map(plain).map((row) => ({
      ...row,
      scope: typeof row.scope === 'string' ? row.scope.split(' ').sort() : null,
    }))
  return {
    application: { ...own.body, requiredResourceAccess: accessIn(own.body) },
    // The addresses of the registration once more, in whatever order they were written.
    enterprise: { ...enterprise.body, replyUrls: null },
    grants: sorted(grants),
    roles: sorted(roles),
    owners: owners.map(({ id }) => id),
  }
}

function accessIn({ requiredResourceAccess }: Row): string[] {
  const apis = requiredResourceAccess as { resourceAppId: string; resourceAccess: { id: string }[] }[]
  return apis
    .flatMap(({ resourceAppId, resourceAccess }) => resourceAccess.map(({ id }) => `${resourceAppId} ${id}`))
    .sort()
}

async function carriedOut(tenant: Bench) {
  const app = tenant.app()
  const previewed = await app.applies.preview(tenant.id, wish, null)
  if (!previewed.ok) throw new Error(JSON.stringify(previewed.error))
  const { plan, view: before } = previewed.value
  const named = differences(before.checks).filter(({ severity }) => severity !== 'note')
  const done = await app.applies.apply(tenant.id, plan, wish, () => undefined)
  if (!done.ok) throw new Error(JSON.stringify(done.error))
  return { plan, named: named.map(({ id, step }) => [id, step]), ...done.value }
}

const settled = (all: typeof faults) => Object.entries(all).filter(([, { changes }]) => changes.length > 0)

it.each([
  ['eap', settled(faults), stepsOfEap],
  ['finpower-connect', settled(applicationFaults), stepsOfFinPower],
] as const)(
  '%s: whatever somebody changed is named with its step, put right, and can be put back as it was',
  async (product, all, steps) => {
    const tenant = await bench(product)
    await carriedOut(tenant)
    tenant.forget()
    for (const [name, { check, changes, breaks }] of all) {
      const seen = await tenant.tenant()
      await breaks(seen as Tenant)
      const broken = await picture(seen)
      const { plan, named, stopped, view } = await carriedOut(tenant)
      expect(named, name).toEqual([[check, steps[check]]])
      expect(
        plan.changes.flatMap((one) => (one.checks.includes(check) ? [one.kind] : [])),
        name,
      ).toEqual(changes)
      expect({ stopped, clean: view?.clean }, name).toEqual({ stopped: null, clean: true })
      expect((await tenant.plan()).changes, name).toEqual([])

      const undone = await tenant.app().reverts.revert(tenant.id, wish, () => undefined)
      expect(undone, name).toMatchObject({ ok: true, value: { stopped: null, final: [], changedSince: [] } })
      expect(await picture(seen), name).toEqual(broken)
      await carriedOut(tenant)
      tenant.forget()
    }
  },
)
