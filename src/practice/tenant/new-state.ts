/** The state of a tenant that was never started before: people, keys and nothing set up. */
import { randomBytes } from 'node:crypto'
import { createCertificates, keysOfThisProcess } from './certificates.ts'
import { directoryPolicies } from '../contract/directory-policies.ts'
import { newExchangeState } from './exchange-state.ts'
import type { PracticeOptions } from '../contract/options.ts'
import { seedTenant, type SeedUser } from './seed.ts'
import type { TenantState, User } from './state.ts'

export function newState(o: PracticeOptions): TenantState {
  const seed = o.seed ?? 1
  const now = (o.clock ?? Date.now)()
  const made = seedTenant(seed, o.mailboxes)
  const certificates = createCertificates(made.tenantName, now, keysOfThisProcess())
  const user = (one: SeedUser, sender: boolean): User => ({
    ...one,
    sender,
    // Microsoft disables the account behind a shared mailbox (reference 7.1, 50057)
    enabled: one.kind !== 'shared',
  })
  return {
    version: 1,
    seed,
    tenantId: made.tenantId,
    tenantName: made.tenantName,
    displayName: made.displayName,
    ports: { https: 0, smtp: 0, imap: 0 },
    adminKey: randomBytes(32).toString('base64url'),
    certificates,
    users: [
      ...made.senders.map((one) => user(one, true)),
      user(made.recipient, false),
      user(made.outside, false),
      user(made.admin, false),
    ],
    recipient: made.recipient.address,
    adminUser: made.admin.address,
    outside: made.outside.address,
    ...(made.delegate === undefined ? {} : { delegate: made.delegate.address }),
    userConsentAllowed: false,
    registrations: [],
    consents: [],
    refreshTokens: [],
    smtpAuth: { tenant: false, mailboxes: {} },
    sendAs: [],
    sendOnBehalf: [],
    fullAccess: [],
    groups: [],
    proxyAddresses: [],
    sendFromAlias: false,
    servicePrincipals: [],
    managementScopes: [],
    roleAssignments: [],
    accessPolicies: [],
    appFullAccess: [],
    ews: { enabled: null, allowedAppIds: null },
    folders: [],
    foreignPrincipals: [],
    deletedRegistrations: [],
    deletedPrincipals: [],
    directoryRoles: [],
    userAssignments: [],
    policies: directoryPolicies.parse({}),
    domains: [],
    signIns: [],
    audits: [],
    exchange: newExchangeState(made.admin.address),
    faults: [],
    latencyMs: 0,
    wrongAccountShown: [],
  }
}

/** A tenant kept since before there was one gets its mailbox outside every scope now. */
export function withOutside(state: TenantState): TenantState {
  if (state.outside !== '') return state
  const { outside } = seedTenant(state.seed, 1)
  state.users.push({ ...outside, sender: false, enabled: true })
  state.outside = outside.address
  return state
}
