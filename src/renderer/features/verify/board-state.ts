/**
 * What the board says of all the probes of a run. Pure. It is asked again whenever one of thousands moved, so what
 * takes thought is kept with the probe it was thought of: what is left to do is counting.
 */
import { stateOf, type ProbeState } from '../../../domain/run/probe-state.ts'
import type { Probe } from '../../../domain/run/run.schema.ts'
import { needsMatrix } from './matrix-rows.ts'
import { firstForAttention, groupOf, rankOf, ranks, type ProbeFilter } from './probe-state.ts'

/** A probe with its state: the same object for as long as the probe stays as it is. */
export interface ProbeLine {
  readonly probe: Probe
  readonly state: ProbeState
}

/** By the probe as it is now; one that moved is another object, and the old one is forgotten with its line. */
const known = new WeakMap<Probe, ProbeLine>()

function lineOf(probe: Probe): ProbeLine {
  const before = known.get(probe)
  if (before !== undefined) return before
  const line = { probe, state: stateOf(probe) }
  known.set(probe, line)
  return line
}

export interface BoardState {
  /** In the plan's order. */
  readonly lines: readonly ProbeLine[]
  readonly counts: Readonly<Record<ProbeFilter, number>>
  /** Accepted where they must be refused. */
  readonly letIn: readonly Probe[]
  /** Probes that have ended. */
  readonly done: number
  /** Probes that may only be too early, and when the first of them is tried again. */
  readonly tooEarly: { readonly count: number; readonly nextAt: string | null }
  /** Nothing is left but to wait. */
  readonly onlyWaits: boolean
  /** The code of a mail may still prove an arrival. */
  readonly provable: boolean
  /** The first that somebody has to look at. */
  readonly first: Probe | null
  /** One line a mailbox does not say it all. */
  readonly mixed: boolean
}

export function boardOf(probes: readonly Probe[]): BoardState {
  const lines = probes.map(lineOf)
  const counts = { all: probes.length, received: 0, way: 0, bad: 0, wait: 0, 'to-go': 0 }
  const letIn: Probe[] = []
  let [done, waiting, open, provable] = [0, 0, 0, false]
  let nextAt: string | null = null
  for (const { probe, state } of lines) {
    counts[groupOf[state]] += 1
    if (state === 'accepted-unplanned') letIn.push(probe)
    if (probe.phase === 'done') done += 1
    else if (probe.tooEarly === null) open += 1
    if (probe.tooEarly !== null) {
      waiting += 1
      if (nextAt === null || probe.tooEarly.nextAt < nextAt) nextAt = probe.tooEarly.nextAt
    }
    if (probe.receipt === 'waiting' || probe.receipt === 'missing') provable = true
  }
  return {
    lines,
    counts,
    letIn,
    done,
    tooEarly: { count: waiting, nextAt },
    onlyWaits: open === 0,
    provable,
    first: firstForAttention(lines),
    mixed: needsMatrix(probes),
  }
}

/** The table's order: what needs somebody first, then what is under way, then the rest as it was planned. */
export function orderLines(lines: readonly ProbeLine[], filter: ProbeFilter): readonly ProbeLine[] {
  // Dealt out, not sorted: ten thousand of them are put in order again whenever one has moved.
  const dealt: ProbeLine[][] = Array.from({ length: ranks }, () => [])
  for (const line of lines)
    if (filter === 'all' || groupOf[line.state] === filter) dealt[rankOf[line.state]]?.push(line)
  return dealt.flat()
}
