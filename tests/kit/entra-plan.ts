/** A plan for Entra ID as somebody gets it handed over: a registration, its consent and both kinds of credential. */
import type { EntraPlan } from '../../src/domain/entra/plan/entra-plan.schema.ts'

const id = '11111111-2222-4333-8444-555555555555'
const common = { checks: [], step: null }

export function entraPlan(displayName = 'EAP mail'): EntraPlan {
  const application = { object: 'application', id: null } as const
  const credential = { keyId: null, displayName, endsAt: '2027-11-27T00:00:00.000Z' }
  return {
    format: 'sendproof-entra-plan',
    schema: 1,
    setup: { id, name: 'Contoso' },
    tenant: { id, name: 'contoso.example', cloud: 'global' },
    clientId: null,
    madeAt: '2026-11-27T10:00:00.000Z',
    madeBy: 'reader@contoso.example',
    changes: [
      {
        kind: 'create-application',
        target: application,
        before: null,
        after: {
          displayName,
          audience: 'AzureADMyOrg',
          redirects: { web: [], publicClient: ['http://localhost'], spa: [] },
          implicit: { accessTokens: false, idTokens: false },
          publicClient: false,
          access: [],
          notes: null,
        },
        ...common,
      },
      { kind: 'add-secret', target: application, before: null, after: credential, ...common },
      { kind: 'add-certificate', target: application, before: null, after: credential, ...common },
    ],
    left: [],
    rights: ['Application.ReadWrite.All'],
  }
}
