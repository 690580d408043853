/** AUTHENTICATE XOAUTH2: whose token it is, and which mailbox that opens. @see reference 4.7, 7.4 */
import { exchangeAudiences } from '../directory/permissions.ts'
import { appOf, type TokenSigner } from '../entra/signing.ts'
import { type AppCaller, knownToExchange, mayOpenByImap } from '../exchange/app-access.ts'
import { hasRight } from '../exchange/rights.ts'
import type { User } from '../tenant/state.ts'
import { findUser, findUserById, type Tenant } from '../tenant/tenant.ts'

export type SignedIn =
  | { kind: 'refused' }
  /** the token was good, and yet the mailbox is not open to this user */
  | { kind: 'not-connected' }
  | { kind: 'connected'; mailbox: string }

export async function signIn(tenant: Tenant, signer: TokenSigner, encoded: string): Promise<SignedIn> {
  const parts = Buffer.from(encoded, 'base64').toString('utf8').split('\u0001')
  const name = /^user=(.+)$/.exec(parts[0] ?? '')?.[1]
  const token = /^auth=Bearer (.+)$/i.exec(parts[1] ?? '')?.[1]
  if (name === undefined || token === undefined) return { kind: 'refused' }
  const verified = await signer.verifyAccess(token, exchangeAudiences)
  if (!verified.ok || verified.claims.tid !== tenant.state.tenantId) return { kind: 'refused' }
  const mailbox = findUser(tenant, name)
  const app = appOf(verified.claims)
  if (app !== undefined) return forApplication(tenant, app, mailbox)
  const { oid, scp } = verified.claims
  const person = typeof oid === 'string' ? findUserById(tenant, oid) : undefined
  const mayImap = typeof scp === 'string' && scp.split(' ').includes('IMAP.AccessAsUser.All')
  if (!mayImap || person === undefined || !person.enabled) return { kind: 'refused' }
  if (mailbox === undefined || !imapOn(tenant, mailbox)) return { kind: 'not-connected' }
  const letIn = mailbox.id === person.id || hasRight(tenant, 'fullAccess', mailbox.address, person)
  return letIn ? { kind: 'connected', mailbox: mailbox.address } : { kind: 'not-connected' }
}

/** Set-CASMailbox -ImapEnabled: on unless somebody switched it off. */
const imapOn = ({ state }: Tenant, { address }: User) => state.exchange.imap[address] !== false

/** Without the permission, or unknown to Exchange, nothing opens; without Full Access this mailbox does not. */
function forApplication(tenant: Tenant, app: AppCaller, mailbox: User | undefined): SignedIn {
  const unscoped = tenant.faults.on('unscoped-app')
  if (!app.roles.includes('IMAP.AccessAsApp') || (!unscoped && !knownToExchange(tenant, app)))
    return { kind: 'refused' }
  if (mailbox === undefined || !imapOn(tenant, mailbox) || !mayOpenByImap(tenant, app, mailbox.address))
    return { kind: 'not-connected' }
  return { kind: 'connected', mailbox: mailbox.address }
}
