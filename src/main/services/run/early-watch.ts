/** Asks for each failure of a run whether it may only be too early, by the setup's own history. */
import type { StepRecord } from '../../../domain/step/step-record.schema.ts'
import { tooEarly } from '../../../domain/run/too-early.ts'
import type { Probe } from '../../../domain/run/run.schema.ts'
import type { Clock, Surroundings } from '../surroundings/surroundings.port.ts'
import type { SetupStore } from '../desk/stores.port.ts'
import type { ConnectedSetup } from '../desk/setup-desk.ts'

const minuteMs = 60_000
/** Nobody rehearses for two hours: a minute of waiting takes this long in a practice tenant. */
const practiceMinuteMs = 25

interface EarlyWatchDeps {
  readonly setups: SetupStore
  readonly clock: Clock
  readonly surroundings: Surroundings
  readonly where: ConnectedSetup
}

export class EarlyWatch {
  readonly #clock: Clock
  readonly #where: ConnectedSetup
  readonly #practiceMinuteMs: number
  readonly #records: readonly StepRecord[]
  /** Milliseconds that each probe was told to wait in a rehearsal, where nothing but that makes the delay pass. */
  readonly #waitedMs = new Map<string, number>()

  constructor({ setups, clock, surroundings, where }: EarlyWatchDeps) {
    this.#clock = clock
    this.#practiceMinuteMs = surroundings.practiceMinuteMs ?? practiceMinuteMs
    this.#where = where
    this.#records = setups.stepRecords(where.setup.id)
  }

  of(probe: Pick<Probe, 'id' | 'outcome' | 'expected' | 'diagnosis' | 'tries'>): Probe['tooEarly'] {
    const { setup, recipe, practice } = this.#where
    const now = this.#clock.now()
    const asked = { probe, steps: recipe.steps, records: this.#records, setupSince: setup.createdAt, now }
    if (practice === null) return tooEarly({ ...asked, minuteMs, notBefore: null })
    // However slow this PC is, a rehearsal gets as many tries as a real tenant would in the usual delay.
    const waitedMs = this.#waitedMs.get(probe.id) ?? 0
    const notBefore = new Date(now.getTime() - waitedMs)
    const early = tooEarly({ ...asked, minuteMs: this.#practiceMinuteMs, notBefore })
    if (early !== null) this.#waitedMs.set(probe.id, waitedMs + Date.parse(early.nextAt) - now.getTime())
    return early
  }
}
