/**
 * Exchange's limits for one mailbox, as pure accounting: connections at once by kind of service, and 30 messages in
 * any 60 seconds however they are sent. The service asks before it starts a probe; nothing here knows a clock.
 * @see reference 4.9, 5.3
 */
import {
  isReading,
  maxConnections,
  serviceOf,
  type Service,
  type TransportKind,
} from '../transport/transports.ts'

export const maxMessages = 30
export const windowMs = 60_000

/** What is about to be done: for whose limits, over which service, and whether it is a message. */
export interface Use {
  /** The account that signs in: a delegate who sends for a shared mailbox spends the delegate's limits. */
  readonly mailbox: string
  readonly service: Service
  readonly message: boolean
}

export function useOf(probe: { readonly mailbox: string; readonly transport: TransportKind }): Use {
  return {
    mailbox: probe.mailbox.toLowerCase(),
    service: serviceOf(probe.transport),
    message: !isReading(probe.transport),
  }
}

/** Counts of one sending process; `started` and `finished` change them in place. */
export class MailboxLimits {
  /** Open connections by mailbox and service. */
  readonly #open = new Map<string, number>()
  /** When messages were started, oldest first; only those that may still count. */
  readonly #starts = new Map<string, number[]>()

  /** May it be started now? */
  canStart(use: Use, nowMs: number): boolean {
    return this.nextFreeAt(use, nowMs) === nowMs
  }

  /** It is under way: call it at once after `canStart` said yes. */
  started(use: Use, nowMs: number): void {
    const key = slotOf(use)
    this.#open.set(key, (this.#open.get(key) ?? 0) + 1)
    if (!use.message) return
    const starts = [...this.#recent(use.mailbox, nowMs), nowMs]
    // to the end: so those that started longest ago stand first
    this.#starts.delete(use.mailbox)
    this.#starts.set(use.mailbox, starts)
    this.#forgetOld(nowMs)
  }

  /** A mailbox that nobody asks about again would be kept for ever. */
  #forgetOld(nowMs: number): void {
    for (const [mailbox, starts] of this.#starts) {
      if ((starts.at(-1) ?? 0) > nowMs - windowMs) return
      this.#starts.delete(mailbox)
    }
  }

  /** Its connection is free again, however it ended. */
  finished(use: Use): void {
    const key = slotOf(use)
    const left = (this.#open.get(key) ?? 0) - 1
    if (left > 0) this.#open.set(key, left)
    else this.#open.delete(key)
  }

  /** When the next one may start: now, a later time, or null while all connections are taken. */
  nextFreeAt(use: Use, nowMs: number): number | null {
    if ((this.#open.get(slotOf(use)) ?? 0) >= maxConnections[use.service]) return null
    if (!use.message) return nowMs
    const blocking = this.#recent(use.mailbox, nowMs).at(-maxMessages)
    return blocking === undefined ? nowMs : blocking + windowMs
  }

  #recent(mailbox: string, nowMs: number): number[] {
    const starts = this.#starts.get(mailbox)
    if (starts === undefined) return []
    const recent = starts.filter((start) => start > nowMs - windowMs)
    if (recent.length === 0) this.#starts.delete(mailbox)
    return recent
  }
}

const slotOf = ({ mailbox, service }: Use) => `${service} ${mailbox}`
