/** Looks for the arrival of accepted and uncertain probes wherever it can be seen. Reads only. */
import type { Probe } from '../../../domain/run/run.schema.ts'
import { inJunk } from '../../../domain/run/note.ts'
import { redact } from '../../../domain/text/redact.ts'
import type { Clock } from '../surroundings/surroundings.port.ts'
import type { RecipeSource } from '../desk/stores.port.ts'
import type { ConnectedSetup } from '../desk/setup-desk.ts'
import { arrived, diagnoseProbe } from './probe-diagnosis.ts'
import type { Look, ReceiptSource, Sighting } from './receipt-source.ts'
import type { ExplainedChange, RunJournal } from './run-journal.ts'

/** How long arrivals are looked for after the last send; the code in the mail can be typed in any time later. */
export interface ReceiptPatience {
  readonly totalMs: number
  /** Where arrivals cannot be seen at all, only what comes back: most reports are there within seconds. */
  readonly forReturnsMs: number
  readonly firstPauseMs: number
  readonly longestPauseMs: number
}

/** Delivery inside one tenant usually takes seconds; three minutes leave room for filtering (reference 5.4). */
export const realPatience: ReceiptPatience = {
  totalMs: 180_000,
  forReturnsMs: 30_000,
  firstPauseMs: 1_000,
  longestPauseMs: 10_000,
}
export const practicePatience: ReceiptPatience = {
  totalMs: 5_000,
  forReturnsMs: 200,
  firstPauseMs: 50,
  longestPauseMs: 500,
}

/** Last looks that could not be taken are taken again so often in all; a service busy for longer is not waited for. */
const lastLooksAgain = 3

/** Clocks differ: messages stamped a little before the run began are still the run's. */
const clockSkewMs = 10 * 60_000

interface ReceiptFinderDeps {
  readonly clock: Clock
  readonly recipes: RecipeSource
  readonly where: ConnectedSetup
  /** In the order they are believed. */
  readonly sources: readonly ReceiptSource[]
}

export class ReceiptFinder {
  readonly #clock: Clock
  readonly #recipes: RecipeSource
  readonly #where: ConnectedSetup
  /** One that cannot be used is dropped. */
  #sources: readonly ReceiptSource[]

  constructor({ clock, recipes, where, sources }: ReceiptFinderDeps) {
    this.#clock = clock
    this.#recipes = recipes
    this.#where = where
    this.#sources = sources
  }

  /** True while some place can be looked at that says for certain what arrived; otherwise the codes are typed in. */
  get canRead(): boolean {
    return this.#sources.some((source) => source.decides)
  }

  /**
   * Keeps looking while `sending` is true, and after the last send for the patience given. Ends early when everything
   * arrived or when stopped. What is left after a full search is `missing`, where a place can be sure of that.
   */
  async watch(
    journal: RunJournal,
    patience: ReceiptPatience,
    sending: () => boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const since = new Date(new Date(journal.run.startedAt).getTime() - clockSkewMs)
    let pause = patience.firstPauseMs
    while (!signal.aborted && this.#sources.length > 0) {
      const busy = sending()
      const waiting = journal.awaited()
      const longest = this.#sources.some((source) => source.showsArrivals)
        ? patience.totalMs
        : patience.forReturnsMs
      const fresh = this.#clock.now().getTime() - journal.lastDoneAt < longest
      journal.setLookingFor(fresh ? waiting.length : 0)
      if (!busy && (waiting.length === 0 || !fresh)) break
      if (waiting.length > 0 && fresh && (await this.#look(journal, since, signal)) > 0)
        pause = patience.firstPauseMs
      await this.#clock.sleep(pause, signal)
      pause = Math.min(patience.longestPauseMs, Math.ceil(pause * 1.5))
    }
    if (!signal.aborted) await this.#lastLook(journal, patience, signal)
    journal.setLookingFor(0)
  }

  /** Number of new sightings. */
  async #look(journal: RunJournal, since: Date, signal: AbortSignal): Promise<number> {
    let found = 0
    let sure = false
    for (const source of this.#sources) {
      // whoever reads the mailbox itself leaves nothing for the next to be sure of
      if (sure && source.decides) continue
      const waiting = journal.awaited()
      if (waiting.length === 0 || signal.aborted) break
      const seen = await source.look(waiting, since, signal)
      if (seen === 'off') this.#sources = this.#sources.filter((one) => one !== source)
      if (typeof seen === 'string') continue
      this.#allSeen(journal, seen)
      found += seen.length
      sure ||= source.decides
    }
    return found
  }

  async #lastLook(journal: RunJournal, patience: ReceiptPatience, signal: AbortSignal): Promise<void> {
    const again = { left: lastLooksAgain }
    for (const probe of journal.awaited()) {
      let sure = false
      for (const source of this.#sources) {
        if (signal.aborted) return
        const seen = await this.#thoroughly(source, probe, patience, again, signal)
        if (seen === 'off') this.#sources = this.#sources.filter((one) => one !== source)
        if (typeof seen === 'string') continue
        const [sighting] = seen
        if (sighting !== undefined) {
          this.#allSeen(journal, seen)
          break
        }
        sure ||= source.decides
      }
      if (sure && journal.probe(probe.id).receipt === 'waiting')
        journal.change(probe.id, { receipt: 'missing' }, 'receipt-missing')
    }
  }

  async #thoroughly(
    source: ReceiptSource,
    probe: Probe,
    { longestPauseMs }: ReceiptPatience,
    again: { left: number },
    signal: AbortSignal,
  ): Promise<Look> {
    for (;;) {
      const seen = await source.lookAgain(probe, signal)
      if (seen !== 'later' || again.left === 0 || signal.aborted) return seen
      again.left -= 1
      await this.#clock.sleep(longestPauseMs, signal)
    }
  }

  /** A look at a busy Inbox shows two hundred at once. */
  #allSeen(journal: RunJournal, sightings: readonly Sighting[]): void {
    const changes = new Map<string, ExplainedChange>()
    for (const sighting of sightings) {
      const probe = journal.probe(sighting.probeId)
      if (probe.receipt !== 'waiting' || changes.has(probe.id)) continue
      const { returned } = sighting
      changes.set(
        probe.id,
        returned === null ? this.#came(probe, sighting) : this.#cameBack(probe, sighting, returned),
      )
    }
    if (changes.size > 0) journal.changeAll([...changes.values()])
  }

  #came(probe: Probe, sighting: Sighting): ExplainedChange {
    const { at, by, from, sender, authentication, foundIn, seenBy } = sighting
    return {
      id: probe.id,
      change: {
        receipt: by === 'code' ? 'confirmed' : 'received',
        receiptBy: by,
        receivedAt: at,
        seenFrom: from,
        seenSender: sender,
        authentication,
        foundIn,
        ...warningOf(probe, sighting),
        ...arrived(probe, this.#recipes, this.#where),
      },
      kind: probe.outcome === 'uncertain' ? 'uncertain-resolved-by-arrival' : 'received',
      data: { receivedAt: at, by: seenBy, foundIn },
    }
  }

  /** The server had taken it, and another one did not want it. */
  #cameBack(
    probe: Probe,
    { at, seenBy }: Sighting,
    { status, text }: NonNullable<Sighting['returned']>,
  ): ExplainedChange {
    const said = redact(text)
    const diagnosis = diagnoseProbe(said, this.#recipes, this.#where, probe, {
      stage: 'body',
      asApp: false,
      surface: 'ndr',
    })
    return {
      id: probe.id,
      change: {
        receipt: 'returned',
        receiptBy: 'report',
        returned: { at, status, text: said },
        ...arrived(probe, this.#recipes, this.#where),
        diagnosis: probe.expected === 'refused' ? probe.diagnosis : diagnosis,
      },
      kind: 'returned',
      data: { at, status, by: seenBy },
    }
  }
}

/** What was noted while sending stays. */
function warningOf(
  probe: Probe,
  { takenForSpam, foundIn, authentication }: Sighting,
): Partial<Pick<Probe, 'notes' | 'warning'>> {
  if (!takenForSpam) return {}
  const note = foundIn === 'junk' ? inJunk(probe.to, authentication) : ({ code: 'filtered-as-spam' } as const)
  return { notes: [...probe.notes, note], warning: true }
}
