/** Long work under way, wherever the person is: read from the snapshots that main's events keep fresh. */
import type { AuthQueueView, RunView } from '../../contract/views.schema.ts'
import type { Snapshots } from './snapshots.ts'

export interface Activity {
  readonly setup: string
  readonly kind: 'authorise' | 'verify'
  readonly done: number
  readonly total: number
}

export function activitiesOf(snapshots: Snapshots): readonly Activity[] {
  const found: Activity[] = []
  for (const [key, { value }] of snapshots) {
    if (value === undefined) continue
    if (key.startsWith('auth.get ')) {
      const queue = value as AuthQueueView
      if (queue.state === 'idle') continue
      const done = queue.items.filter(
        (item) => item.state !== 'waiting' && item.state !== 'signing-in',
      ).length
      found.push({ setup: queue.setupId, kind: 'authorise', done, total: queue.items.length })
    }
    if (key.startsWith('run.get ')) {
      const view = value as RunView
      if (view.run.state !== 'running') continue
      const done = view.probes.filter((probe) => probe.phase === 'done').length
      found.push({ setup: view.run.setupId, kind: 'verify', done, total: view.probes.length })
    }
  }
  return found
}
