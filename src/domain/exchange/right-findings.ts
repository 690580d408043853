/** Whether the one who signs in may send from another address, and what stands there by habit. @see reference 4.8, 5.2, 6 */
import { heldBy, mailboxAt, notFound, same, type Held } from './facts-of.ts'
import type { ExchangeFacts, Holder } from './facts.schema.ts'
import { finding, type ExchangeFinding, type Layer } from './finding.ts'
import type { Readable } from './trouble.schema.ts'
import type { ExchangeWanted, WantedSender } from './wanted.ts'

interface Rights {
  readonly sendAs: Readable<readonly Holder[]>
  readonly sendOnBehalf: readonly Holder[]
  /** Null for a group: it cannot be opened. */
  readonly fullAccess: Readable<readonly Holder[]> | null
  readonly hidden: boolean | null
}

export function rightFindings(
  wanted: ExchangeWanted,
  facts: ExchangeFacts,
  sender: WantedSender,
): ExchangeFinding[] {
  const { address, kind, signInAs: who } = sender
  const looked =
    kind === 'group'
      ? (facts.groups.find(
          (one) =>
            (one.asked !== null && same(one.asked.address, address)) ||
            (one.facts !== null && same(one.facts.address, address)),
        ) ?? null)
      : mailboxAt(facts, address)
  const found = looked?.facts ?? null
  if (found === null) return [notFound(looked, address)]
  const target: Rights = 'fullAccess' in found ? found : { ...found, fullAccess: null }
  const sendAs = heldBy(target.sendAs, who, 'send-as', facts)
  const behalf = heldBy({ state: 'read', value: target.sendOnBehalf }, who, 'send-on-behalf', facts)
  const full = target.fullAccess === null ? null : heldBy(target.fullAccess, who, 'full-access', facts)
  return [
    ...(wanted.transport.startsWith('smtp')
      ? overSmtp(sender, sendAs, behalf, full)
      : overGraph(sender, sendAs, behalf)),
    ...fullAccess(sender, full),
    ...orphans(address, target),
    ...(target.hidden === true ? [finding('hidden', 'note', 'hidden-from-lists', { address })] : []),
  ]
}

/** Only Send As counts: the other two rights are refused with SendAsDenied. */
function overSmtp(
  { address, signInAs: who }: WantedSender,
  sendAs: Held,
  behalf: Held,
  full: Held | null,
): ExchangeFinding[] {
  if (sendAs.is === 'held')
    return behalf.is === 'held' ? [finding('send-on-behalf', 'note', 'both-rights', { address, who })] : []
  if (sendAs.is !== 'absent') return notSure(address, who, sendAs, 'send-as')
  const instead = [
    ...(behalf.is === 'held' ? (['send-on-behalf'] as const) : []),
    ...(full?.is === 'held' ? (['full-access'] as const) : []),
  ]
  return [finding('send-as', 'blocks', 'send-as-missing', { address, who, instead })]
}

function overGraph({ address, signInAs: who }: WantedSender, sendAs: Held, behalf: Held): ExchangeFinding[] {
  if (sendAs.is === 'held')
    return behalf.is === 'held' ? [finding('send-on-behalf', 'note', 'both-rights', { address, who })] : []
  if (behalf.is === 'held')
    return [finding('send-on-behalf', 'note', 'send-on-behalf-only', { address, who })]
  if (sendAs.is !== 'absent') return notSure(address, who, sendAs, 'send-as')
  if (behalf.is === 'perhaps') return notSure(address, who, behalf, 'send-on-behalf')
  return [finding('send-as', 'blocks', 'no-sending-right', { address, who })]
}

function fullAccess({ address, signInAs: who, rights }: WantedSender, full: Held | null): ExchangeFinding[] {
  if (full === null) return []
  if (rights.includes('full-access'))
    return full.is === 'absent'
      ? [finding('full-access', 'blocks', 'full-access-missing', { address, who })]
      : full.is === 'held'
        ? []
        : notSure(address, who, full, 'full-access')
  return full.is === 'held'
    ? [finding('full-access', 'note', 'full-access-not-needed', { address, who })]
    : []
}

function notSure(
  address: string,
  who: string,
  held: Exclude<Held, { is: 'held' | 'absent' }>,
  layer: Layer,
): ExchangeFinding[] {
  if (held.is === 'unread') return [held.finding]
  return [finding(layer, 'unknown', 'right-perhaps', { address, who, through: held.through })]
}

function orphans(address: string, { sendAs, fullAccess: full, sendOnBehalf }: Rights): ExchangeFinding[] {
  const holders = [sendAs, full].flatMap((one) => (one?.state === 'read' ? one.value : []))
  const gone = [...holders, ...sendOnBehalf].filter(({ kind }) => kind === 'unresolved')
  return [...new Set(gone.map(({ shown }) => shown))].map((sid) =>
    finding('orphan', 'note', 'orphaned-right', { address, sid }),
  )
}
