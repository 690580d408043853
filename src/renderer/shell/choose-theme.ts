/** Which theme is shown: high contrast follows Windows always, light and dark follow it unless set otherwise. Pure. */
import type { themes } from '../../contract/calls.schema.ts'

export type ThemeSetting = (typeof themes)[number]
export type ThemeName = 'light' | 'dark' | 'contrast'

export function chooseTheme(
  setting: ThemeSetting,
  system: { readonly dark: boolean; readonly contrast: boolean },
): ThemeName {
  if (system.contrast) return 'contrast'
  if (setting === 'system') return system.dark ? 'dark' : 'light'
  return setting
}
