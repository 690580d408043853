/** The few looks there are: tones of a state, and the theme of the window. Pure. */
import type { themes } from '../../contract/calls.schema.ts'

/** Colour is never alone: every tone comes with an icon and, beside it, a word. */
export type Tone = 'good' | 'bad' | 'wait' | 'busy' | 'todo' | 'off'

/** The icons: one for each tone, and one for what is under way to somebody else. */
export type StateShape = Tone | 'way'

/** How near an end is: the days are those at which the calendar reminds as well. */
export function endTone(daysLeft: number): Tone {
  if (daysLeft <= 7) return 'bad'
  return daysLeft <= 30 ? 'wait' : 'good'
}

export type ThemeSetting = (typeof themes)[number]
export type ThemeName = 'light' | 'dark' | 'contrast'

/** Which theme is shown: high contrast follows Windows always, light and dark follow it unless set otherwise. */
export function chooseTheme(
  setting: ThemeSetting,
  system: { readonly dark: boolean; readonly contrast: boolean },
): ThemeName {
  if (system.contrast) return 'contrast'
  if (setting === 'system') return system.dark ? 'dark' : 'light'
  return setting
}
