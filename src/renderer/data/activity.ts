/** What goes on wherever the person is: long work under way, and what the task bar says of waits. Pure. */
import { everyAnswer, type Snapshots } from './snapshots.ts'
import type { SetupCardView } from '../../contract/views.schema.ts'
import { minutesOfWait } from '../../domain/checklist/waiting.ts'
import { text } from '../desk/words.ts'
import type { Place } from './location.ts'

export interface Activity {
  readonly setup: string
  readonly kind: 'authorise' | 'verify' | 'exchange' | 'read' | 'preview' | 'apply' | 'revert'
  readonly done: number
  readonly total: number
}

export function activitiesOf(snapshots: Snapshots): readonly Activity[] {
  const signIns = everyAnswer(snapshots, 'auth.get')
    .filter(({ state }) => state !== 'idle')
    .map(({ setupId, items }): Activity => {
      const done = items.filter(({ state }) => state !== 'waiting' && state !== 'signing-in').length
      return { setup: setupId, kind: 'authorise', done, total: items.length }
    })
  const runs = everyAnswer(snapshots, 'run.get')
    .filter(({ run }) => run.state === 'running')
    .map(({ run, probes }): Activity => {
      const done = probes.filter(({ phase }) => phase === 'done').length
      return { setup: run.setupId, kind: 'verify', done, total: probes.length }
    })
  const acts = everyAnswer(snapshots, 'registration.get').flatMap(({ setupId, act }): Activity[] => {
    if (act === null || (act.state !== 'running' && act.state !== 'stopping')) return []
    const done = act.changes.filter(({ state }) => state === 'done' || state === 'already').length
    return [{ setup: setupId, kind: act.kind, done, total: act.changes.length }]
  })
  const scripts = everyAnswer(snapshots, 'exchange.run').flatMap((run): Activity[] =>
    run === null || run.state === 'ended'
      ? []
      : [{ setup: run.setupId, kind: 'exchange', done: run.done, total: run.total }],
  )
  return [...signIns, ...runs, ...acts, ...scripts]
}

/**
 * What the task bar says: the setup that is open, and how long its wait still takes. When it has none, the wait that
 * ends first anywhere: somebody may be waiting for that one.
 */
export function titleOf(
  place: Place,
  setups: readonly Pick<SetupCardView, 'id' | 'name' | 'waiting'>[],
  now: number,
): string {
  const open = place.at === 'setup' ? setups.find(({ id }) => id === place.setup) : undefined
  const [soonest] = setups
    .flatMap(({ name, waiting }) => (waiting === null ? [] : [{ name, waiting }]))
    .sort((a, b) => Date.parse(a.waiting.until) - Date.parse(b.waiting.until))
  const waits = open === undefined || open.waiting === null ? soonest : open
  if (waits === undefined) return open?.name ?? ''
  if (waits.waiting === null) return waits.name
  const left = minutesOfWait(waits.waiting, now)
  return `(${left === 0 ? text.plan.titleOver : text.plan.titleLeft(left)}) ${waits.name}`
}
