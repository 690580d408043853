/** Connections that are open: used again for the same sign-in, never more for a mailbox than Exchange allows. */
import type { SmtpSession } from './smtp-session.ts'

/** @see reference 4.9: the fourth one is answered 432 4.3.2 */
const perMailbox = 3

interface Idle {
  readonly session: SmtpSession
  readonly signIn: string
  readonly timer: NodeJS.Timeout
}

interface Slots {
  /** In use or on their way out. */
  taken: number
  idle: Idle[]
  readonly waiting: Set<() => void>
}

export class ConnectionPool {
  readonly #idleMs: number
  readonly #mailboxes = new Map<string, Slots>()
  readonly #closing = new Set<Promise<void>>()

  constructor(idleMs: number) {
    this.#idleMs = idleMs
  }

  /**
   * Takes a place of the mailbox, with an open session when there is one for this very sign-in. The place is given
   * back with `release`. Null: the signal came first. `signIn` tells tokens apart, so that a connection proves the
   * token it was opened with and no other.
   */
  async take(
    mailbox: string,
    signIn: string,
    signal: AbortSignal,
  ): Promise<{ session: SmtpSession | null } | null> {
    const slots = this.#slotsOf(mailbox)
    for (;;) {
      if (signal.aborted) return null
      slots.idle = slots.idle.filter((entry) => entry.session.alive || (clearTimeout(entry.timer), false))
      const match = slots.idle.find((entry) => entry.signIn === signIn)
      if (match !== undefined) {
        slots.idle = slots.idle.filter((entry) => entry !== match)
        clearTimeout(match.timer)
        slots.taken += 1
        return { session: match.session }
      }
      if (slots.taken + slots.idle.length < perMailbox) {
        slots.taken += 1
        return { session: null }
      }
      const other = slots.idle[0]
      if (other === undefined) await nextRelease(slots, signal)
      else await this.#closeIdle(mailbox, other)
    }
  }

  /** `session` null or ended: the place is free. */
  release(mailbox: string, signIn: string, session: SmtpSession | null): void {
    const slots = this.#slotsOf(mailbox)
    slots.taken -= 1
    if (session?.alive === true) {
      const idle: Idle = {
        session,
        signIn,
        timer: setTimeout(() => void this.#closeIdle(mailbox, idle), this.#idleMs),
      }
      idle.timer.unref()
      slots.idle.push(idle)
    }
    this.#wake(mailbox, slots)
  }

  async close(): Promise<void> {
    for (const [mailbox, slots] of this.#mailboxes)
      for (const idle of [...slots.idle]) void this.#closeIdle(mailbox, idle)
    await Promise.all(this.#closing)
  }

  /** It counts until the server has read the QUIT: the server counts it as long. */
  async #closeIdle(mailbox: string, idle: Idle): Promise<void> {
    const slots = this.#slotsOf(mailbox)
    if (!slots.idle.includes(idle)) return
    slots.idle = slots.idle.filter((entry) => entry !== idle)
    clearTimeout(idle.timer)
    slots.taken += 1
    const closing = idle.session.close()
    this.#closing.add(closing)
    await closing
    this.#closing.delete(closing)
    slots.taken -= 1
    this.#wake(mailbox, slots)
  }

  #wake(mailbox: string, slots: Slots): void {
    const waiting = [...slots.waiting]
    slots.waiting.clear()
    for (const wake of waiting) wake()
    if (slots.taken === 0 && slots.idle.length === 0 && waiting.length === 0) this.#mailboxes.delete(mailbox)
  }

  #slotsOf(mailbox: string): Slots {
    let slots = this.#mailboxes.get(mailbox)
    if (slots === undefined) {
      slots = { taken: 0, idle: [], waiting: new Set() }
      this.#mailboxes.set(mailbox, slots)
    }
    return slots
  }
}

function nextRelease(slots: Slots, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      signal.removeEventListener('abort', wake)
      slots.waiting.delete(wake)
      resolve()
    }
    slots.waiting.add(wake)
    signal.addEventListener('abort', wake, { once: true })
  })
}
