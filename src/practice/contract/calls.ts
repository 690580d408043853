/**
 * What an administrator of the practice tenant can do: one table, read by the server, by the in-process
 * administrator and by the client that drives a tenant served by another process.
 */
import { z } from 'zod'
import { directoryCalls } from './directory-calls.ts'
import { exchangeCalls, exchangeView, groupKind } from './exchange-calls.ts'

const address = z.string().min(3).max(320)
const clientId = z.string().min(1).max(64)
const nothing = z.null()

export const permissionRequest = z.strictObject({
  resource: z.enum(['graph', 'exchange']),
  value: z.string().min(1),
  kind: z.enum(['delegated', 'application']),
})
export const redirect = z.strictObject({ platform: z.enum(['web', 'publicClient', 'spa']), uri: z.string() })
const registrationParts = {
  displayName: z.string().min(1).max(120),
  audience: z.enum([
    'AzureADMyOrg',
    'AzureADMultipleOrgs',
    'AzureADandPersonalMicrosoftAccount',
    'PersonalMicrosoftAccount',
  ]),
  redirects: z.array(redirect).max(256),
  permissions: z.array(permissionRequest),
  implicit: z.strictObject({ accessTokens: z.boolean(), idTokens: z.boolean() }),
  /** Allow public client flows: device code and passwords ask for it */
  publicClientFlows: z.boolean(),
}
export const registrationRequest = z.strictObject({
  /** id of the recipe this registration is for; data to the tenant */
  recipe: z.string().min(1),
  displayName: registrationParts.displayName,
  audience: registrationParts.audience.default('AzureADMyOrg'),
  redirects: registrationParts.redirects.default([]),
  permissions: registrationParts.permissions.default([]),
  implicit: registrationParts.implicit.default({ accessTokens: false, idTokens: false }),
  publicClientFlows: registrationParts.publicClientFlows.default(false),
})
/** What is not given stays as it is: a default in here would undo what another call has set. */
const registrationChange = z.strictObject(registrationParts).partial()

const registered = z.object({ clientId: z.string(), objectId: z.string(), servicePrincipalId: z.string() })
const secret = z.object({ secretId: z.string(), value: z.string(), expiresAt: z.string() })
const grant = z.object({ mailbox: z.string(), trustee: z.string() })

const certificateView = z.object({
  keyId: z.string(),
  displayName: z.string(),
  thumbprint: z.string(),
  thumbprintSha256: z.string(),
  expiresAt: z.string(),
})
const registrationView = registrationRequest.extend({
  /** empty where it was made through Graph */
  recipe: z.string(),
  clientId: z.string(),
  objectId: z.string(),
  servicePrincipalId: z.string(),
  /** deactivated, or not enabled for anybody to sign in */
  disabled: z.boolean(),
  /** never a value: only what the portal still shows after the page was left */
  secrets: z.array(z.object({ secretId: z.string(), hint: z.string(), expiresAt: z.string() })),
  certificates: z.array(certificateView),
})
const consentView = z.object({
  clientId: z.string(),
  /** 'all' is an administrator's consent for everybody, else the object id of one user */
  principal: z.string(),
  resource: z.string(),
  value: z.string(),
  kind: z.enum(['delegated', 'application']),
})
const userView = z.object({
  id: z.string(),
  address: z.string(),
  displayName: z.string(),
  kind: z.enum(['user', 'shared', 'admin']),
  enabled: z.boolean(),
})
const mailboxView = z.object({
  address: z.string(),
  displayName: z.string(),
  kind: z.enum(['user', 'shared']),
  sender: z.boolean(),
  /** true: on, false: off, null: inherits the tenant's */
  smtpAuth: z.boolean().nullable(),
  /** what the two switches make together (reference 4.4) */
  smtpAuthEffective: z.boolean(),
})
export const tenantView = z.object({
  tenantId: z.string(),
  tenantName: z.string(),
  userConsentAllowed: z.boolean(),
  registrations: z.array(registrationView),
  consents: z.array(consentView),
  users: z.array(userView),
  smtpAuth: z.object({ tenant: z.boolean() }),
  mailboxes: z.array(mailboxView),
  sendAs: z.array(grant),
  sendOnBehalf: z.array(grant),
  fullAccess: z.array(grant),
  groups: z.array(
    z.object({
      id: z.string(),
      address: z.string(),
      displayName: z.string(),
      kind: groupKind,
      members: z.array(z.string()),
    }),
  ),
  proxyAddresses: z.array(z.object({ alias: z.string(), recipient: z.string() })),
  sendFromAlias: z.boolean(),
  ...exchangeView,
  faults: z.array(z.string()),
})

export const messageView = z.object({
  id: z.string(),
  mailbox: z.string(),
  /** id of the folder it lies in, as Graph shows it */
  folder: z.string(),
  /** P1: the address of MAIL FROM */
  mailFrom: z.string(),
  /** the account that authenticated */
  authenticatedAs: z.string(),
  from: z.string(),
  sender: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  internetMessageId: z.string(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  receivedAt: z.string(),
  body: z.string(),
})
const robotToken = z.object({
  accessToken: z.string(),
  expiresAt: z.string(),
  scope: z.string(),
  account: z.string(),
  refreshToken: z.string().optional(),
})

export const endpointsView = z.object({
  tenantId: z.string(),
  tenantName: z.string(),
  authority: z.string(),
  graph: z.string(),
  smtp: z.object({ host: z.string(), port: z.number() }),
  ews: z.string(),
  /** implicit TLS; read-only */
  imap: z.object({ host: z.string(), port: z.number() }),
  caFile: z.string(),
  mailboxes: z.array(
    z.object({
      address: z.string(),
      kind: z.enum(['user', 'shared']),
      displayName: z.string(),
      delegate: z.string().optional(),
    }),
  ),
  recipient: z.string(),
  adminUser: z.string(),
  /** who administers a part of the tenant, by directory role */
  administrators: z.array(z.object({ role: z.string(), address: z.string() })),
  /** a mailbox that neither sends nor receives: what an application must not reach */
  outside: z.string(),
  registrations: z.array(z.object({ recipe: z.string(), clientId: z.string(), name: z.string() })),
  password: z.string(),
  admin: z.object({ url: z.string(), key: z.string() }),
})

/** One row a call: its arguments and its result. */
export const adminCalls = {
  registerApplication: { input: z.tuple([registrationRequest]), output: registered },
  updateApplication: { input: z.tuple([clientId, registrationChange]), output: nothing },
  addSecret: {
    input: z.tuple([
      clientId,
      z.union([
        z.strictObject({ months: z.number().int().min(1).max(24) }),
        /** any moment, a past one included: what an expired secret looks like */
        z.strictObject({ expiresAt: z.iso.datetime() }),
      ]),
    ]),
    output: secret,
  },
  /** PEM, or base64 of the DER form */
  addCertificate: { input: z.tuple([clientId, z.string().min(1).max(20_000)]), output: certificateView },
  grantAdminConsent: { input: z.tuple([clientId]), output: nothing },
  revokeConsent: { input: z.tuple([clientId]), output: nothing },
  /** takes away one application permission that was consented to, as the Enterprise application's page does */
  revokeAppPermission: {
    input: z.tuple([clientId, z.enum(['graph', 'exchange']), z.string().min(1)]),
    output: nothing,
  },
  setTenantSmtpAuth: { input: z.tuple([z.boolean()]), output: nothing },
  setMailboxSmtpAuth: { input: z.tuple([address, z.boolean().nullable()]), output: nothing },
  grantSendAs: { input: z.tuple([address, address]), output: nothing },
  revokeSendAs: { input: z.tuple([address, address]), output: nothing },
  grantSendOnBehalf: { input: z.tuple([address, address]), output: nothing },
  grantFullAccess: { input: z.tuple([address, address]), output: nothing },
  ...exchangeCalls,
  ...directoryCalls,
  setUserEnabled: { input: z.tuple([address, z.boolean()]), output: nothing },
  resetPassword: { input: z.tuple([address]), output: z.object({ password: z.string() }) },
  setUserConsentAllowed: { input: z.tuple([z.boolean()]), output: nothing },
  setFault: { input: z.tuple([z.string(), z.boolean()]), output: nothing },
  listFaults: { input: z.tuple([]), output: z.array(z.string()) },
  describe: { input: z.tuple([]), output: tenantView },
  messages: { input: z.tuple([address]), output: z.array(messageView) },
  robotToken: {
    input: z.tuple([z.strictObject({ clientId, account: address, scope: z.string().min(1) })]),
    output: robotToken,
  },
  endpoints: { input: z.tuple([]), output: endpointsView },
} as const

export type AdminCallName = keyof typeof adminCalls
type Arguments<N extends AdminCallName> = z.input<(typeof adminCalls)[N]['input']>
type Result<N extends AdminCallName> = z.output<(typeof adminCalls)[N]['output']>

/** Every call answers with a value or throws PracticeError: an administrator's slip, said in one sentence. */
export type PracticeAdmin = {
  [N in AdminCallName]: (...args: Arguments<N>) => Promise<Result<N>>
}
export type PracticeEndpoints = z.output<typeof endpointsView>
export type RegistrationRequest = z.input<typeof registrationRequest>
export type TenantView = z.output<typeof tenantView>
export type DeliveredMessage = z.output<typeof messageView>

export class PracticeError extends Error {
  readonly code: string
  constructor(code: string, text: string) {
    super(text)
    this.name = 'PracticeError'
    this.code = code
  }
}
