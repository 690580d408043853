import { describe, expect, test } from 'vitest'
import { exchangeApi, graphApi, rowsIn, signedIn } from './directory-kit.ts'
import { practice } from './kit.ts'

describe('a registration made through Graph', () => {
  test('is the one the practice administrator sees, and signs in once it has all it needs', async () => {
    const p = await practice()
    const graph = await signedIn(p)
    const made = await graph('POST', '/applications', {
      body: {
        displayName: 'Scanner mail',
        publicClient: { redirectUris: ['http://localhost'] },
        requiredResourceAccess: [
          {
            resourceAppId: graphApi,
            resourceAccess: [{ id: '258f6531-6087-4cc4-bb90-092c5fb3ed3f', type: 'Scope' }],
          },
        ],
      },
    })
    expect(made.status).toBe(201)
    const clientId = String(made.body.appId)
    const principal = await graph('POST', '/servicePrincipals', { body: { appId: clientId } })
    expect(principal.status).toBe(201)
    const [api] = rowsIn(await graph('GET', `/servicePrincipals?$filter=appId eq '${graphApi}'&$select=id`))
    const granted = await graph('POST', '/oauth2PermissionGrants', {
      body: {
        clientId: principal.body.id,
        consentType: 'AllPrincipals',
        resourceId: api?.id,
        scope: 'SMTP.Send openid profile offline_access',
      },
    })
    expect(granted.status, granted.text).toBe(201)
    const described = await p.tenant.admin.describe()
    expect(described.registrations.find((one) => one.clientId === clientId)?.permissions).toEqual([
      { resource: 'graph', value: 'SMTP.Send', kind: 'delegated' },
    ])
    const token = await p.tenant.admin.robotToken({
      clientId,
      account: p.anna,
      scope: 'https://outlook.office.com/SMTP.Send',
    })
    expect(token.scope).toContain('SMTP.Send')
    const exchange = await graph('GET', `/servicePrincipals(appId='${exchangeApi}')?$select=id,appRoles`)
    expect((exchange.body.appRoles as { value: string }[]).map(({ value }) => value)).toContain(
      'SMTP.SendAsApp',
    )
  })
})
