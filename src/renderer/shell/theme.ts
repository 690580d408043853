/** The Fluent themes, and the one that is shown. */
import { teamsHighContrastTheme, webDarkTheme, webLightTheme, type Theme } from '@fluentui/react-components'
import { useLayoutEffect } from 'react'
import { useMedia } from '../kit/surroundings.ts'
import { chooseTheme, type ThemeName, type ThemeSetting } from '../kit/tones.ts'

const fonts = {
  fontFamilyBase: "'Segoe UI Variable Text', 'Segoe UI', Inter, system-ui, 'Helvetica Neue', sans-serif",
  fontFamilyMonospace: "'Cascadia Mono', Consolas, 'DejaVu Sans Mono', 'Courier New', monospace",
}

const fluent: Record<ThemeName, Theme> = {
  light: { ...webLightTheme, ...fonts },
  dark: { ...webDarkTheme, ...fonts },
  contrast: { ...teamsHighContrastTheme, ...fonts },
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
