/** How the states of a probe look, in which order they want attention, and which filter shows them. Pure. */
import { probeStates, type ProbeState } from '../../../domain/run/probe-state.ts'
import type { Probe } from '../../../domain/run/run.schema.ts'
import type { StateShape, Tone } from '../../kit/tones.ts'
import { text } from '../../desk/words.ts'
import { clockTime } from '../../kit/dates.ts'

interface Look {
  readonly tone: Tone
  readonly shape: StateShape
  /** One letter, so that a hundred cells can be compared as one string. */
  readonly letter: string
}

export const looks: Readonly<Record<ProbeState, Look>> = {
  'to-go': { tone: 'off', shape: 'todo', letter: 't' },
  sending: { tone: 'busy', shape: 'busy', letter: 's' },
  'on-the-way': { tone: 'busy', shape: 'way', letter: 'w' },
  received: { tone: 'good', shape: 'good', letter: 'r' },
  'received-as-spam': { tone: 'wait', shape: 'good', letter: 'j' },
  'received-unauthenticated': { tone: 'wait', shape: 'good', letter: 'd' },
  read: { tone: 'good', shape: 'good', letter: 'l' },
  'read-warning': { tone: 'wait', shape: 'good', letter: 'n' },
  'refused-as-planned': { tone: 'good', shape: 'off', letter: 'p' },
  'too-early': { tone: 'wait', shape: 'wait', letter: 'e' },
  refused: { tone: 'bad', shape: 'bad', letter: 'x' },
  failed: { tone: 'bad', shape: 'bad', letter: 'f' },
  missing: { tone: 'bad', shape: 'bad', letter: 'm' },
  returned: { tone: 'bad', shape: 'bad', letter: 'b' },
  uncertain: { tone: 'wait', shape: 'wait', letter: 'u' },
  'accepted-unplanned': { tone: 'bad', shape: 'bad', letter: 'a' },
}

export const stateOfLetter: ReadonlyMap<string, ProbeState> = new Map(
  probeStates.map((state) => [looks[state].letter, state]),
)

/** States that want somebody to look, worst first. */
const attention: readonly ProbeState[] = [
  'accepted-unplanned',
  'refused',
  'failed',
  'missing',
  'returned',
  'uncertain',
  'too-early',
  'received-as-spam',
  'received-unauthenticated',
  'read-warning',
]

export const needsAttention = (state: ProbeState) => attention.includes(state)

export const probeFilters = ['all', 'received', 'way', 'bad', 'wait', 'to-go'] as const
export type ProbeFilter = (typeof probeFilters)[number]

export const groupOf: Readonly<Record<ProbeState, Exclude<ProbeFilter, 'all'>>> = {
  'to-go': 'to-go',
  sending: 'way',
  'on-the-way': 'way',
  received: 'received',
  'received-as-spam': 'received',
  'received-unauthenticated': 'received',
  read: 'received',
  'read-warning': 'received',
  'refused-as-planned': 'received',
  'too-early': 'wait',
  uncertain: 'wait',
  refused: 'bad',
  failed: 'bad',
  missing: 'bad',
  returned: 'bad',
  'accepted-unplanned': 'bad',
}

/** Place of a state in the table's order; what needs nobody comes last. */
export const rankOf = Object.fromEntries(
  probeStates.map((state) => [state, needsAttention(state) ? attention.indexOf(state) : attention.length]),
) as Readonly<Record<ProbeState, number>>

export const ranks = attention.length + 1

/** The first of that order when somebody has to look at it. */
export function firstForAttention(
  lines: readonly { readonly probe: Probe; readonly state: ProbeState }[],
): Probe | null {
  let first: Probe | null = null
  let best = attention.length
  for (const { probe, state } of lines) {
    const rank = rankOf[state]
    if (rank >= best) continue
    first = probe
    best = rank
  }
  return first
}

/** A probe's result in a few words, as the table shows it. */
export function resultOf(probe: Probe, state: ProbeState): string {
  const word = text.verify.states[state]
  if (state === 'received' && probe.receivedAt !== null) return `${word} ${clockTime(probe.receivedAt, true)}`
  if (state === 'refused' || state === 'failed') {
    const cause = probe.diagnosis?.candidates[0]?.title
    return cause === undefined ? word : `${word}: ${cause}`
  }
  return word
}
