/** A run with all its probes, asked for in parts: ten thousand at once would make the window stand still. */
import type { CallInput } from '../../contract/calls.schema.ts'
import type { RunView } from '../../contract/views.schema.ts'
import type { AppError } from '../../domain/problem/app-error.ts'
import { ok, type Result } from '../../domain/result.ts'
import type { Desktop } from '../desk/desktop.ts'

/**
 * It carries the revision of its first part. What changed while the others were on their way was told meanwhile, and
 * is put in by whoever keeps the run.
 */
export async function wholeRun(
  desktop: Desktop,
  input: CallInput<'run.get'>,
): Promise<Result<RunView, AppError>> {
  const first = await desktop.call('run.get', input)
  if (!first.ok) return first
  const probes = [...first.value.probes]
  while (probes.length < first.value.summary.planned) {
    const part = await desktop.call('run.get', { ...input, from: probes.length })
    if (!part.ok) return part
    if (part.value.probes.length === 0) break
    probes.push(...part.value.probes)
  }
  return ok({ ...first.value, probes })
}
