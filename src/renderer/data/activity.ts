/** Long work under way, wherever the person is: read from the snapshots that main's events keep fresh. */
import { everyAnswer, type Snapshots } from './snapshots.ts'

export interface Activity {
  readonly setup: string
  readonly kind: 'authorise' | 'verify'
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
  return [...signIns, ...runs]
}
