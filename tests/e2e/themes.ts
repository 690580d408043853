/** The themes a page can wear. They change under an open page, so one walk through the app shows every page in each. */
import { expect, type Page } from '@playwright/test'
import { settled } from '../axe.ts'

const media = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  contrast: { colorScheme: 'light', forcedColors: 'active' },
} as const

export type Theme = keyof typeof media
export const allThemes = Object.keys(media) as readonly Theme[]

/** The page in this theme, without movement. */
export async function wear(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({ ...media[theme], reducedMotion: 'reduce' })
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme)
  await settled(page)
}
