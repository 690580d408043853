/**
 * Joins what two people did to the same steps. A move is one fact that somebody recorded: joining is the union of the
 * facts, so it does not matter who joins with whom, in which order or how often, and no move is ever lost.
 */
import type { StepMove, StepRecord } from '../step/step-record.schema.ts'
import { redact } from '../text/redact.ts'

/** Moves are the same when all of at, who, by, from, to, note and events are. The state of a step is its last move's. */
export function mergeSteps(a: readonly StepRecord[], b: readonly StepRecord[]): StepRecord[] {
  const all = [...a, ...b].map(canonical).filter((record) => record.history.length > 0)
  const ids = [...new Set(all.map(({ stepId }) => stepId))].sort()
  return ids.map((id) => joined(all.filter(({ stepId }) => stepId === id)))
}

/** A record in the one order and spelling that merging compares: redacted, oldest move first, each once. */
export function canonical(record: StepRecord): StepRecord {
  const moves = new Map(record.history.map(canonicalMove).map((move) => [keyOf(move), move]))
  const history = [...moves.values()].sort(byTime)
  const state = history.at(-1)?.to ?? record.state
  return { stepId: record.stepId, state, waitUntil: state === 'waiting' ? record.waitUntil : null, history }
}

/** Moves of `b` that `a` does not have. */
export function newMoves(a: StepRecord | undefined, b: StepRecord): StepMove[] {
  const known = new Set((a?.history ?? []).map(canonicalMove).map(keyOf))
  return b.history.map(canonicalMove).filter((move) => !known.has(keyOf(move)))
}

function joined(records: readonly StepRecord[]): StepRecord {
  const [first] = records
  const stepId = first?.stepId ?? ''
  const whole = canonical({
    stepId,
    state: 'todo',
    waitUntil: null,
    history: records.flatMap((record) => record.history),
  })
  const last = whole.history.at(-1)
  if (last === undefined || last.to !== 'waiting') return whole
  // Only who knows the last move knows until when it waits; of two that do, the longer wait is the safe one.
  const waits = records.flatMap((record) => {
    const own = record.history.at(-1)
    return own !== undefined && keyOf(own) === keyOf(last) && record.waitUntil !== null
      ? [record.waitUntil]
      : []
  })
  return { ...whole, waitUntil: waits.sort().at(-1) ?? null }
}

/** A note that held a secret is the same note without it: it was taken out when the move left its computer. */
function canonicalMove(move: StepMove): StepMove {
  return { ...move, note: move.note === null ? null : redact(move.note) }
}

function keyOf({ at, who, by, from, to, note, events = [] }: StepMove): string {
  return JSON.stringify([at, who, by, from, to, note, events])
}

/** Times may be written with or without fractions, so they are compared as moments; what ties them is arbitrary but the same everywhere. */
function byTime(a: StepMove, b: StepMove): number {
  const apart = Date.parse(a.at) - Date.parse(b.at)
  if (apart !== 0) return apart
  return keyOf(a) < keyOf(b) ? -1 : 1
}
