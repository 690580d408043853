/** Arrivals as the recipient's own mailbox shows them, read with the recipient's authorisation or the application's. */
import type { AppError } from '../../../domain/problem/app-error.ts'
import type { Cloud } from '../../../domain/cloud/cloud.schema.ts'
import type { Probe } from '../../../domain/run/run.schema.ts'
import type { Result } from '../../../domain/result.ts'
import type { Log } from '../surroundings/surroundings.port.ts'
import type { ArrivedMail, MailReader } from './mail-reader.port.ts'
import type { AccessToken } from '../sign-in/token-client.port.ts'
import { afterwards, type Look, type ReceiptSource, type Sighting } from './receipt-source.ts'

const pageSize = 200

export interface ReadingAs {
  /** Null: the mailbox of whoever signed in. */
  readonly mailbox: string | null
  readonly token: (signal: AbortSignal) => Promise<Result<AccessToken, AppError>>
  /** True when a refusal ends it quietly: nobody promised that it may read. */
  readonly mayBeForbidden: boolean
  readonly seenBy: string
}

interface MailboxReceiptsDeps {
  readonly reader: MailReader
  readonly log: Log
  readonly cloud: Cloud
  readonly as: ReadingAs
}

export class MailboxReceipts implements ReceiptSource {
  readonly showsArrivals = true
  readonly #reader: MailReader
  readonly #log: Log
  readonly #cloud: Cloud
  readonly #as: ReadingAs
  #worked = false

  constructor({ reader, log, cloud, as }: MailboxReceiptsDeps) {
    this.#reader = reader
    this.#log = log
    this.#cloud = cloud
    this.#as = as
  }

  /** Somebody who only tries whether reading is allowed can be sure of nothing before it worked. */
  get decides(): boolean {
    return !this.#as.mayBeForbidden || this.#worked
  }

  async look(waiting: readonly Probe[], since: Date, signal: AbortSignal): Promise<Look> {
    const token = await this.#as.token(signal)
    if (!token.ok) return this.#unreadable(token.error)
    const { mailbox } = this.#as
    const recent = (folder: 'inbox' | 'junk') =>
      this.#reader.recent(this.#cloud, token.value.token, since, pageSize, signal, mailbox, folder)
    const inbox = await recent('inbox')
    if (!inbox.ok) return this.#unreadable(inbox.error)
    this.#worked = true
    const arrived = this.#sightings(waiting, inbox.value)
    if (arrived.length === waiting.length) return arrived
    // a junk filter decides at once: nobody should wait for what lies there already
    const junk = await recent('junk')
    return junk.ok ? [...arrived, ...this.#sightings(waiting.filter(isNotIn(arrived)), junk.value)] : arrived
  }

  #sightings(waiting: readonly Probe[], mails: readonly ArrivedMail[]): Sighting[] {
    const byId = new Map(mails.map((mail) => [mail.messageId, mail]))
    const byProbe = new Map(mails.map((mail) => [mail.probeId, mail]))
    const byCode = findByCode(mails)
    return waiting.flatMap((probe) => {
      const mail = byId.get(probe.messageId) ?? byProbe.get(probe.id) ?? byCode(probe)
      return mail === undefined ? [] : [this.#sighting(probe, mail)]
    })
  }

  /** One question over all folders: a rule may have moved it. */
  async lookAgain(probe: Probe, signal: AbortSignal): Promise<Look> {
    const token = await this.#as.token(signal)
    if (!token.ok) return this.#unreadable(token.error)
    const { mailbox } = this.#as
    const { messageId } = probe
    const mail = await this.#reader.byMessageId(this.#cloud, token.value.token, messageId, signal, mailbox)
    if (!mail.ok) return this.#unreadable(mail.error)
    this.#worked = true
    return mail.value === null ? [] : [this.#sighting(probe, mail.value)]
  }

  /** One failed look proves nothing: the patience decides, and a later look may succeed. */
  #unreadable(problem: AppError): 'later' | 'off' {
    const off = this.#as.mayBeForbidden && afterwards(problem) === 'off'
    const { code, details } = problem
    if (!off) this.#log.warn('receipt.unreadable', { by: this.#as.seenBy, code, details })
    return off ? 'off' : 'later'
  }

  #sighting(probe: Probe, mail: ArrivedMail): Sighting {
    return {
      probeId: probe.id,
      at: mail.receivedAt,
      by: 'mailbox',
      from: mail.from,
      sender: mail.sender,
      authentication: mail.authentication,
      foundIn: mail.foundIn,
      takenForSpam: mail.foundIn === 'junk',
      returned: null,
      seenBy: this.#as.seenBy,
    }
  }
}

function isNotIn(sightings: readonly Sighting[]): (probe: Probe) => boolean {
  const seen = new Set(sightings.map(({ probeId }) => probeId))
  return ({ id }) => !seen.has(id)
}

/** Microsoft 365 may put a Message-ID of its own in place of ours: the code in the subject and From still tell. */
export function findByCode<M extends { readonly subject: string; readonly from: string | null }>(
  mails: readonly M[],
): (probe: Pick<Probe, 'code' | 'from'>) => M | undefined {
  const known = new Map<string, M>()
  for (const mail of mails.toReversed())
    for (const [, code] of mail.subject.matchAll(/\[Sendproof ([^\]]{1,20})\]/g))
      known.set(`${code} ${mail.from?.toLowerCase()}`, mail)
  return ({ code, from }) => known.get(`${code} ${from.toLowerCase()}`)
}
