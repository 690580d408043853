/** Light, dark or as the system says: one switch that the page, menus and dialogs follow. */
import { nativeTheme } from 'electron'
import type { Appearance } from '../../services/surroundings/appearance.port.ts'

export class ElectronAppearance implements Appearance {
  apply(theme: 'system' | 'light' | 'dark'): void {
    nativeTheme.themeSource = theme
  }
}
