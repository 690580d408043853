/** Which Fluent theme is shown: high contrast follows Windows always, light and dark follow it unless set otherwise. */
import { teamsHighContrastTheme, webDarkTheme, webLightTheme, type Theme } from '@fluentui/react-components'
import { useLayoutEffect } from 'react'
import type { themes } from '../../contract/calls.ts'
import { useMedia } from '../ui/use-media.ts'

export type ThemeSetting = (typeof themes)[number]
export type ThemeName = 'light' | 'dark' | 'contrast'

const fonts = {
  fontFamilyBase: "'Segoe UI Variable Text', 'Segoe UI', Inter, system-ui, 'Helvetica Neue', sans-serif",
  fontFamilyMonospace: "'Cascadia Mono', Consolas, 'DejaVu Sans Mono', 'Courier New', monospace",
}

const fluent: Record<ThemeName, Theme> = {
  light: { ...webLightTheme, ...fonts },
  dark: { ...webDarkTheme, ...fonts },
  contrast: { ...teamsHighContrastTheme, ...fonts },
}

export function chooseTheme(
  setting: ThemeSetting,
  system: { readonly dark: boolean; readonly contrast: boolean },
): ThemeName {
  if (system.contrast) return 'contrast'
  if (setting === 'system') return system.dark ? 'dark' : 'light'
  return setting
}

export function useTheme(setting: ThemeSetting): Theme {
  const dark = useMedia('(prefers-color-scheme: dark)')
  const contrast = useMedia('(forced-colors: active)')
  const name = chooseTheme(setting, { dark, contrast })
  useLayoutEffect(() => {
    // On the root element, so that dialogs and menus, which Fluent mounts beside the page, see it too.
    document.documentElement.dataset['theme'] = name
  }, [name])
  return fluent[name]
}
