/** Who calls Graph, which mailbox is meant, and what this caller may do there. @see reference 5.2, 6.6, 7.3 */
import { graphAudiences } from '../directory/permissions.ts'
import { appOf, type TokenSigner } from '../entra/signing.ts'
import { type AppCaller, type AppNeed, appRight } from '../exchange/app-access.ts'
import { hasRight, lacksLicence } from '../exchange/rights.ts'
import type { User } from '../tenant/state.ts'
import { findUser, findUserById, type Tenant } from '../tenant/tenant.ts'
import { type GraphError, graphErrors } from './reply.ts'

export type Caller =
  | { kind: 'person'; appId: string; user: User; scopes: readonly string[] }
  | { kind: 'app'; appId: string; app: AppCaller }
type Checked<T> = ({ ok: true } & T) | { ok: false; error: GraphError }

const no = (error: GraphError): { ok: false; error: GraphError } => ({ ok: false, error })

export async function identify(
  tenant: Tenant,
  signer: TokenSigner,
  authorization: string | undefined,
): Promise<Checked<{ caller: Caller }>> {
  const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1]
  if (token === undefined) return no(graphErrors.noToken())
  const verified = await signer.verifyAccess(token, graphAudiences)
  if (!verified.ok)
    switch (verified.problem) {
      case 'malformed':
        return no(graphErrors.malformedToken())
      case 'expired':
        return no(graphErrors.expiredToken())
      case 'audience':
        return no(graphErrors.wrongAudience())
      case 'invalid':
        return no(graphErrors.invalidToken())
    }
  const { oid, scp, appid, tid } = verified.claims
  if (tid !== tenant.state.tenantId) return no(graphErrors.invalidToken())
  const app = appOf(verified.claims)
  if (app !== undefined) return { ok: true, caller: { kind: 'app', appId: app.appId, app } }
  const user = typeof oid === 'string' ? findUserById(tenant, oid) : undefined
  if (user === undefined || !user.enabled) return no(graphErrors.invalidToken())
  const scopes = typeof scp === 'string' ? scp.split(' ') : []
  return {
    ok: true,
    caller: { kind: 'person', appId: typeof appid === 'string' ? appid : '', user, scopes },
  }
}

/** `/me`, or the user the path names by id or by address. */
export function mailboxOf(
  tenant: Tenant,
  caller: Caller,
  name: string | undefined,
): Checked<{ mailbox: User }> {
  if (name === undefined)
    return caller.kind === 'person' ? { ok: true, mailbox: caller.user } : no(graphErrors.meNeedsUser())
  const mailbox = findUser(tenant, name) ?? findUserById(tenant, name.toLowerCase())
  return mailbox === undefined ? no(graphErrors.invalidUser(name)) : { ok: true, mailbox }
}

type MailNeed = Exclude<AppNeed, 'ews'>
/** Delegated permissions: in the own mailbox, and in one the person was let into. */
const delegated: Readonly<Record<MailNeed, { own: readonly string[]; shared: readonly string[] }>> = {
  send: { own: ['Mail.Send', 'Mail.Send.Shared'], shared: ['Mail.Send.Shared'] },
  read: readScopes([]),
  'read-headers': readScopes(['Mail.ReadBasic', 'Mail.ReadBasic.Shared']),
  folders: readScopes([
    'MailboxFolder.Read',
    'MailboxFolder.ReadWrite',
    'Mail.ReadBasic',
    'Mail.ReadBasic.Shared',
  ]),
  write: { own: ['Mail.ReadWrite', 'Mail.ReadWrite.Shared'], shared: ['Mail.ReadWrite.Shared'] },
}

function readScopes(more: readonly string[]) {
  const shared = ['Mail.Read.Shared', 'Mail.ReadWrite.Shared']
  return { own: ['Mail.Read', 'Mail.ReadWrite', ...shared, ...more], shared }
}

/** Undefined: go ahead. */
export function refusal(
  tenant: Tenant,
  caller: Caller,
  need: MailNeed,
  mailbox: User,
): GraphError | undefined {
  if (lacksLicence(tenant, mailbox)) return graphErrors.noMailbox()
  if (caller.kind === 'app')
    switch (appRight(tenant, caller.app, need, mailbox.address)) {
      case 'granted':
        return undefined
      case 'denied':
        return graphErrors.accessDenied()
      case 'blocked-by-policy':
        return graphErrors.blockedByPolicy()
    }
  const own = caller.user.id === mailbox.id
  const wanted = delegated[need][own ? 'own' : 'shared']
  if (!wanted.some((scope) => caller.scopes.includes(scope))) return graphErrors.accessDenied()
  const letIn = own || hasRight(tenant, 'fullAccess', mailbox.address, caller.user)
  return letIn ? undefined : graphErrors.accessDenied()
}
