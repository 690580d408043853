/** One probe in the window: what its detail shows, and what trying it once more needs. */
import type { Probe } from '../../../domain/run/run.schema.ts'

export interface ProbeDetailProps {
  readonly setup: string
  readonly probe: Probe
  readonly running: boolean
  readonly onOpenRun: (run: string) => void
}
