/** Pictures of pages: in both themes to look at, and the light ones in the user guide. */
import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import { wear } from './themes.ts'

const laptop = { width: 1366, height: 768 }

/** The guide’s are renewed only when that is asked for. */
export async function takePictures(
  page: Page,
  name: string,
  themes: readonly ('light' | 'dark')[] = ['dark', 'light'],
): Promise<void> {
  await page.setViewportSize(laptop)
  await page.mouse.move(0, 0)
  for (const theme of themes) {
    await wear(page, theme)
    const renewed = process.env['UPDATE_SCREENSHOTS'] === '1' && theme === 'light'
    const folder = renewed ? 'docs/screenshots' : 'test-results/screenshots'
    const file = path.resolve(import.meta.dirname, '../..', folder, `${name}-${theme}.png`)
    const { length } = await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' })
    expect(length).toBeGreaterThan(10_000)
  }
}
