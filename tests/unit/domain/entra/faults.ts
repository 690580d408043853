/** One thing wrong with a registration that is right otherwise; each with the check that has to name it. */
import type { CheckId } from '../../../../src/domain/entra/audit/check-ids.ts'
import type { ApplicationFacts } from '../../../../src/domain/entra/facts/entra-facts.ts'
import type { ChangeKind } from '../../../../src/domain/entra/plan/change.schema.ts'
import { uuid } from '../../../kit/contoso.ts'
import type { TenantModel } from './tenant-model.ts'

export interface Fault {
  readonly recipe?: string
  readonly answers?: Readonly<Record<string, string | boolean>>
  readonly check: CheckId
  /** Step of the recipe the check has to name. */
  readonly step: string | null
  /** Kinds of the changes that have to be planned, and no others. */
  readonly changes: readonly ChangeKind[]
  readonly breaks: (tenant: TenantModel) => TenantModel
}

const app = (
  tenant: TenantModel,
  change: (found: ApplicationFacts) => Partial<ApplicationFacts>,
): TenantModel => {
  if (tenant.application === null) throw new Error('no application')
  return { ...tenant, application: { ...tenant.application, ...change(tenant.application) } }
}
const principal = (tenant: TenantModel, change: Partial<NonNullable<TenantModel['servicePrincipal']>>) => {
  if (tenant.servicePrincipal === null) return tenant // another fault took it away
  return { ...tenant, servicePrincipal: { ...tenant.servicePrincipal, ...change } }
}
const web = (change: (uris: readonly string[]) => string[]) => (tenant: TenantModel) =>
  app(tenant, ({ redirects }) => ({ redirects: { ...redirects, web: change(redirects.web) } }))
const scopes = (change: (names: readonly string[]) => string[]) => (tenant: TenantModel) => ({
  ...tenant,
  grants: tenant.grants.map((grant) =>
    grant.principalId === null ? { ...grant, scopes: change(grant.scopes) } : grant,
  ),
})
const requested =
  (value: string, type: 'Scope' | 'Role' = 'Scope') =>
  (tenant: TenantModel) => {
    const list = type === 'Scope' ? tenant.graph.scopes : tenant.graph.roles
    const id = list.find((one) => one.value === value)?.id ?? ''
    return app(tenant, ({ access }) => ({
      access: [...access, { resourceAppId: tenant.graph.appId, id, type, value }],
    }))
  }
const unrequested = (value: string) => (tenant: TenantModel) =>
  app(tenant, ({ access }) => ({ access: access.filter((one) => one.value !== value) }))
const ends = (endsAt: string) => (tenant: TenantModel) =>
  app(tenant, ({ credentials }) => ({ credentials: credentials.map((one) => ({ ...one, endsAt })) }))
const rule =
  (name: string, maxDays: number | null = null, since: string | null = null) =>
  (tenant: TenantModel) => ({
    ...tenant,
    policy: { ...tenant.policy, rules: [...tenant.policy.rules, { rule: name, maxDays, since }] },
  })

const graphApp = { recipe: 'generic-graph-app', answers: { limit: false, credential: 'secret' } }
const certificateApp = { recipe: 'generic-graph-app', answers: { limit: false, credential: 'certificate' } }

/** EAP where no recipe is named: people sign in, a server holds a secret. */
export const faults: Readonly<Record<string, Fault>> = {
  'the product’s redirect is missing': {
    check: 'redirects',
    step: 'web-redirect',
    changes: ['set-redirects'],
    breaks: web(() => []),
  },
  'the redirect stands under another platform': {
    check: 'redirects',
    step: 'web-redirect',
    changes: ['set-redirects'],
    breaks: (tenant) =>
      app(tenant, ({ redirects }) => ({ redirects: { ...redirects, web: [], spa: redirects.web } })),
  },
  'the redirect has a slash too many': {
    check: 'redirects',
    step: 'web-redirect',
    changes: ['set-redirects'],
    breaks: web((uris) => uris.map((uri) => `${uri}/`)),
  },
  'the redirect has other capitals': {
    check: 'redirects',
    step: 'web-redirect',
    changes: ['set-redirects'],
    breaks: web((uris) => uris.map((uri) => uri.toLowerCase())),
  },
  'the redirect is http': {
    check: 'redirects',
    step: 'web-redirect',
    changes: ['set-redirects'],
    breaks: web((uris) => uris.map((uri) => uri.replace('https:', 'http:'))),
  },
  'there is a redirect nobody asked for': {
    check: 'redirects',
    step: 'web-redirect',
    changes: ['set-redirects'],
    breaks: web((uris) => [...uris, 'https://old.contoso.example/wm']),
  },
  'a redirect of a single-page app was left behind': {
    check: 'redirects',
    step: 'web-redirect',
    changes: ['set-redirects'],
    breaks: (tenant) =>
      app(tenant, ({ redirects }) => ({ redirects: { ...redirects, spa: ['https://spa.contoso.example'] } })),
  },
  'Sendproof’s own redirect is missing': {
    check: 'verification-redirect',
    step: 'verification-redirect',
    changes: ['set-redirects'],
    breaks: (tenant) => app(tenant, ({ redirects }) => ({ redirects: { ...redirects, publicClient: [] } })),
  },
  'a token box is ticked that nothing needs': {
    recipe: 'generic-graph-person',
    check: 'implicit',
    step: 'web-redirect',
    changes: ['set-implicit'],
    breaks: (tenant) => app(tenant, () => ({ implicit: { accessTokens: true, idTokens: false } })),
  },
  'public client flows are allowed': {
    check: 'public-client',
    step: 'web-redirect',
    changes: ['set-public-client'],
    breaks: (tenant) => app(tenant, () => ({ publicClient: true })),
  },
  'a permission is not requested': {
    check: 'permissions',
    step: 'permissions',
    changes: ['set-permissions'],
    breaks: unrequested('SMTP.Send'),
  },
  'the refresh token is not requested': {
    check: 'permissions',
    step: 'permissions',
    changes: ['set-permissions'],
    breaks: unrequested('offline_access'),
  },
  'the manual’s surplus permission is requested': {
    check: 'permissions-surplus',
    step: 'permissions',
    changes: ['set-permissions'],
    breaks: requested('Mail.Send'),
  },
  'an application permission is requested of a product for people': {
    check: 'permissions-surplus',
    step: 'permissions',
    changes: ['set-permissions'],
    breaks: requested('Mail.Send', 'Role'),
  },
  'a permission of an unknown API is requested': {
    check: 'permissions-surplus',
    step: 'permissions',
    changes: ['set-permissions'],
    breaks: (tenant) =>
      app(tenant, ({ access }) => ({
        access: [...access, { resourceAppId: uuid(71), id: uuid(72), type: 'Scope', value: null }],
      })),
  },
  'nobody consented': {
    check: 'consent',
    step: 'consent',
    changes: ['create-grant'],
    breaks: (tenant) => ({ ...tenant, grants: [] }),
  },
  'consent lacks one permission': {
    check: 'consent',
    step: 'consent',
    changes: ['set-grant'],
    breaks: scopes((names) => names.filter((name) => name !== 'SMTP.Send')),
  },
  'one person consented for herself only': {
    check: 'consent',
    step: 'consent',
    changes: ['create-grant'],
    breaks: (tenant) => ({
      ...tenant,
      grants: tenant.grants.map((grant) => ({ ...grant, principalId: uuid(901) })),
    }),
  },
  'consent goes beyond the recipe': {
    check: 'consent-surplus',
    step: 'consent',
    changes: ['set-grant'],
    breaks: scopes((names) => [...names, 'Mail.ReadWrite']),
  },
  'a person consented to more for herself': {
    check: 'consent-surplus',
    step: 'consent',
    changes: ['remove-grant'],
    breaks: (tenant) => ({
      ...tenant,
      grants: [
        ...tenant.grants,
        { id: 'grant-own', resourceId: tenant.graph.id, principalId: uuid(901), scopes: ['Mail.ReadWrite'] },
      ],
    }),
  },
  'an application permission is granted to a product for people': {
    check: 'consent-surplus',
    step: 'consent',
    changes: ['remove-role'],
    breaks: (tenant) => ({
      ...tenant,
      roles: [
        {
          id: 'role-extra',
          resourceId: tenant.graph.id,
          roleId: tenant.graph.roles.find(({ value }) => value === 'Mail.Send')?.id ?? '',
        },
      ],
    }),
  },
  'the application permission is requested and not granted': {
    ...graphApp,
    check: 'consent',
    step: 'consent',
    changes: ['add-role'],
    breaks: (tenant) => ({ ...tenant, roles: [] }),
  },
  'there is no enterprise application': {
    check: 'service-principal',
    step: 'register-application',
    changes: ['create-service-principal', 'create-grant'],
    breaks: (tenant) => ({ ...tenant, servicePrincipal: null, grants: [], roles: [] }),
  },
  'the registration is deactivated': {
    check: 'enabled',
    step: 'register-application',
    changes: ['set-disabled'],
    breaks: (tenant) => app(tenant, () => ({ disabled: true })),
  },
  'sign-in to the enterprise application is off': {
    check: 'sign-in-enabled',
    step: 'register-application',
    changes: ['set-sign-in'],
    breaks: (tenant) => principal(tenant, { accountEnabled: false }),
  },
  'Microsoft blocked the application': {
    check: 'not-blocked-by-microsoft',
    step: 'register-application',
    changes: [],
    breaks: (tenant) => app(tenant, () => ({ blocked: 'DisabledDueToViolationOfServicesAgreement' })),
  },
  'the registration is open to other organisations': {
    check: 'audience',
    step: 'register-application',
    changes: ['set-audience'],
    breaks: (tenant) => app(tenant, () => ({ audience: 'AzureADMultipleOrgs' })),
  },
  'only assigned people may sign in': {
    check: 'assignment',
    step: 'sign-in-rules',
    changes: ['set-assignment-required'],
    breaks: (tenant) => principal(tenant, { assignmentRequired: true }),
  },
  'there is no secret': {
    check: 'credential',
    step: 'client-secret',
    changes: ['add-secret'],
    breaks: (tenant) => app(tenant, () => ({ credentials: [] })),
  },
  'the secret has expired': {
    check: 'credential',
    step: 'client-secret',
    changes: ['add-secret'],
    breaks: ends('2026-11-01T00:00:00.000Z'),
  },
  'the secret expires in two weeks': {
    check: 'credential-expiry',
    step: 'client-secret',
    changes: ['add-secret'],
    breaks: ends('2026-12-05T00:00:00.000Z'),
  },
  'there is no certificate': {
    ...certificateApp,
    check: 'credential',
    step: 'certificate',
    changes: ['add-certificate'],
    breaks: (tenant) => app(tenant, () => ({ credentials: [] })),
  },
  'the certificate expires tomorrow': {
    ...certificateApp,
    check: 'credential-expiry',
    step: 'certificate',
    changes: ['add-certificate'],
    breaks: ends('2026-11-22T13:00:00.000Z'),
  },
  'the product takes a certificate and has only a secret': {
    ...certificateApp,
    check: 'credential',
    step: 'certificate',
    changes: ['add-certificate'],
    breaks: (tenant) =>
      app(tenant, ({ credentials }) => ({
        credentials: credentials.map((one) => ({ ...one, kind: 'secret' as const })),
      })),
  },
  'the tenant forbids secrets': {
    check: 'credential-policy',
    step: 'client-secret',
    changes: [],
    breaks: rule('passwordAddition'),
  },
  'the tenant caps the life of secrets': {
    check: 'credential-policy',
    step: 'client-secret',
    changes: [],
    breaks: rule('passwordLifetime', 90),
  },
  'the tenant takes certificates of its own authority only': {
    ...certificateApp,
    check: 'credential-policy',
    step: 'certificate',
    changes: [],
    breaks: rule('trustedCertificateAuthority'),
  },
  'a program on a PC holds a secret it cannot keep': {
    recipe: 'generic-graph-person',
    answers: { client: 'workstation' },
    check: 'credential-surplus',
    step: 'register-application',
    changes: [],
    breaks: (tenant) =>
      app(tenant, () => ({
        credentials: [
          { keyId: uuid(811), kind: 'secret', displayName: 'old', hint: 'xyz', startsAt: null, endsAt: null },
        ],
      })),
  },
  'the name is taken twice': {
    check: 'only-one',
    step: 'register-application',
    changes: [],
    breaks: (tenant) => ({
      ...tenant,
      namesakes: [{ id: uuid(820), appId: uuid(821), createdAt: '2026-11-19T08:00:00.000Z' }],
    }),
  },
  'nobody owns the registration': {
    check: 'owners',
    step: 'register-application',
    changes: ['add-owner'],
    breaks: (tenant) => ({ ...tenant, owners: [] }),
  },
  'no notes say what the registration is for': {
    check: 'notes',
    step: 'register-application',
    changes: ['set-notes'],
    breaks: (tenant) => app(tenant, () => ({ notes: '  ' })),
  },
  'security defaults are on': {
    check: 'security-defaults',
    step: 'sign-in-rules',
    changes: [],
    breaks: (tenant) => ({ ...tenant, securityDefaults: true }),
  },
  'two switches of Baseline Security Mode are on': {
    check: 'baseline-mode',
    step: 'sign-in-rules',
    changes: [],
    breaks: (tenant) => ({
      ...tenant,
      userConsent: ['microsoft-user-default-recommended'],
      legacyBlocks: ['Block legacy authentication'],
    }),
  },
  'a sender’s domain is not one of the tenant': {
    check: 'domains',
    step: 'authorise',
    changes: [],
    breaks: (tenant) => ({ ...tenant, domains: ['contoso.onmicrosoft.com'] }),
  },
}
