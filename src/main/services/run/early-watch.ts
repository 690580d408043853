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
  /** When each probe first failed in a rehearsal, where the usual delay is over in a moment. */
  readonly #firstFailed = new Map<string, Date>()

  constructor({ setups, clock, surroundings, where }: EarlyWatchDeps) {
    this.#clock = clock
    this.#practiceMinuteMs = surroundings.practiceMinuteMs ?? practiceMinuteMs
    this.#where = where
    this.#records = setups.stepRecords(where.setup.id)
  }

  of(probe: Pick<Probe, 'id' | 'outcome' | 'expected' | 'diagnosis' | 'tries'>): Probe['tooEarly'] {
    const { setup, recipe, practice } = this.#where
    const now = this.#clock.now()
    return tooEarly({
      probe,
      steps: recipe.steps,
      records: this.#records,
      setupSince: setup.createdAt,
      now,
      minuteMs: practice === null ? minuteMs : this.#practiceMinuteMs,
      notBefore: practice === null ? null : this.#first(probe.id, now),
    })
  }

  /** However slow this PC is, what fails is tried once more before the delay of a rehearsal is over. */
  #first(id: string, now: Date): Date {
    const known = this.#firstFailed.get(id)
    if (known !== undefined) return known
    this.#firstFailed.set(id, now)
    return now
  }
}
