/** The few looks a state can have. Colour is never alone: every tone comes with an icon and, beside it, a word. */
export type Tone = 'good' | 'bad' | 'wait' | 'busy' | 'todo' | 'off'

/** The icons: one for each tone, and one for what is under way to somebody else. */
export type StateShape = Tone | 'way'

/** How near an end is: the days are those at which the calendar reminds as well. */
export function endTone(daysLeft: number): Tone {
  if (daysLeft <= 7) return 'bad'
  return daysLeft <= 30 ? 'wait' : 'good'
}
