/** What the task bar says: the setup that is open, and how long a wait still takes. Pure. */
import type { SetupCardView } from '../../contract/views.schema.ts'
import { minutesOfWait } from '../../domain/checklist/waiting.ts'
import { text } from '../desk/words.ts'
import type { Place } from './location.ts'

/** The open setup's wait; without one, the wait that ends first anywhere: somebody may be waiting for that one. */
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
