/** Puts what changed in a run into the run as the page knows it. Pure. */
import type { RunProgressView, RunView } from '../../contract/views.schema.ts'

/** What carries a smaller revision than the run is older than it, and is left out. */
export function mergeRun(run: RunView, progress: RunProgressView): RunView {
  if (progress.revision < run.revision || progress.run.id !== run.run.id) return run
  const { changed, ...figures } = progress
  if (changed.length === 0) return { ...figures, probes: run.probes }
  const probes = [...run.probes]
  for (const probe of changed) {
    // probes come in their order, so the place is known; a run that was cut short is searched
    const expected = probe.seq - 1
    const at = probes[expected]?.id === probe.id ? expected : probes.findIndex(({ id }) => id === probe.id)
    if (at === -1) probes.push(probe)
    else probes[at] = probe
  }
  return { ...figures, probes }
}
