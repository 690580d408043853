/** Setups and the record of their steps. Calls are synchronous and durable when they return. */
import type { StepMove, StepRecord } from '../../../domain/step/step-record.schema.ts'
import type { Setup } from '../../../domain/setup/setup.schema.ts'

export interface SetupStore {
  listSetups(): Setup[]
  getSetup(id: string): Setup | null
  /** By exact name, for the command line. */
  findSetup(name: string): Setup | null
  saveSetup(setup: Setup): void
  /** Removes the setup and everything it owns. */
  removeSetup(id: string): void
  /** Every step that was ever moved. */
  stepRecords(setupId: string): StepRecord[]
  /** Appends the move to the step's history and sets its state; one transaction. */
  moveStep(setupId: string, stepId: string, move: StepMove, waitUntil: string | null): void
  /** Puts the whole record of a step in place of what is there; for a history joined with another. */
  saveStepRecord(setupId: string, record: StepRecord): void
  /** Everything in it happens or nothing does, and no other process writes in between. */
  transaction<T>(work: () => T): T
  /** Small values of this installation, such as the theme and window place. */
  getSetting(name: string): string | null
  setSetting(name: string, value: string): void
  /** Changes when another process has written; cheap. */
  version(): number
}
