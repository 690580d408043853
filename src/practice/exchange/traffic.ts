/** Exchange's limits of one mailbox: open connections, and messages a minute, whose excess waits. @see reference 4.9 */
import type { Limits as AllLimits } from '../tenant/tenant.ts'

type Limits = Omit<AllLimits, 'graphRequests'>

export class Traffic {
  readonly #limits: Limits
  readonly #clock: () => number
  readonly #connections = new Map<string, Set<string>>()
  readonly #slots = new Map<string, number[]>()

  constructor(limits: Limits, clock: () => number) {
    this.#limits = limits
    this.#clock = clock
  }

  enter(mailbox: string, connection: string): void {
    const open = this.#connections.get(mailbox) ?? new Set()
    open.add(connection)
    this.#connections.set(mailbox, open)
  }

  leave(connection: string): void {
    for (const [mailbox, open] of this.#connections) {
      open.delete(connection)
      if (open.size === 0) this.#connections.delete(mailbox)
    }
  }

  /** The first connections keep working; the ones that came on top are refused. */
  isSurplus(mailbox: string, connection: string): boolean {
    const open = [...(this.#connections.get(mailbox) ?? [])]
    return open.indexOf(connection) >= this.#limits.connections
  }

  /** Takes a place in the flow of messages and says how many milliseconds the reply has to wait for it. */
  waitForSlot(mailbox: string): number {
    const { messages, windowMs } = this.#limits
    const now = this.#clock()
    const slots = (this.#slots.get(mailbox) ?? []).filter((at) => at > now - windowMs)
    const before = slots.at(-messages)
    const at = before === undefined ? now : Math.max(now, before + windowMs)
    this.#slots.set(mailbox, [...slots, at])
    return at - now
  }
}
