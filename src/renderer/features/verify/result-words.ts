/** A probe's result in a few words, as the table shows it. Pure. */
import type { ProbeState } from '../../../domain/run/probe-state.ts'
import type { Probe } from '../../../domain/run/run.schema.ts'
import { text } from '../../desk/words.ts'
import { clockTime } from '../../kit/dates.ts'

export function resultOf(probe: Probe, state: ProbeState): string {
  const word = text.verify.states[state]
  if (state === 'received' && probe.receivedAt !== null) return `${word} ${clockTime(probe.receivedAt, true)}`
  if (state === 'refused' || state === 'failed') {
    const cause = probe.diagnosis?.candidates[0]?.title
    return cause === undefined ? word : `${word}: ${cause}`
  }
  return word
}
