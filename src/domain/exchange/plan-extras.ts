/** What a plan holds only where somebody asked for it: it concerns more than this product, or cannot be undone. */
import { groupsOf, heldBy, mailboxAt, same } from './facts-of.ts'
import type { ExchangeFacts, Holder } from './facts.schema.ts'
import type { Action, Recipient } from './plan.schema.ts'
import type { Readable } from './trouble.schema.ts'
import type { ExchangeWanted, WantedSender } from './wanted.ts'

export interface PlanExtras {
  /** Customise an organisation that never was; it cannot be undone. */
  readonly customise: boolean
  /** Take the application's access policies away, after its roles were tested. */
  readonly removePolicies: boolean
  /** Take away rights of deleted accounts, and rights of who signs in that the product does not need. */
  readonly tidy: boolean
}

export const noExtras: PlanExtras = { customise: false, removePolicies: false, tidy: false }

/** Policies on this application; `group` is null where it was not read. @see reference 6.6 */
export function ownPolicies(facts: ExchangeFacts | null, appId: string) {
  const known = facts?.applications.accessPolicies
  if (facts === null || known?.state !== 'read') return []
  return known.value
    .filter(({ appIds }) => appIds.some((one) => same(one, appId)))
    .flatMap(({ right, scopeName, scopeIdentity }) => {
      const kind = (['RestrictAccess', 'DenyAccess'] as const).find((one) => same(one, right))
      const group = groupsOf(facts).find(({ displayName }) =>
        [scopeName, scopeIdentity].some((name) => same(name, displayName)),
      )
      return kind === undefined ? [] : [{ right: kind, group: group ?? null }]
    })
}

/** Last of all, and only where the tests before it have said what they should. @see setup-automation 1.2 */
export function policyRemovals(
  facts: ExchangeFacts | null,
  appId: string,
  tests: readonly string[],
): Action[] {
  return ownPolicies(facts, appId).flatMap(({ right, group }, index): Action[] =>
    group === null
      ? []
      : [
          {
            kind: 'access-policy',
            id: `policy-${index + 1}`,
            needs: [...tests],
            appId,
            right,
            group: { address: group.address, id: guidOrNull(group.id) },
            description: '',
            state: 'absent',
          },
        ],
  )
}

export function tidyActions({ senders }: ExchangeWanted, facts: ExchangeFacts | null): Action[] {
  if (facts === null) return []
  return senders.flatMap((sender, index) => {
    const found = mailboxAt(facts, sender.address)?.facts ?? null
    if (found === null) return []
    const target = { address: sender.address, id: guidOrNull(found.id) }
    return [
      ...orphans(found.sendAs, `orphan-send-as-${index + 1}`, (sid, id) => ({
        kind: 'send-as',
        id,
        needs: [],
        target,
        trustee: { kind: 'sid', sid },
        state: 'absent',
      })),
      ...orphans(found.fullAccess, `orphan-full-access-${index + 1}`, (sid, id) => ({
        kind: 'full-access',
        id,
        needs: [],
        mailbox: target,
        trustee: { kind: 'sid', sid },
        state: 'absent',
      })),
      ...surplus(sender, found.fullAccess, facts, target, index + 1),
    ]
  })
}

function orphans(
  right: Readable<readonly Holder[]>,
  id: string,
  remove: (sid: string, id: string) => Action,
): Action[] {
  if (right.state !== 'read') return []
  const gone = right.value.filter(({ kind, shown }) => kind === 'unresolved' && /^S-1-[0-9-]+$/.test(shown))
  return gone.map(({ shown }, index) => remove(shown, `${id}-${index + 1}`))
}

/** Full Access that stands there by habit; held through a group it is left to whoever keeps the group. */
function surplus(
  { address, signInAs, rights }: WantedSender,
  right: Readable<readonly Holder[]>,
  facts: ExchangeFacts,
  mailbox: Recipient,
  number: number,
): Action[] {
  if (rights.length === 0 || rights.includes('full-access') || same(address, signInAs)) return []
  if (right.state !== 'read' || heldBy(right, signInAs, 'full-access', facts).is !== 'held') return []
  const direct = right.value.some((one) => one.address !== null && same(one.address, signInAs))
  if (!direct) return []
  const trustee = { kind: 'recipient', address: signInAs, id: null } as const
  return [{ kind: 'full-access', id: `surplus-${number}`, needs: [], mailbox, trustee, state: 'absent' }]
}

function guidOrNull(id: string): string | null {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id) ? id : null
}
