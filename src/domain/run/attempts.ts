/** What makes two probes the same attempt, and which of several counts. */
import type { Probe } from './run.ts'

/**
 * The same thing tried from the same address, planned or done, in whatever run. Who signs in for a shared address may
 * be put right in between, so that does not count.
 */
export function attemptKey({
  check,
  transport,
  expected,
  from,
}: Pick<Probe, 'check' | 'transport' | 'expected' | 'from'>): string {
  return `${check ?? ''} ${transport} ${expected} ${from.toLowerCase()}`
}

/** The first of each attempt: given newest run first, a run over the failed ones alone forgets no earlier proof. */
export function firstOfEach<P extends Parameters<typeof attemptKey>[0]>(probes: Iterable<P>): P[] {
  const seen = new Map<string, P>()
  for (const probe of probes) {
    const key = attemptKey(probe)
    if (!seen.has(key)) seen.set(key, probe)
  }
  return [...seen.values()]
}
