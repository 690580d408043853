/** Works through the probes of one run: several mailboxes at once, never over a mailbox's limits. */
import { MailboxLimits } from '../../../domain/run/limits.ts'
import type { Probe } from '../../../domain/run/run.ts'
import type { Clock } from '../../ports/clock.ts'
import type { MailboxStore } from '../../ports/mailbox-store.ts'
import type { ProbeSender } from './probe-sender.ts'
import type { RunJournal } from './run-journal.ts'

export class RunWorker {
  readonly #mailboxes: MailboxStore
  readonly #clock: Clock
  readonly #sender: ProbeSender
  readonly #journal: RunJournal
  readonly #parallel: number
  readonly #limits = new MailboxLimits()
  readonly #stop = new AbortController()
  #paused = false
  #wake: () => void = () => undefined

  constructor(
    ports: { readonly mailboxes: MailboxStore; readonly clock: Clock },
    sender: ProbeSender,
    journal: RunJournal,
    parallel: number,
  ) {
    this.#mailboxes = ports.mailboxes
    this.#clock = ports.clock
    this.#sender = sender
    this.#journal = journal
    this.#parallel = parallel
  }

  /** Sends everything that is still planned; ends when all are done or it was stopped. */
  async work(): Promise<void> {
    const queue = this.#journal.probes().filter((probe) => probe.phase === 'planned')
    const busy = new Set<Promise<void>>()
    const failures: unknown[] = []
    while (!this.#stop.signal.aborted && failures.length === 0 && (queue.length > 0 || busy.size > 0)) {
      const next = this.#paused || busy.size >= this.#parallel ? null : this.#takeNext(queue)
      if (next !== null) {
        const task = this.#sendOne(next)
          .catch((failure: unknown) => void failures.push(failure))
          .finally(() => {
            busy.delete(task)
            this.#wake()
          })
        busy.add(task)
        continue
      }
      await this.#untilSomethingChanges(queue)
    }
    await Promise.all(busy)
    if (failures.length > 0) throw failures[0]
  }

  pause(): void {
    this.#paused = true
  }

  resume(): void {
    this.#paused = false
    this.#wake()
  }

  /** What has not left yet goes back to `planned`; what has is waited for. */
  stop(): void {
    this.#stop.abort()
    this.#wake()
  }

  async #sendOne(probe: Probe): Promise<void> {
    try {
      await this.#sender.send(
        this.#journal,
        probe.id,
        this.#mailboxes.getMailbox(probe.mailboxId),
        this.#stop.signal,
      )
    } finally {
      this.#limits.finished(probe.mailbox, this.#clock.now().getTime())
    }
  }

  #takeNext(queue: Probe[]): Probe | null {
    const now = this.#clock.now().getTime()
    const index = queue.findIndex((probe) => this.#limits.canStart(probe.mailbox, now))
    const probe = queue[index]
    if (probe === undefined) return null
    queue.splice(index, 1)
    this.#limits.started(probe.mailbox, now)
    return probe
  }

  /** Wakes when a send ends, on resume or stop, or when a mailbox's minute has room again. */
  async #untilSomethingChanges(queue: readonly Probe[]): Promise<void> {
    const now = this.#clock.now().getTime()
    const free = queue
      .map((probe) => this.#limits.nextFreeAt(probe.mailbox, now))
      .filter((at) => at !== null && at > now)
    const woken = new AbortController()
    this.#wake = () => woken.abort()
    const wait = this.#paused || free.length === 0 ? 60_000 : Math.min(...free.map((at) => Number(at) - now))
    await this.#clock.sleep(wait, woken.signal)
  }
}
