/** What a page looks like: pictures of it for the user guide. */
import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import { wear } from './themes.ts'

const laptop = { width: 1366, height: 768 }

/** In both themes. The guide shows the light ones, renewed when that is asked for. */
export async function takePictures(
  page: Page,
  name: string,
  schemes: readonly ('light' | 'dark')[] = ['dark', 'light'],
): Promise<void> {
  await page.setViewportSize(laptop)
  await page.mouse.move(0, 0)
  for (const colorScheme of schemes) {
    await wear(page, colorScheme)
    const renewed = process.env['UPDATE_SCREENSHOTS'] === '1' && colorScheme === 'light'
    const folder = renewed ? 'docs/screenshots' : 'test-results/screenshots'
    const file = path.resolve(import.meta.dirname, '../..', folder, `${name}-${colorScheme}.png`)
    const { length } = await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' })
    expect(length).toBeGreaterThan(10_000)
  }
}
