/** What a page looks like: pictures of it for the user guide, and what axe has against it. */
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

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
    await page.emulateMedia({ colorScheme, forcedColors: 'none', reducedMotion: 'reduce' })
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme)
    const renewed = process.env['UPDATE_SCREENSHOTS'] === '1' && colorScheme === 'light'
    const folder = renewed ? 'docs/screenshots' : 'test-results/screenshots'
    const file = path.resolve(import.meta.dirname, '../..', folder, `${name}-${colorScheme}.png`)
    const { length } = await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' })
    expect(length).toBeGreaterThan(10_000)
  }
}

/** Each with the element it is about; none is what a test wants. */
export async function complaintsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  return violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html}`))
}
