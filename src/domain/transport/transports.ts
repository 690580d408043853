/**
 * The one table of what is known of each kind of transport. A further one is a row here, an adapter, its line in
 * build-ports, and its words in src/words. No schema and no adapter in here: the page asks this table too.
 * @see reference 3.3, 4.6, 4.9, 5.2, 5.3, 6.6, 7.2, 7.3
 */

export type Service = 'smtp' | 'graph' | 'imap' | 'ews'

/** Whose limits an application's token is for; a person's token follows from `consent`. */
export type AppResource = 'graph' | 'exchange'

interface TransportFacts {
  readonly service: Service
  /** `reads`: nothing is sent, moved or deleted, so nothing can arrive. */
  readonly does: 'sends' | 'reads'
  /** `as-sends`: as the product's own sends do; an application that sends as itself also reads as itself. */
  readonly signsIn: 'person' | 'application' | 'as-sends'
  /** What the application's own token is for. */
  readonly resource: AppResource
  /** What a person consents to, for the own mailbox and for another's; null where no person signs in. */
  readonly consent: Consent | null
  /** Which of the server's refusals say that the limit of the application keeps it out. */
  readonly denied: (reply: string) => boolean
}

interface Consent {
  readonly of: AppResource
  readonly own: readonly string[]
  readonly other: readonly string[]
  /** `one`: the first of them that the product itself asks for, otherwise the last. */
  readonly take: 'all' | 'one'
}

const sendMail: Consent = {
  of: 'graph',
  own: ['Mail.Send'],
  other: ['Mail.Send', 'Mail.Send.Shared'],
  take: 'all',
}
const readMail: Consent = {
  of: 'graph',
  own: ['Mail.ReadWrite', 'Mail.Read'],
  other: ['Mail.ReadWrite.Shared', 'Mail.Read.Shared'],
  take: 'one',
}
const same = (permission: string): Consent => ({
  of: 'exchange',
  own: [permission],
  other: [permission],
  take: 'all',
})

/**
 * 535 5.7.3 at the sign-in is how a mailbox outside the scope is refused; 5.7.60 and 5.2.252 how one is refused as a
 * sender. 5.7.139 is the switch of Authenticated SMTP, 5.7.57 a sign-in that did not take place, 5.7.5xx and 5.7.7xx
 * the reputation of sender or address: none of them says anything about the limit.
 */
const smtpDenied = (reply: string) =>
  /^5\d\d\b/.test(reply) && /\b(?:5\.7\.3|5\.7\.1|5\.7\.60|5\.2\.252)\b/.test(reply)
/** Graph's codes for “not with this mailbox”; the message of an access policy says so in words. @see reference 6.6 */
const graphDenied = (reply: string) =>
  /\bHTTP 403\b/.test(reply) &&
  /\b(?:ErrorAccessDenied|AccessDenied)\b|Blocked by tenant configured AppOnly AccessPolicy/i.test(reply)
const imapDenied = (reply: string) => /\bNO\b.*(?:AUTHENTICATE failed|denied)/i.test(reply)
const ewsDenied = (reply: string) =>
  /\b(?:ErrorAccessDenied|ErrorImpersonateUserDenied)\b|\bHTTP 403\b/.test(reply)

export const transportFacts = {
  'smtp-delegated': {
    service: 'smtp',
    does: 'sends',
    signsIn: 'person',
    resource: 'exchange',
    consent: same('SMTP.Send'),
    denied: smtpDenied,
  },
  'smtp-app': {
    service: 'smtp',
    does: 'sends',
    signsIn: 'application',
    resource: 'exchange',
    consent: null,
    denied: smtpDenied,
  },
  'graph-delegated': {
    service: 'graph',
    does: 'sends',
    signsIn: 'person',
    resource: 'graph',
    consent: sendMail,
    denied: graphDenied,
  },
  'graph-app': {
    service: 'graph',
    does: 'sends',
    signsIn: 'application',
    resource: 'graph',
    consent: null,
    denied: graphDenied,
  },
  'graph-read': {
    service: 'graph',
    does: 'reads',
    signsIn: 'as-sends',
    resource: 'graph',
    consent: readMail,
    denied: graphDenied,
  },
  'imap-read': {
    service: 'imap',
    does: 'reads',
    signsIn: 'person',
    resource: 'exchange',
    consent: same('IMAP.AccessAsUser.All'),
    denied: imapDenied,
  },
  'ews-app': {
    service: 'ews',
    does: 'reads',
    signsIn: 'application',
    resource: 'exchange',
    consent: null,
    denied: ewsDenied,
  },
} as const satisfies Readonly<Record<string, TransportFacts>>

type Table = typeof transportFacts
export type TransportKind = keyof Table
type Doing<D extends TransportFacts['does']> = {
  [K in TransportKind]: Table[K]['does'] extends D ? K : never
}[TransportKind]
export type SendingKind = Doing<'sends'>
export type ReadingKind = Doing<'reads'>

const table: Readonly<Record<TransportKind, TransportFacts>> = transportFacts

/** In the table's order. */
export const transportKinds = Object.keys(transportFacts) as unknown as readonly [
  TransportKind,
  ...TransportKind[],
]
export const sendingKinds = transportKinds.filter((kind) => !isReading(kind)) as unknown as readonly [
  SendingKind,
  ...SendingKind[],
]
export const readingKinds = transportKinds.filter(isReading) as unknown as readonly [
  ReadingKind,
  ...ReadingKind[],
]

export function factsOf(kind: TransportKind): TransportFacts {
  return table[kind]
}

/** True for a probe that only looks: nothing is sent, so nothing can arrive. */
export function isReading(kind: TransportKind): kind is ReadingKind {
  return table[kind].does === 'reads'
}

export function serviceOf(kind: TransportKind): Service {
  return table[kind].service
}

/** True when the application signs in by itself, with its secret or certificate. */
export function isAppOnly(kind: TransportKind): boolean {
  return table[kind].signsIn === 'application'
}

/** `kind` beside what the product does besides: see `as-sends`. */
export function signsInAsApp(kind: TransportKind, besides: Iterable<TransportKind>): boolean {
  if (table[kind].signsIn !== 'as-sends') return isAppOnly(kind)
  for (const one of besides) if (isAppOnly(one) && !isReading(one)) return true
  return false
}

/** Whose words a reply are, for its diagnosis: before a token is there only the sign-in service has spoken. */
export function surfaceOf({
  transport,
  stage,
}: {
  readonly transport: TransportKind
  readonly stage: string | null
}): Service | 'entra' {
  return stage === 'token' ? 'entra' : table[transport].service
}

/**
 * Connections at once for one mailbox. SMTP: 4.9. Graph: 5.3. Nothing is documented for IMAP and EWS; one look at a
 * time is enough there.
 */
export const maxConnections: Readonly<Record<Service, number>> = { smtp: 3, graph: 4, imap: 1, ews: 1 }
