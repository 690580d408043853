/** Works through the probes of one run: several mailboxes at once, never over a mailbox's limits. */
import { Pace } from '../../../domain/run/pace.ts'
import type { Probe } from '../../../domain/run/run.schema.ts'
import { Schedule } from '../../../domain/run/schedule.ts'
import type { Clock } from '../surroundings/surroundings.port.ts'
import type { MailboxStore } from '../desk/stores.port.ts'
import type { ProbeSender } from './probe-sender.ts'
import type { RunJournal } from './run-journal.ts'
import { inTurns } from './turns.ts'

/** Nothing can happen for this long without somebody waking the worker; it looks all the same. */
const longestNapMs = 60_000

interface RunWorkerDeps {
  readonly mailboxes: MailboxStore
  readonly clock: Clock
  readonly sender: Pick<ProbeSender, 'send'>
  readonly journal: RunJournal
  /** So many probes are under way at once, at most. */
  readonly parallel: number
  /** How long what may be too early is waited for, once everything else is done; without it as long as it takes. */
  readonly patienceMs?: number | undefined
}

export class RunWorker {
  readonly #mailboxes: MailboxStore
  readonly #clock: Clock
  readonly #sender: Pick<ProbeSender, 'send'>
  readonly #journal: RunJournal
  readonly #pace: Pace
  readonly #patienceMs: number
  readonly #schedule = new Schedule()
  readonly #stop = new AbortController()
  readonly #busy = new Set<Promise<void>>()
  /** Probes that ride passing trouble out: their waits are short, and no patience cuts them off. */
  readonly #riding = new Set<string>()
  #paused = false
  #wake: () => void = () => undefined

  constructor({ mailboxes, clock, sender, journal, parallel, patienceMs = Infinity }: RunWorkerDeps) {
    this.#mailboxes = mailboxes
    this.#clock = clock
    this.#sender = sender
    this.#journal = journal
    this.#pace = new Pace(parallel)
    this.#patienceMs = patienceMs
  }

  /** Does everything that is still planned, and again what may have been too early; ends when all is done or stopped. */
  async work(): Promise<void> {
    for await (const probe of inTurns(this.#journal.probes()))
      if (isOpen(probe)) this.#schedule.add(probe, dueAt(probe))
    const failures: unknown[] = []
    let idleSince: number | null = null
    while (!this.#stop.signal.aborted && failures.length === 0) {
      if (this.#schedule.left === 0 && this.#busy.size === 0) break
      const next =
        this.#paused || this.#busy.size >= this.#pace.parallel
          ? null
          : this.#schedule.take(this.#clock.now().getTime())
      if (next !== null) {
        idleSince = null
        this.#begin(next, failures)
        continue
      }
      if (this.onlyWaits && this.#riding.size === 0) {
        idleSince ??= this.#clock.now().getTime()
        const dueAt = this.#schedule.nextAt() ?? Infinity
        if (dueAt > idleSince + this.#patienceMs) break
      }
      await this.#untilSomethingChanges()
    }
    await Promise.all(this.#busy)
    if (failures.length > 0) throw failures[0]
  }

  /** True while nothing is under way and all that is left waits for a later time. */
  get onlyWaits(): boolean {
    return this.#busy.size === 0 && this.#schedule.left === this.#schedule.waiting
  }

  pause(): void {
    this.#paused = true
  }

  resume(): void {
    this.#paused = false
    this.#wake()
  }

  /** What may have been too early is tried at once. */
  tryNow(): void {
    this.#schedule.hasten()
    this.resume()
  }

  /** What has not left yet goes back to `planned`; what has is waited for. */
  stop(): void {
    this.#stop.abort()
    this.#wake()
  }

  #begin(id: string, failures: unknown[]): void {
    this.#riding.delete(id)
    const task = this.#carryOut(id)
      .catch((failure: unknown) => void failures.push(failure))
      .finally(() => {
        this.#busy.delete(task)
        this.#wake()
      })
    this.#busy.add(task)
  }

  async #carryOut(id: string): Promise<void> {
    try {
      const probe = this.#journal.probe(id)
      const mailbox = this.#mailboxes.getMailbox(probe.mailboxId)
      const { again, throttled } = await this.#sender.send(this.#journal, id, mailbox, this.#stop.signal)
      if (throttled) this.#pace.throttled()
      else this.#pace.good()
      if (again === null) return
      if (again.why === 'ride-out') this.#riding.add(id)
      this.#schedule.add(probe, again.at)
    } finally {
      this.#schedule.finished(id)
    }
  }

  /** Wakes when a probe ends, on resume or stop, or when a time has come. */
  async #untilSomethingChanges(): Promise<void> {
    const now = this.#clock.now().getTime()
    const woken = new AbortController()
    this.#wake = () => woken.abort()
    const full = this.#busy.size >= this.#pace.parallel
    const next = this.#paused || full ? null : this.#schedule.nextAt()
    await this.#clock.sleep(
      next === null ? longestNapMs : Math.min(longestNapMs, Math.max(1, next - now)),
      woken.signal,
    )
  }
}

/** Planned, or done and perhaps too early. */
function isOpen(probe: Probe): boolean {
  return probe.phase === 'planned' || (probe.phase === 'done' && probe.tooEarly !== null)
}

function dueAt({ phase, tooEarly }: Probe): number {
  return phase === 'planned' || tooEarly === null ? 0 : Date.parse(tooEarly.nextAt)
}
