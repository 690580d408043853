/** What state a mailbox is in, from its record and the queue, and how the list is filtered. Pure. */
import type { AuthQueueView, MailboxView, SetupView } from '../../../contract/views.schema.ts'
import { byPurpose, isSignedIn } from '../../../domain/mailbox/by-purpose.ts'
import type { MailboxRow } from '../../../domain/mailbox/mailbox.schema.ts'
import type { StateShape, Tone } from '../../kit/tones.ts'

export type MailboxState = 'open' | 'queued' | 'signing-in' | 'authorised' | 'problem'

export const mailboxTones: Readonly<Record<MailboxState, Tone>> = {
  open: 'todo',
  queued: 'off',
  'signing-in': 'busy',
  authorised: 'good',
  problem: 'bad',
}

export const mailboxShapes: Readonly<Record<MailboxState, StateShape>> = {
  open: 'todo',
  queued: 'wait',
  'signing-in': 'busy',
  authorised: 'good',
  problem: 'bad',
}

type QueueItem = AuthQueueView['items'][number]

export function stateOf(
  mailbox: MailboxView,
  item: QueueItem | undefined,
  queue: AuthQueueView['state'],
): MailboxState {
  // Once the queue has ended, the mailbox's own record says what came of it.
  if (queue !== 'idle' && item?.state === 'signing-in') return 'signing-in'
  if (queue !== 'idle' && item?.state === 'waiting') return 'queued'
  if (queue !== 'idle' && item?.state === 'authorised') return 'authorised'
  if (isSignedIn(mailbox)) return 'authorised'
  return mailbox.problem !== null || item?.state === 'failed' ? 'problem' : 'open'
}

export interface MailboxLine {
  readonly mailbox: MailboxView
  readonly state: MailboxState
}

export function linesOf(
  mailboxes: readonly MailboxView[],
  queue: AuthQueueView | undefined,
): readonly MailboxLine[] {
  const items = new Map(queue?.items.map((item) => [item.mailboxId, item]))
  return byPurpose(mailboxes).senders.map((mailbox) => ({
    mailbox,
    state: stateOf(mailbox, items.get(mailbox.id), queue?.state ?? 'idle'),
  }))
}

export const mailboxFilters = ['all', 'open', 'authorised', 'problem'] as const
export type MailboxFilter = (typeof mailboxFilters)[number]

function passes(state: MailboxState, filter: MailboxFilter): boolean {
  if (filter === 'all') return true
  // Whose turn is still to come counts as not authorised yet.
  if (filter === 'open') return state === 'open' || state === 'queued' || state === 'signing-in'
  return state === filter
}

export function filterLines(
  lines: readonly MailboxLine[],
  filter: MailboxFilter,
  words: string,
): readonly MailboxLine[] {
  const wanted = words.trim().toLowerCase()
  return lines.filter(
    ({ mailbox, state }) =>
      passes(state, filter) &&
      (wanted === '' ||
        `${mailbox.address} ${mailbox.displayName ?? ''} ${mailbox.signInAs}`.toLowerCase().includes(wanted)),
  )
}

export function countLines(lines: readonly MailboxLine[]): Readonly<Record<MailboxFilter, number>> {
  const counts = { all: lines.length, open: 0, authorised: 0, problem: 0 }
  for (const { state } of lines)
    for (const filter of ['open', 'authorised', 'problem'] as const)
      if (passes(state, filter)) counts[filter] += 1
  return counts
}

/** The mailboxes of the practice tenant that are not in the list yet; the recipient is no sender. */
export function practiceRows(
  view: Pick<SetupView, 'practice' | 'recipient'>,
  mailboxes: readonly MailboxView[],
): readonly MailboxRow[] {
  const known = new Set(mailboxes.map((mailbox) => mailbox.address.toLowerCase()))
  return (view.practice?.mailboxes ?? []).flatMap(({ address, kind, displayName, signInAs }) => {
    if (known.has(address.toLowerCase()) || address.toLowerCase() === view.recipient?.toLowerCase()) return []
    if (kind !== 'user' && kind !== 'shared' && kind !== 'group') return []
    return [{ address, kind, displayName, signInAs }]
  })
}

/** Above this nobody edits by hand what a file or a table holds. */
const mostLetters = 40_000
const linesShown = 200

export interface ShownText {
  readonly text: string
  /** Lines that are read and not shown; 0 when all of it is there. */
  readonly more: number
}

/** What of a pasted or opened text stands in the box: a text area lays out every line it holds, seen or not. */
export function shownText(whole: string): ShownText {
  if (whole.length <= mostLetters) return { text: whole, more: 0 }
  const lines = whole.split('\n')
  const text = lines.slice(0, linesShown).join('\n').slice(0, mostLetters)
  return { text, more: Math.max(1, lines.length - linesShown) }
}

export type MailboxColumn = 'address' | 'kind' | 'signInAs' | 'state'

export interface MailboxOrder {
  readonly by: MailboxColumn
  readonly down: boolean
}

export function isMailboxColumn(key: string): key is MailboxColumn {
  return key === 'address' || key === 'kind' || key === 'signInAs' || key === 'state'
}

/** First up, then down, then as the list came. */
export function nextOrder(order: MailboxOrder | null, by: MailboxColumn): MailboxOrder | null {
  if (order?.by !== by) return { by, down: false }
  return order.down ? null : { by, down: true }
}

/** What needs somebody comes first. */
const stateRanks = { problem: 0, 'signing-in': 1, queued: 2, open: 3, authorised: 4 } as const

const byText = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Rows that are alike in that column stay in the order they had. */
export function sortLines(lines: readonly MailboxLine[], order: MailboxOrder | null): readonly MailboxLine[] {
  if (order === null) return lines
  const { by, down } = order
  const sign = down ? -1 : 1
  return lines.toSorted((a, b) =>
    by === 'state'
      ? sign * (stateRanks[a.state] - stateRanks[b.state])
      : sign * byText.compare(a.mailbox[by], b.mailbox[by]),
  )
}
