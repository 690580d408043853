/** The verdicts as a table: a row a mailbox, a cell a layer that can be seen at a glance. */
import { heldBy, mailboxAt, same } from './facts-of.ts'
import type { ExchangeFacts, Holder } from './facts.schema.ts'
import type { Effect, ExchangeFinding, Layer } from './finding.ts'
import type { Readable } from './trouble.schema.ts'
import { verdicts, type Verdict } from './verdict.ts'
import type { ExchangeWanted, WantedSender } from './wanted.ts'

export const cellValues = [
  'on',
  'off',
  'held',
  'absent',
  /** Perhaps by way of a group. */
  'perhaps',
  'inside',
  'outside',
  /** No scope: the application reaches every mailbox of the tenant. */
  'unlimited',
  'unknown',
  'not-needed',
] as const
export type CellValue = (typeof cellValues)[number]

export interface MatrixCell {
  readonly is: CellValue
  /** Which switch decides SMTP AUTH; null for every other cell. */
  readonly by: 'mailbox' | 'organisation' | null
  /** What the layers of this cell do to the mail; null: nothing stands in the way. */
  readonly effect: Effect | null
}

export const matrixColumns = ['smtp', 'sendAs', 'sendOnBehalf', 'fullAccess', 'scope'] as const
export type MatrixColumn = (typeof matrixColumns)[number]

export interface MatrixRow extends Pick<Verdict, 'address' | 'purpose' | 'state' | 'layer'> {
  /** Who signs in; the address itself where it does so, or where an application acts. */
  readonly signInAs: string
  readonly cells: Readonly<Record<MatrixColumn, MatrixCell>>
}

/** Layers of a cell, of which the worst decides how it looks. */
const layersOf: Readonly<Record<MatrixColumn, readonly Layer[]>> = {
  smtp: ['tenant-smtp-auth', 'mailbox-smtp-auth'],
  sendAs: ['send-as'],
  sendOnBehalf: ['send-on-behalf'],
  fullAccess: ['full-access'],
  scope: ['service-principal', 'role', 'scope', 'access-policy'],
}

/** In the order of the verdicts: senders first, then what has to stay out of reach. */
export function matrix(
  wanted: ExchangeWanted,
  facts: ExchangeFacts,
  found: readonly Verdict[] = verdicts(wanted, facts),
): MatrixRow[] {
  const senders = new Map(wanted.senders.map((sender) => [sender.address.toLowerCase(), sender]))
  return found.map(({ address, purpose, state, layer, findings }): MatrixRow => {
    const sender = purpose === 'sender' ? (senders.get(address.toLowerCase()) ?? null) : null
    const cell = (column: MatrixColumn): MatrixCell => ({
      ...valueOf(column, wanted, facts, sender, findings),
      effect: worst(findings, layersOf[column]),
    })
    return {
      address,
      purpose,
      state,
      layer,
      signInAs: wanted.byApplication ? address : (sender?.signInAs ?? address),
      cells: {
        smtp: cell('smtp'),
        sendAs: cell('sendAs'),
        sendOnBehalf: cell('sendOnBehalf'),
        fullAccess: cell('fullAccess'),
        scope: cell('scope'),
      },
    }
  })
}

/** Layers that are asked for one mailbox, in the order in which Exchange comes to them. */
export function layersAsked(wanted: ExchangeWanted, address: string): Layer[] {
  const sender = wanted.senders.find((one) => same(one.address, address))
  if (sender === undefined) return ['service-principal', 'role', 'scope', 'access-policy', 'consent']
  const { rights } = sender
  return [
    'mailbox',
    ...(wanted.byApplication ? [] : (['licence'] as const)),
    ...(wanted.smtpAuth
      ? (['tenant-smtp-auth', 'mailbox-smtp-auth', 'authentication-policy', 'security-defaults'] as const)
      : []),
    ...(rights.length > 0 ? (['send-as', 'send-on-behalf', 'full-access', 'orphan', 'hidden'] as const) : []),
    ...(wanted.byApplication
      ? ([
          'service-principal',
          ...(wanted.appFullAccess ? (['full-access'] as const) : []),
          'role',
          'scope',
          'access-policy',
          'consent',
        ] as const)
      : []),
    ...(wanted.ews ? (['ews-organisation', 'ews-list', 'ews-mailbox'] as const) : []),
  ]
}

function worst(findings: readonly ExchangeFinding[], own: readonly Layer[]): Effect | null {
  const effects = findings.filter(({ layer }) => own.includes(layer)).map(({ effect }) => effect)
  return (['blocks', 'unknown', 'note'] as const).find((one) => effects.includes(one)) ?? null
}

type Value = Omit<MatrixCell, 'effect'>
const notNeeded: Value = { is: 'not-needed', by: null }

function valueOf(
  column: MatrixColumn,
  wanted: ExchangeWanted,
  facts: ExchangeFacts,
  sender: WantedSender | null,
  findings: readonly ExchangeFinding[],
): Value {
  if (column === 'scope') {
    if (!wanted.byApplication) return notNeeded
    const effect = worst(findings, layersOf.scope)
    if (effect === 'unknown') return { is: 'unknown', by: null }
    if (findings.some(({ code }) => code === 'role-unlimited')) return { is: 'unlimited', by: null }
    // it sends by its consent; its roles leave it out all the same
    if (findings.some(({ code }) => code === 'consent-instead')) return { is: 'outside', by: null }
    if (wanted.roles.length === 0 && effect !== 'blocks') return notNeeded
    // for a mailbox outside it is the other way round: what blocks there is that it can be reached
    return { is: (effect === 'blocks') === (sender !== null) ? 'outside' : 'inside', by: null }
  }
  if (sender === null) return notNeeded
  if (column === 'smtp') return smtp(wanted, facts, sender)
  return right(column, wanted, facts, sender)
}

/** Of whoever signs in; the mailbox's own switch overrides the organisation's. @see reference 4.4 */
function smtp(wanted: ExchangeWanted, facts: ExchangeFacts, { address, signInAs }: WantedSender): Value {
  if (!wanted.smtpAuth) return notNeeded
  const own = mailboxAt(facts, wanted.byApplication ? address : signInAs)?.facts?.smtpAuth
  if (own?.state !== 'read') return { is: 'unknown', by: null }
  if (own.value !== 'inherit') return { is: own.value, by: 'mailbox' }
  const off = facts.transport.state === 'read' ? facts.transport.value.smtpAuthDisabled : null
  if (off === null) return { is: 'unknown', by: null }
  return { is: off ? 'off' : 'on', by: 'organisation' }
}

function right(
  column: 'sendAs' | 'sendOnBehalf' | 'fullAccess',
  { byApplication }: ExchangeWanted,
  facts: ExchangeFacts,
  { address, kind, signInAs, rights }: WantedSender,
): Value {
  if (byApplication || rights.length === 0) return notNeeded
  const found =
    kind === 'group'
      ? (facts.groups.find(({ facts: one }) => one !== null && same(one.address, address))?.facts ?? null)
      : (mailboxAt(facts, address)?.facts ?? null)
  if (found === null) return { is: 'unknown', by: null }
  const held: Readonly<Record<typeof column, Readable<readonly Holder[]>>> = {
    sendAs: found.sendAs,
    sendOnBehalf: { state: 'read', value: found.sendOnBehalf },
    fullAccess: 'fullAccess' in found ? found.fullAccess : { state: 'not-asked' },
  }
  const is = heldBy(held[column], signInAs, 'send-as', facts).is
  return { is: is === 'unread' ? 'unknown' : is, by: null }
}
