/** Connections that are open: used again for the same sign-in, never more for a mailbox than Exchange allows. */
import { maxConnections } from '../../../domain/transport/transports.ts'
import { KeyedSemaphore } from '../network/keyed-semaphore.ts'
import type { SmtpSession } from './smtp-session.ts'

/** @see reference 4.9: the fourth one is answered 432 4.3.2 */
const perMailbox = maxConnections.smtp

interface Idle {
  readonly session: SmtpSession
  readonly signIn: string
  readonly timer: NodeJS.Timeout
  /** Set once it says goodbye; the server counts the connection until it has read that. */
  closing: Promise<void> | null
}

/** The right to one connection of a mailbox. */
export interface Lent {
  /** An open session of this very sign-in; null: a new one has to be opened. */
  readonly session: SmtpSession | null
  /** Gives the right back, with the session to keep it for the next message; null or ended: nothing is kept. */
  readonly giveBack: (session: SmtpSession | null) => void
}

export class ConnectionPool {
  readonly #idleMs: number
  readonly #inUse = new KeyedSemaphore(perMailbox)
  /** By mailbox; those that are closing included. */
  readonly #idle = new Map<string, Idle[]>()

  constructor(idleMs: number) {
    this.#idleMs = idleMs
  }

  /**
   * Null: the signal came first. `signIn` tells tokens apart, so that a connection proves the token it was opened with
   * and no other. What is in use and what is idle are together never more than the server allows.
   */
  async take(mailbox: string, signIn: string, signal: AbortSignal): Promise<Lent | null> {
    const release = await this.#inUse.take(mailbox, signal)
    if (release === null) return null
    const giveBack = (session: SmtpSession | null) => {
      if (session?.alive === true) this.#keep(mailbox, signIn, session)
      release()
    }
    const open = this.#openOf(mailbox)
    const match = open.find((entry) => entry.signIn === signIn && entry.closing === null)
    if (match !== undefined) {
      this.#forget(mailbox, match)
      return { session: match.session, giveBack }
    }
    if (this.#inUse.taken(mailbox) + open.length > perMailbox) {
      // this right stands for the connection that goes, so nobody else waits for the same one
      const other = open.find((entry) => entry.closing !== null) ?? open[0]
      if (other !== undefined) {
        this.#forget(mailbox, other)
        await (other.closing ?? other.session.close())
      }
    }
    return { session: null, giveBack }
  }

  async close(): Promise<void> {
    const all = [...this.#idle].flatMap(([mailbox, entries]) =>
      entries.map((entry) => this.#close(mailbox, entry)),
    )
    await Promise.all(all)
  }

  #keep(mailbox: string, signIn: string, session: SmtpSession): void {
    const entry: Idle = {
      session,
      signIn,
      timer: setTimeout(() => void this.#close(mailbox, entry), this.#idleMs),
      closing: null,
    }
    entry.timer.unref()
    this.#idle.set(mailbox, [...(this.#idle.get(mailbox) ?? []), entry])
  }

  /** Without those the server has ended meanwhile. */
  #openOf(mailbox: string): readonly Idle[] {
    for (const entry of this.#idle.get(mailbox) ?? [])
      if (!entry.session.alive && entry.closing === null) this.#forget(mailbox, entry)
    return this.#idle.get(mailbox) ?? []
  }

  #forget(mailbox: string, entry: Idle): void {
    clearTimeout(entry.timer)
    const left = (this.#idle.get(mailbox) ?? []).filter((one) => one !== entry)
    if (left.length === 0) this.#idle.delete(mailbox)
    else this.#idle.set(mailbox, left)
  }

  async #close(mailbox: string, entry: Idle): Promise<void> {
    clearTimeout(entry.timer)
    entry.closing ??= entry.session.close()
    await entry.closing
    this.#forget(mailbox, entry)
  }
}
