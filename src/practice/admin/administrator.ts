/** What the administrator's calls do to the tenant; every change is on disk before the call returns. */
import { randomBytes, createHash } from 'node:crypto'
import { grantAdminConsent, revokeAppPermission, revokeConsent } from '../directory/consent.ts'
import {
  addCertificate,
  addSecret,
  certificateView,
  changeRegistration,
  findRegistration,
  needRegistration,
  register,
} from '../directory/registrations.ts'
import { isLoopback } from '../directory/redirects.ts'
import { grantRight, needMailbox, revokeRight, smtpAuthOf } from '../exchange/rights.ts'
import type { StoredMessage } from '../tenant/messages.ts'
import { fieldsError, type Send, walkSignIn } from '../entra/robot.ts'
import { hasMailbox, passwordOf, type Tenant } from '../tenant/tenant.ts'
import {
  adminCalls,
  type AdminCallName,
  type DeliveredMessage,
  type PracticeAdmin,
  type PracticeEndpoints,
  PracticeError,
  type RegistrationRequest,
  registrationRequest,
  type TenantView,
} from '../contract/calls.ts'

import { directoryAdministrator } from './directory-administrator.ts'
import { exchangeAdministrator } from './exchange-administrator.ts'

export interface AdministratorTools {
  endpoints(): PracticeEndpoints
  /** asks the tenant's own HTTP face, without a network */
  send: Send
}

export function createAdministrator(tenant: Tenant, tools: AdministratorTools): PracticeAdmin {
  const { state, faults } = tenant
  async function change(run: () => void): Promise<null> {
    run()
    await tenant.file.flush()
    return null
  }
  return {
    async registerApplication(request: RegistrationRequest) {
      const { clientId, objectId, servicePrincipalId } = register(tenant, registrationRequest.parse(request))
      await tenant.file.flush()
      return { clientId, objectId, servicePrincipalId }
    },
    updateApplication: (clientId, next) => change(() => changeRegistration(tenant, clientId, next)),
    async addSecret(clientId, lifetime) {
      const secret = addSecret(tenant, clientId, lifetime)
      await tenant.file.flush()
      return secret
    },
    async addCertificate(clientId, certificate) {
      const added = addCertificate(tenant, clientId, certificate)
      await tenant.file.flush()
      return added
    },
    grantAdminConsent: (clientId) =>
      change(() => grantAdminConsent(tenant, needRegistration(tenant, clientId))),
    revokeConsent: (clientId) =>
      change(() => revokeConsent(tenant, needRegistration(tenant, clientId).clientId)),
    revokeAppPermission: (clientId, resource, value) =>
      change(() => revokeAppPermission(tenant, needRegistration(tenant, clientId).clientId, resource, value)),
    setTenantSmtpAuth: (enabled) => change(() => (state.smtpAuth.tenant = enabled)),
    setMailboxSmtpAuth: (address, value) =>
      change(() => (state.smtpAuth.mailboxes[needMailbox(tenant, address).address] = value)),
    grantSendAs: (mailbox, trustee) => change(() => grantRight(tenant, 'sendAs', mailbox, trustee)),
    revokeSendAs: (mailbox, trustee) => change(() => revokeRight(tenant, 'sendAs', mailbox, trustee)),
    grantSendOnBehalf: (mailbox, trustee) =>
      change(() => grantRight(tenant, 'sendOnBehalf', mailbox, trustee)),
    grantFullAccess: (mailbox, trustee) => change(() => grantRight(tenant, 'fullAccess', mailbox, trustee)),
    ...exchangeAdministrator(tenant, change),
    ...directoryAdministrator(tenant, change),
    setUserEnabled: (address, enabled) => change(() => (needMailbox(tenant, address).enabled = enabled)),
    // the new password is the shared one again: what counts is that every refresh token dies
    async resetPassword(address) {
      const user = needMailbox(tenant, address)
      for (const token of state.refreshTokens)
        if (token.userId === user.id) token.revokedAt ??= tenant.clock()
      await tenant.file.flush()
      return { password: passwordOf(tenant) }
    },
    setUserConsentAllowed: (allowed) => change(() => (state.userConsentAllowed = allowed)),
    setFault: (spec, on) =>
      change(() => {
        const set = faults.set(spec, on)
        if (!set.ok) throw new PracticeError(set.error.code, set.error.text)
        state.faults = faults.list()
        state.wrongAccountShown = state.wrongAccountShown.filter((address) =>
          faults.hits('wrong-account', address),
        )
      }),
    listFaults: () => Promise.resolve(faults.list()),
    describe: () => Promise.resolve(describe(tenant)),
    async messages(address) {
      const wanted = address.trim().toLowerCase()
      return tenant.messages
        .of(wanted)
        .filter(({ folder, draft }) => folder !== 'sentitems' && folder !== 'undelivered' && !draft)
        .map(messageView)
    },
    robotToken: (request) => robotToken(tenant, tools.send, request),
    endpoints: () => Promise.resolve(tools.endpoints()),
  }
}

function describe(tenant: Tenant): TenantView {
  const { state } = tenant
  return {
    tenantId: state.tenantId,
    tenantName: state.tenantName,
    userConsentAllowed: state.userConsentAllowed,
    registrations: state.registrations.map(({ details, enterprise, ...registration }) => ({
      ...registration,
      disabled: details.isDisabled || !enterprise.accountEnabled,
      secrets: registration.secrets.map(({ secretId, hint, expiresAt }) => ({
        secretId,
        hint,
        expiresAt: new Date(expiresAt).toISOString(),
      })),
      certificates: registration.certificates.map(certificateView),
    })),
    consents: state.consents.map(({ clientId, principal, resource, value, kind }) => ({
      clientId,
      principal,
      resource,
      value,
      kind,
    })),
    users: state.users.map(({ id, address, displayName, kind, enabled }) => ({
      id,
      address,
      displayName,
      kind,
      enabled,
    })),
    smtpAuth: { tenant: state.smtpAuth.tenant && !tenant.faults.on('tenant-smtp-auth-off') },
    mailboxes: state.users
      .filter((user) => hasMailbox(tenant, user))
      .map((user) => ({
        address: user.address,
        displayName: user.displayName,
        kind: user.kind === 'shared' ? 'shared' : 'user',
        sender: user.sender,
        smtpAuth: tenant.faults.hits('mailbox-smtp-auth-off', user.address)
          ? false
          : (state.smtpAuth.mailboxes[user.address] ?? null),
        smtpAuthEffective: smtpAuthOf(tenant, user.address) === 'on',
      })),
    sendAs: state.sendAs.filter((grant) => !tenant.faults.hits('no-send-as', grant.mailbox)),
    sendOnBehalf: state.sendOnBehalf,
    fullAccess: state.fullAccess,
    groups: state.groups,
    proxyAddresses: state.proxyAddresses,
    sendFromAlias: state.sendFromAlias,
    servicePrincipals: state.servicePrincipals,
    managementScopes: state.managementScopes,
    roleAssignments: state.roleAssignments,
    accessPolicies: state.accessPolicies,
    appFullAccess: state.appFullAccess,
    ews: tenant.faults.on('ews-blocked') ? { ...state.ews, enabled: false } : state.ews,
    folders: state.folders,
    faults: tenant.faults.list(),
  }
}

function messageView(message: StoredMessage): DeliveredMessage {
  return {
    id: message.id,
    mailbox: message.mailbox,
    folder: message.folder,
    mailFrom: message.mailFrom,
    authenticatedAs: message.authenticatedAs,
    from: message.from.address,
    sender: message.sender.address,
    to: message.to.map((one) => one.address),
    subject: message.subject,
    internetMessageId: message.internetMessageId,
    headers: message.headers,
    receivedAt: new Date(message.receivedAt).toISOString(),
    body: message.body.content,
  }
}

/** Code and PKCE from end to end, for clients that cannot sign in themselves: curl, scripts. */
async function robotToken(
  tenant: Tenant,
  send: Send,
  request: { clientId: string; account: string; scope: string },
) {
  // Microsoft's own clients sign people in as well
  const registration =
    findRegistration(tenant, request.clientId) ?? needRegistration(tenant, request.clientId)
  const user = needMailbox(tenant, request.account)
  const redirect = registration.redirects.find(
    ({ platform, uri }) => platform === 'publicClient' && URL.canParse(uri) && isLoopback(new URL(uri)),
  )
  if (redirect === undefined)
    throw new PracticeError(
      'no-loopback-redirect',
      `${registration.displayName} has no http://localhost redirect under Mobile and desktop: the robot cannot sign in with it.`,
    )
  const authority = `${tenant.origin}/${tenant.state.tenantId}/oauth2/v2.0`
  const verifier = randomBytes(48).toString('base64url')
  const scope = [
    ...new Set([
      ...request.scope.split(' ').filter((one) => one !== ''),
      'openid',
      'profile',
      'offline_access',
    ]),
  ].join(' ')
  const authorize = new URL(`${authority}/authorize`)
  authorize.search = new URLSearchParams({
    client_id: registration.clientId,
    response_type: 'code',
    response_mode: 'form_post',
    redirect_uri: redirect.uri,
    scope,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    login_hint: user.address,
  }).toString()
  const person = { account: user.address, password: passwordOf(tenant) }
  const walked = await walkSignIn(send, authorize, person, new Map())
  const refused = walked.ok ? fieldsError(walked.fields) : walked
  if (!walked.ok || refused !== undefined)
    throw new PracticeError(
      refused?.error.code ?? 'robot-lost',
      refused?.error.text ?? 'The robot got no answer.',
    )

  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: registration.clientId,
    code: walked.fields.get('code') ?? '',
    redirect_uri: redirect.uri,
    code_verifier: verifier,
    scope,
  })
  const reply = await send(new URL(`${authority}/token`), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
  })
  const body = JSON.parse(reply.text) as Record<string, unknown>
  if (typeof body.access_token !== 'string') {
    const text = typeof body.error_description === 'string' ? body.error_description : reply.text
    throw new PracticeError(/^AADSTS\d+/.exec(text)?.[0] ?? 'robot-lost', text)
  }
  return {
    accessToken: body.access_token,
    expiresAt: new Date(tenant.clock() + Number(body.expires_in) * 1000).toISOString(),
    scope: String(body.scope),
    account: user.address,
    ...(typeof body.refresh_token === 'string' ? { refreshToken: body.refresh_token } : {}),
  }
}

/** Calls by name with arguments nobody has looked at yet: the HTTP face of the administrator. */
export async function callByName(admin: PracticeAdmin, name: AdminCallName, raw: unknown): Promise<unknown> {
  const parsed = adminCalls[name].input.safeParse(raw)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new PracticeError(
      'bad-input',
      `${name}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'not understood'}`,
    )
  }
  const call: (...args: never[]) => Promise<unknown> = admin[name]
  return call(...(parsed.data as never[]))
}
