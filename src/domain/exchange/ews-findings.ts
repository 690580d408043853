/** Whether EWS answers: the organisation's switch, its list of applications, the mailbox's switch. @see reference 1.3 */
import { mailboxAt, same, unread } from './facts-of.ts'
import type { ExchangeFacts } from './facts.schema.ts'
import { finding, type ExchangeFinding } from './finding.ts'

export function ewsFindings(facts: ExchangeFacts, appId: string | null, address: string): ExchangeFinding[] {
  const { organisation } = facts
  const ews = mailboxAt(facts, address)?.facts?.ews ?? { state: 'not-asked' as const }
  return [
    ...(organisation.state === 'read'
      ? ofOrganisation(organisation.value, appId)
      : [unread('ews-organisation', organisation)]),
    ...(ews.state !== 'read'
      ? [unread('ews-mailbox', ews)]
      : ews.value === false
        ? [finding('ews-mailbox', 'blocks', 'ews-off-by-mailbox', { address })]
        : []),
  ]
}

type Organisation = Extract<ExchangeFacts['organisation'], { state: 'read' }>['value']

function ofOrganisation({ ewsEnabled, ewsAllowedAppIds: list }: Organisation, appId: string | null) {
  if (ewsEnabled === false) return [finding('ews-organisation', 'blocks', 'ews-off', {})]
  // Microsoft turns an undecided organisation off in stages and nothing read here says how far it is; no list helps.
  if (ewsEnabled === null) return [finding('ews-organisation', 'unknown', 'ews-undecided', {})]
  if (list.state !== 'read') return [unread('ews-list', list)]
  if (list.value === null) return []
  if (appId === null) return [finding('service-principal', 'unknown', 'application-unknown', {})]
  return list.value.some((one) => same(one, appId))
    ? []
    : [finding('ews-list', 'blocks', 'ews-not-listed', { appId })]
}
