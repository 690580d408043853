/**
 * A consent in Microsoft Entra ID and a role in Exchange add up: while the consent stands, the scope of the role limits
 * nothing. Only an access policy limits a consent. @see setup-automation 1.2
 */
import { policyFindings } from './application-findings.ts'
import type { EntraSide } from './entra-side.schema.ts'
import type { ExchangeFacts } from './facts.schema.ts'
import { finding, type ExchangeFinding, type Layer } from './finding.ts'
import type { ExchangeWanted } from './wanted.ts'

/** Permissions that open every mailbox; those of SMTP, IMAP and POP need Full Access to each of them besides. */
const everyMailbox = /^(?:(?:Mail|Mailbox[A-Za-z]*|Calendars|Contacts)\.|full_access_as_app$)/

/** Of those, what no role in Exchange can take the place of, so the consent has to stay. */
const withoutRole = /^Mailbox(?:Folder|Item)\./

const byRoles: readonly Layer[] = ['service-principal', 'role', 'scope']

/** Permission that a role in Exchange takes the place of. */
function replacedBy(role: string): string {
  const name = role.replace(/^Application /, '')
  return name === 'EWS.AccessAsApp' ? 'full_access_as_app' : name
}

/** A mailbox the application must stay out of, beside what roles say about it. */
export function consentOutside(
  wanted: ExchangeWanted,
  facts: ExchangeFacts,
  address: string,
  entra: EntraSide | null,
): ExchangeFinding[] {
  if (wanted.clientId === null || wanted.roles.length === 0) return []
  if (entra === null || entra.consents === null) return [finding('consent', 'note', 'consent-elsewhere', {})]
  const permissions = entra.consents.filter((one) => everyMailbox.test(one))
  if (permissions.length === 0) return []
  const policies = policyFindings(wanted, facts, address, 'blocks')
  if (policies.some(({ effect }) => effect === 'blocks')) return []
  if (policies.length > 0) return policies
  const removable = permissions.filter((one) => !withoutRole.test(one))
  const staying = permissions.filter((one) => withoutRole.test(one))
  const { at } = entra
  return [
    ...(removable.length === 0
      ? []
      : [finding('consent', 'blocks', 'consent-reaches-outside', { address, permissions: removable, at })]),
    ...(staying.length === 0
      ? []
      : [finding('consent', 'note', 'consent-without-role', { address, permissions: staying, at })]),
  ]
}

/** A sender that its roles leave out can send all the same while the consent stands; what the roles lack is a note then. */
export function joinConsent(
  wanted: ExchangeWanted,
  facts: ExchangeFacts,
  address: string,
  entra: EntraSide | null,
  found: readonly ExchangeFinding[],
): readonly ExchangeFinding[] {
  const short = found.some(({ layer, effect }) => effect === 'blocks' && byRoles.includes(layer))
  if (!short || entra === null || entra.consents === null) return found
  const { consents, at } = entra
  const permissions = [...new Set(wanted.roles.map(({ role }) => replacedBy(role)))]
  const all = permissions.every((one) => everyMailbox.test(one) && consents.includes(one))
  if (permissions.length === 0 || !all || policyFindings(wanted, facts, address, 'blocks').length > 0)
    return found
  return [
    ...found.map((one): ExchangeFinding => (byRoles.includes(one.layer) ? { ...one, effect: 'note' } : one)),
    finding('consent', 'note', 'consent-instead', { address, permissions, at }),
  ]
}
