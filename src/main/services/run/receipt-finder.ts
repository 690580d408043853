/** Looks for the arrival of accepted and uncertain probes in the recipient's mailbox. Reads only. */
import { mailReadScope } from '../../../domain/cloud/cloud.ts'
import type { Mailbox } from '../../../domain/mailbox/mailbox.ts'
import type { Probe } from '../../../domain/run/run.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Log } from '../../ports/log.ts'
import type { ArrivedMail, MailReader } from '../../ports/mail-reader.ts'
import type { ConnectedSetup } from '../setup-desk.ts'
import type { TokenService } from '../token-service.ts'
import { awaitsReceipt, type RunJournal } from './run-journal.ts'

/** How long arrivals are looked for after the last send; the code in the mail can be typed in any time later. */
export interface ReceiptPatience {
  readonly totalMs: number
  readonly firstPauseMs: number
  readonly longestPauseMs: number
}

/** Delivery inside one tenant usually takes seconds; three minutes leave room for filtering (reference 5.4). */
export const realPatience: ReceiptPatience = { totalMs: 180_000, firstPauseMs: 1_000, longestPauseMs: 10_000 }
export const practicePatience: ReceiptPatience = { totalMs: 8_000, firstPauseMs: 50, longestPauseMs: 500 }

/** Clocks differ: messages stamped a little before the run began are still the run's. */
const clockSkewMs = 10 * 60_000
const pageSize = 200

export class ReceiptFinder {
  readonly #ports: { readonly reader: MailReader; readonly clock: Clock; readonly log: Log }
  readonly #tokens: TokenService
  readonly #where: ConnectedSetup
  readonly #recipient: Mailbox | null

  constructor(
    ports: { readonly reader: MailReader; readonly clock: Clock; readonly log: Log },
    tokens: TokenService,
    where: ConnectedSetup,
    recipient: Mailbox | null,
  ) {
    this.#ports = ports
    this.#tokens = tokens
    this.#where = where
    this.#recipient = recipient
  }

  /** True when arrivals can be read back; otherwise the codes have to be typed in. */
  get canRead(): boolean {
    return this.#recipient !== null && this.#recipient.authorisation !== null
  }

  /**
   * Keeps looking while `sending` is true, then for the patience given. Ends early when everything arrived
   * or when stopped. What is left after a full search is `missing`.
   */
  async watch(
    journal: RunJournal,
    patience: ReceiptPatience,
    sending: () => boolean,
    signal: AbortSignal,
  ): Promise<void> {
    if (!this.canRead) return
    const since = new Date(new Date(journal.run.startedAt).getTime() - clockSkewMs)
    let pause = patience.firstPauseMs
    let lastSendAt = this.#ports.clock.now().getTime()
    let readable = true
    while (!signal.aborted) {
      const busy = sending()
      const waiting = journal.probes().filter(awaitsReceipt)
      journal.setLookingFor(waiting.length)
      if (waiting.length === 0 && !busy) break
      if (waiting.length > 0) {
        const found = await this.#look(journal, since, signal)
        // One failed look proves nothing: the patience decides, and a later look may succeed.
        readable = found !== null
        if (found !== null && found > 0) pause = patience.firstPauseMs
      }
      const now = this.#ports.clock.now().getTime()
      if (busy) lastSendAt = now
      else if (now - lastSendAt >= patience.totalMs) break
      await this.#ports.clock.sleep(pause, signal)
      pause = Math.min(patience.longestPauseMs, Math.ceil(pause * 1.5))
    }
    if (!signal.aborted && readable) await this.#lastLook(journal, signal)
    journal.setLookingFor(0)
  }

  /** Number of new arrivals, null when the mailbox could not be read. */
  async #look(journal: RunJournal, since: Date, signal: AbortSignal): Promise<number | null> {
    const token = await this.#token()
    if (token === null) return null
    const page = await this.#ports.reader.recent(this.#where.cloud, token, since, pageSize, signal)
    if (!page.ok) {
      this.#ports.log.warn('receipt.unreadable', { code: page.error.code, details: page.error.details })
      return null
    }
    const arrived = new Map(page.value.map((mail) => [mail.messageId, mail]))
    let found = 0
    for (const probe of journal.probes().filter(awaitsReceipt)) {
      const mail = arrived.get(probe.messageId) ?? page.value.find((one) => carriesCode(one, probe))
      if (mail === undefined) continue
      this.#received(journal, probe.id, mail)
      found += 1
    }
    return found
  }

  /** One question for each that is left, over all folders: a junk filter may have moved it. */
  async #lastLook(journal: RunJournal, signal: AbortSignal): Promise<void> {
    for (const probe of journal.probes().filter(awaitsReceipt)) {
      if (signal.aborted) return
      const token = await this.#token()
      if (token === null) return
      const mail = await this.#ports.reader.byMessageId(this.#where.cloud, token, probe.messageId, signal)
      if (!mail.ok) return
      if (mail.value !== null) this.#received(journal, probe.id, mail.value)
      else journal.change(probe.id, { receipt: 'missing' }, 'receipt-missing')
    }
  }

  #received(journal: RunJournal, probeId: string, mail: ArrivedMail): void {
    const wasUncertain = journal.probe(probeId).outcome === 'uncertain'
    journal.change(
      probeId,
      {
        receipt: 'received',
        receivedAt: mail.receivedAt,
        seenFrom: mail.from,
        seenSender: mail.sender,
        // Its arrival answers the open question: the server had taken it.
        ...(wasUncertain ? { outcome: 'accepted' as const, diagnosis: null } : {}),
      },
      wasUncertain ? 'uncertain-resolved-by-arrival' : 'received',
      { receivedAt: mail.receivedAt },
    )
  }

  async #token(): Promise<string | null> {
    if (this.#recipient === null) return null
    const token = await this.#tokens.accessToken(this.#where, this.#recipient, [
      mailReadScope(this.#where.cloud),
    ])
    if (token.ok) return token.value.token
    this.#ports.log.warn('receipt.no-token', { code: token.error.code, details: token.error.details })
    return null
  }
}

/** Microsoft 365 may put a Message-ID of its own in place of ours: the code in the subject and From still tell. */
function carriesCode(mail: ArrivedMail, probe: Probe): boolean {
  return (
    mail.subject.includes(`[Sendproof ${probe.code}]`) &&
    mail.from?.toLowerCase() === probe.from.toLowerCase()
  )
}
