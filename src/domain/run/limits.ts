/**
 * Exchange's limits for one signed-in mailbox, as pure accounting: at most 3 connections at once and 30 messages
 * in any 60 seconds. The service asks before it starts a message; nothing here knows a clock.
 * @see reference 4.9
 */

export const maxConnections = 3
export const maxMessages = 30
export const windowMs = 60_000

interface Use {
  /** Connections that are open now. */
  readonly open: number
  /** When messages were started, oldest first; only those that may still count. */
  readonly starts: readonly number[]
}

const unused: Use = { open: 0, starts: [] }
const keyOf = (mailbox: string) => mailbox.toLowerCase()
const counts = (start: number, nowMs: number) => start > nowMs - windowMs

/**
 * The use of every mailbox, keyed by the account that signs in: a delegate who sends for a shared mailbox spends
 * the delegate's limits. One value for one sending process; `started` and `finished` change it in place.
 */
export class MailboxLimits {
  readonly #uses = new Map<string, Use>()

  /** May a message be started for this mailbox now? */
  canStart(mailbox: string, nowMs: number): boolean {
    return this.nextFreeAt(mailbox, nowMs) === nowMs
  }

  /** A message is under way: call it at once after `canStart` said yes. */
  started(mailbox: string, nowMs: number): void {
    const { open, starts } = this.#use(mailbox)
    const recent = starts.filter((start) => counts(start, nowMs))
    this.#uses.set(keyOf(mailbox), { open: open + 1, starts: [...recent, nowMs].sort((a, b) => a - b) })
  }

  /** The message's connection is free again, however it ended. */
  finished(mailbox: string, nowMs: number): void {
    const { open, starts } = this.#use(mailbox)
    const recent = starts.filter((start) => counts(start, nowMs))
    this.#uses.set(keyOf(mailbox), { open: Math.max(0, open - 1), starts: recent })
  }

  /** When the next message may start: now, a later time, or null while all connections are taken. */
  nextFreeAt(mailbox: string, nowMs: number): number | null {
    const { open, starts } = this.#use(mailbox)
    if (open >= maxConnections) return null
    const recent = starts.filter((start) => counts(start, nowMs))
    const blocking = recent.at(-maxMessages)
    return blocking === undefined ? nowMs : blocking + windowMs
  }

  #use(mailbox: string): Use {
    return this.#uses.get(keyOf(mailbox)) ?? unused
  }
}
