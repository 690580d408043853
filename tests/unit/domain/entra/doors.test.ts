import { describe, expect, it } from 'vitest'
import { administrationScript } from '../../../../src/documents/files/administration-script.ts'
import type { AdminSettings } from '../../../../src/domain/entra/admin/admin-settings.schema.ts'
import { commandLineToolsId, doorFor } from '../../../../src/domain/entra/admin/doors.ts'
import { adminRights, rightsToRead } from '../../../../src/domain/entra/facts/rights.ts'
import { findPermission } from '../../../../src/domain/recipe/permission-catalogue.ts'
import { library } from '../recipe/recipes.ts'
import { contosoSetup, uuid } from '../../../kit/contoso.ts'

const { cloud } = contosoSetup()
const nothing: AdminSettings = { published: {}, own: null, commandLineTools: false, deviceCode: false }
const noWish = { clientId: null, commandLineTools: false }
const [own, published, asked] = [uuid(41), uuid(42), uuid(43)]

describe('which application signs an administrator in', () => {
  it.each([
    ['out of the box there is none', nothing, noWish, null],
    [
      'the distributor’s, where one is published',
      { ...nothing, published: { global: published } },
      noWish,
      published,
    ],
    ['not the one of another cloud', { ...nothing, published: { china: published } }, noWish, null],
    [
      'the tenant’s own before the distributor’s',
      { ...nothing, own, published: { global: published } },
      noWish,
      own,
    ],
    ['what the administrator names wins', { ...nothing, own }, { ...noWish, clientId: asked }, asked],
    [
      'Microsoft’s client only when asked for',
      { ...nothing, own },
      { ...noWish, commandLineTools: true },
      commandLineToolsId,
    ],
    [
      'or when a file allows it and there is no other',
      { ...nothing, commandLineTools: true },
      noWish,
      commandLineToolsId,
    ],
    ['never Microsoft’s while there is another', { ...nothing, own, commandLineTools: true }, noWish, own],
  ] as const)('%s', (_, settings, wish, clientId) => {
    expect(doorFor(cloud, settings, wish)?.clientId ?? null).toBe(clientId)
  })

  it('in a practice tenant, where nothing real can be reached, there is always a way in', () => {
    expect(doorFor({ ...cloud, kind: 'practice' }, nothing, noWish)?.name).toBe('command-line-tools')
  })
})

describe('the script that registers “Sendproof administration”', () => {
  const permissions = library.permissions
  if (permissions === null) throw new Error('no catalogue')
  const script = (tenantId: string) =>
    administrationScript({ cloud, tenantId, rights: adminRights, permissions })

  it('asks for exactly the rights of the steps ahead, by the ids of the catalogue', () => {
    const ids = [...script(uuid(1)).matchAll(/Id = '([^']+)'; Type = 'Scope'/g)].map(([, id]) => id)
    const wanted = adminRights.map(
      (value) => findPermission(permissions, { resource: 'graph', kind: 'delegated', value })?.id,
    )
    expect(ids).toEqual(wanted)
    expect(new Set(ids).size).toBe(adminRights.length)
  })

  it('is plain ASCII, makes no secret, and a tenant’s name cannot break out of its quotes', () => {
    const text = script("o'brien'; Remove-Item x; '")
    expect(text).toMatch(/^[\x20-\x7e\r\n]+$/)
    expect(text).not.toMatch(/secret|password/i)
    expect(text).toContain("-TenantId 'o''brien''; Remove-Item x; '''")
  })

  it.each([
    ['global', '-Environment Global'],
    ['gcc-high', '-Environment USGov'],
    ['dod', '-Environment USGovDoD'],
    ['china', '-Environment China'],
  ] as const)('goes to the cloud of the setup: %s', (kind, named) => {
    const text = administrationScript({
      cloud: { ...cloud, kind },
      tenantId: uuid(1),
      rights: rightsToRead,
      permissions,
    })
    expect(text).toContain(`${named} -NoWelcome`)
  })
})
