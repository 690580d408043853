/** Finds one mailbox, group or right among what was read. Unreadable is never taken for absent. */
import type { ExchangeFacts, GroupFacts, Holder, MailboxFacts } from './facts.schema.ts'
import { finding, type ExchangeFinding, type Layer } from './finding.ts'
import type { Readable } from './trouble.schema.ts'

export const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

type LookedAt = ExchangeFacts['mailboxes'][number]
/** By every address it answers to. Ten thousand mailboxes are asked for ten thousand times. */
const indexes = new WeakMap<ExchangeFacts['mailboxes'], ReadonlyMap<string, LookedAt>>()

export function mailboxAt({ mailboxes }: ExchangeFacts, address: string): LookedAt | null {
  let index = indexes.get(mailboxes)
  if (index === undefined) {
    index = indexOf(mailboxes)
    indexes.set(mailboxes, index)
  }
  return index.get(address.toLowerCase()) ?? null
}

/** Where two answer to one address, the first that was read counts. */
function indexOf(mailboxes: ExchangeFacts['mailboxes']): ReadonlyMap<string, LookedAt> {
  const index = new Map<string, LookedAt>()
  for (const one of mailboxes)
    for (const address of [...(one.asked === null ? [] : [one.asked.address]), ...addressesOf(one.facts)]) {
      const key = address.toLowerCase()
      if (!index.has(key)) index.set(key, one)
    }
  return index
}

function addressesOf(facts: MailboxFacts | null): string[] {
  if (facts === null) return []
  const { address, userPrincipalName, addresses } = facts
  return [address, userPrincipalName, ...addresses.map((one) => one.replace(/^smtp:/i, ''))]
}

function isAt(facts: MailboxFacts, wanted: string): boolean {
  return addressesOf(facts).some((one) => same(one, wanted))
}

export function groupsOf(facts: ExchangeFacts): GroupFacts[] {
  return facts.groups.flatMap(({ facts: group }) => (group === null ? [] : [group]))
}

/** Why nothing is known of a mailbox or group that was asked for; null: it was not among what was read. */
export function notFound(
  looked: Pick<ExchangeFacts['mailboxes'][number], 'found' | 'trouble'> | null,
  address: string,
): ExchangeFinding {
  if (looked?.found === 'missing') return finding('mailbox', 'blocks', 'mailbox-missing', { address })
  if (looked?.found === 'ambiguous') return finding('mailbox', 'blocks', 'mailbox-ambiguous', { address })
  return finding('mailbox', 'unknown', 'unread', { trouble: looked?.trouble?.code ?? null, role: null })
}

interface Member {
  readonly address: string
  readonly id: string
}
const memberships = new WeakMap<readonly Member[], ReadonlySet<string>>()

/** A group of ten thousand is asked for each of them. By address, or by the id of the mailbox that has it. */
export function isMember(facts: ExchangeFacts, members: readonly Member[], address: string): boolean {
  let known = memberships.get(members)
  if (known === undefined) {
    known = new Set(members.flatMap((one) => [one.address.toLowerCase(), one.id.toLowerCase()]))
    memberships.set(members, known)
  }
  const id = mailboxAt(facts, address)?.facts?.id.toLowerCase() ?? ''
  return known.has(address.toLowerCase()) || (id !== '' && known.has(id))
}

/** `perhaps`: whoever else holds it may be a group with this person in it. */
export type Held =
  | { readonly is: 'held' }
  | { readonly is: 'absent' }
  | { readonly is: 'perhaps'; readonly through: readonly string[] }
  | { readonly is: 'unread'; readonly finding: ExchangeFinding }

export function heldBy(
  right: Readable<readonly Holder[]>,
  who: string,
  layer: Layer,
  facts: ExchangeFacts,
): Held {
  if (right.state !== 'read') return { is: 'unread', finding: unread(layer, right) }
  const person = mailboxAt(facts, who)?.facts ?? null
  const groups = groupsOf(facts)
  const through: string[] = []
  for (const { kind, address, id, shown } of right.value) {
    if (kind === 'unresolved' || kind === 'application') continue
    if (address !== null && (same(address, who) || (person !== null && isAt(person, address))))
      return { is: 'held' }
    if (id !== null && id !== '' && person !== null && same(id, person.id)) return { is: 'held' }
    const group = groups.find((one) => address !== null && same(one.address, address))
    if (group?.members.state === 'read') {
      const isMember = group.members.value.some((one) => same(one.address, who))
      if (isMember) return { is: 'held' }
      // members of a group inside it are not read, and hold the right as well
      if (group.members.value.some(({ type }) => /group/i.test(type))) through.push(shown)
      continue
    }
    const another = kind === 'recipient' && address !== null && mailboxAt(facts, address)?.facts
    if (!another) through.push(shown)
  }
  return through.length === 0 ? { is: 'absent' } : { is: 'perhaps', through }
}

export function unread(layer: Layer, value: Readable<unknown>): ExchangeFinding {
  const trouble = value.state === 'unreadable' ? value.trouble : null
  const role = trouble?.facts['role']
  return finding(layer, 'unknown', 'unread', {
    trouble: trouble?.code ?? null,
    role: typeof role === 'string' ? role : null,
  })
}

/** An application is shown by its object id, or by the client id where Exchange names it so. */
export function heldByApplication(holders: readonly Holder[], appId: string, objectId: string): boolean {
  return holders.some(
    ({ kind, id, shown }) =>
      kind === 'application' && [id ?? '', shown].some((one) => same(one, objectId) || same(one, appId)),
  )
}
