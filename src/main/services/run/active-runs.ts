/** The runs this process is about: those that are being brought on their way, and those under way. */
import type { Run } from '../../../domain/run/run.schema.ts'
import type { RunStore } from '../desk/run-store.port.ts'
import type { Surroundings } from '../surroundings/surroundings.port.ts'
import type { ActiveRun } from './active-run.ts'
import { leaseOwner } from './run-recovery.ts'

export class ActiveRuns {
  readonly #ports: { readonly runs: RunStore; readonly surroundings: Surroundings }
  readonly #underWay = new Map<string, ActiveRun>()
  /** Runs whose plan is written, or that are read again to be taken up. */
  readonly #preparing = new Map<string, { readonly setupId: string; readonly done: Promise<unknown> }>()

  constructor(ports: { readonly runs: RunStore; readonly surroundings: Surroundings }) {
    this.#ports = ports
  }

  /** While `work` brings the run on its way it is as much this process's as afterwards. */
  async preparing<T>(run: Run, work: () => Promise<T>): Promise<T> {
    const done = work()
    this.#preparing.set(run.id, { setupId: run.setupId, done })
    try {
      return await done
    } finally {
      this.#preparing.delete(run.id)
    }
  }

  /** Resolves when nothing is being brought on its way any more, however that ended. */
  async prepared(): Promise<void> {
    await Promise.allSettled([...this.#preparing.values()].map(({ done }) => done))
  }

  begin(course: ActiveRun): void {
    this.#underWay.set(course.journal.run.id, course)
  }

  end(runId: string): void {
    this.#underWay.delete(runId)
  }

  /** Undefined when the run is not under way here. */
  get(runId: string): ActiveRun | undefined {
    return this.#underWay.get(runId)
  }

  /** Ids of what is under way. */
  ids(): string[] {
    return [...this.#underWay.keys()]
  }

  has(runId: string): boolean {
    return this.#underWay.has(runId) || this.#preparing.has(runId)
  }

  isBusy(): boolean {
    return this.#underWay.size + this.#preparing.size > 0
  }

  isBusyWith(setupId: string): boolean {
    const underWay = [...this.#underWay.values()].map(({ journal }) => journal.run.setupId)
    const preparing = [...this.#preparing.values()].map((one) => one.setupId)
    return [...preparing, ...underWay].includes(setupId)
  }

  /** A run this process could not bring to its end is left open in the store and under way nowhere. */
  asItIs(run: Run): Run {
    const { runs, surroundings } = this.#ports
    const open = run.state === 'running' || run.state === 'paused'
    if (!open || this.has(run.id) || runs.leaseOwner(run.id) !== leaseOwner(surroundings)) return run
    return { ...run, state: 'interrupted' }
  }
}
