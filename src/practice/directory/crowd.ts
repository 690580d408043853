/** Thousands of applications that have nothing to do with anybody's mail: what a large tenant is full of. */
import { enterpriseState, registrationDetails } from '../tenant/directory-state.ts'
import { guidFor } from '../tenant/seed.ts'
import type { Registration } from '../tenant/state.ts'
import type { Tenant } from '../tenant/tenant.ts'

/** Those of the crowd, by the recipe they pretend to be registered for. */
const crowd = 'crowd'
const numbered = (n: number) => String(n).padStart(5, '0')

/** In place of those that were there before; the same seed gives the same ones. */
export function fillDirectory(tenant: Tenant, applications: number, servicePrincipals: number): void {
  const { state } = tenant
  const createdAt = tenant.clock()
  const others = state.registrations.filter(({ recipe }) => recipe !== crowd)
  const made = Array.from({ length: applications }, (_, n): Registration => {
    const name = `Line of business ${numbered(n + 1)}`
    const id = (what: string) => guidFor(state.seed, `${crowd} ${what} ${n}`)
    return {
      recipe: crowd,
      displayName: name,
      audience: 'AzureADMyOrg',
      redirects: [{ platform: 'web', uri: `https://app${n + 1}.${state.tenantName}/signin` }],
      permissions: [{ resource: 'graph', value: 'User.Read', kind: 'delegated' }],
      implicit: { accessTokens: false, idTokens: n % 7 === 0 },
      publicClientFlows: false,
      clientId: id('client'),
      objectId: id('application'),
      servicePrincipalId: id('principal'),
      secrets: [],
      certificates: [],
      details: registrationDetails.parse({ createdAt }),
      enterprise: enterpriseState.parse({ createdAt }),
    }
  })
  // an application of the tenant brings its service principal along: the rest are other tenants'
  const foreign = Math.max(0, servicePrincipals - applications)
  const kept = state.foreignPrincipals.filter(({ tags }) => !tags.includes(crowd))
  state.registrations = [...others, ...made]
  state.foreignPrincipals = [
    ...kept,
    ...Array.from({ length: foreign }, (_, n) => ({
      ...enterpriseState.parse({ createdAt, tags: [crowd] }),
      id: guidFor(state.seed, `${crowd} foreign principal ${n}`),
      appId: guidFor(state.seed, `${crowd} foreign client ${n}`),
      displayName: `Vendor application ${numbered(n + 1)}`,
      ownerTenant: guidFor(state.seed, `${crowd} vendor ${n % 50}`),
    })),
  ]
}
