/** The frame: small windows, themes that stay, focus that comes back, and pictures of every page for the user guide. */
import path from 'node:path'
import type { Page } from '@playwright/test'
import { closeApp, expect, startApp, test } from './app.ts'
import { openPracticeSetup, proveEverything } from './person.ts'
import { wear } from './themes.ts'

/** Full HD at 200 % on a small laptop: what is left of 1366×768 at double size. */
const zoomed = { width: 683, height: 384 }
const laptop = { width: 1366, height: 768 }

async function expectNoSidewaysScrolling(page: Page): Promise<void> {
  const overhang = await page.locator('html').evaluate((html) => {
    const { scrollWidth, clientWidth } = html as unknown as { scrollWidth: number; clientWidth: number }
    return scrollWidth - clientWidth
  })
  expect(overhang).toBeLessThanOrEqual(0)
}

test('every page fits a small laptop at 200 % zoom without scrolling sideways', async ({ page }) => {
  await page.setViewportSize(zoomed)
  await expectNoSidewaysScrolling(page)
  await openPracticeSetup(page, { mailboxes: 3 })
  await expectNoSidewaysScrolling(page)
  await page.locator('button[data-item][data-state]').nth(3).click()
  await expect(page.getByRole('button', { name: 'Back to plan' })).toBeVisible()
  await expectNoSidewaysScrolling(page)
  await page.getByRole('button', { name: 'Back to plan' }).click()
  await expect(page.locator('button[data-item][data-state]').first()).toBeVisible()
  await proveEverything(page)
  await expectNoSidewaysScrolling(page)
  await page.getByRole('row').nth(1).click()
  await expect(page.getByRole('article')).toContainText('Received')
  await expectNoSidewaysScrolling(page)
  await page.getByRole('tab', { name: 'Report' }).click()
  await expect(page.frameLocator('iframe').getByRole('main')).toBeVisible()
  await expectNoSidewaysScrolling(page)

  const menu = page.getByRole('button', { name: 'Menu', exact: true })
  await menu.focus()
  await page.keyboard.press('Enter')
  await expect(
    page.getByRole('navigation').getByRole('button', { name: 'Setups', exact: true }),
  ).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(menu).toBeFocused()
  await menu.click()
  await page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click()
  // What this PC offers comes after the heading, and it is the widest of the page.
  await expect(page.getByRole('button', { name: 'Test now' })).toBeVisible()
  await expectNoSidewaysScrolling(page)
})

test('a chosen theme is still chosen after a restart', async ({ dataFolder, electronApp, page }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('radio', { name: 'Dark' }).check()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await closeApp(electronApp)
  const again = await startApp({ dataFolder })
  await expect(again.page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await closeApp(again.electronApp)
})

test('a dialog gives the focus back to the button that opened it', async ({ page }) => {
  await openPracticeSetup(page)
  const edit = page.getByRole('button', { name: 'Edit details' })
  await edit.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByLabel('Name', { exact: false }).first()).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(edit).toBeFocused()
})

test('pictures of every page in light and dark', async ({ page }) => {
  const folder = process.env['UPDATE_SCREENSHOTS'] === '1' ? 'docs/screenshots' : 'test-results/screenshots'
  await page.setViewportSize(laptop)
  await wear(page, 'light')
  const picture = async (name: string) => {
    await page.mouse.move(0, 0)
    for (const theme of ['dark', 'light'] as const) {
      await wear(page, theme)
      const file = path.resolve(import.meta.dirname, '../..', folder, `${name}-${theme}.png`)
      const { length } = await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' })
      expect(length).toBeGreaterThan(10_000)
    }
  }
  await openPracticeSetup(page, { mailboxes: 25, faults: ['no-send-as'] })
  await page.getByRole('button', { name: 'Show me how' }).click()
  await picture('plan')
  await page.getByRole('tab', { name: /^Mailboxes/ }).click()
  await page.getByRole('button', { name: 'Sign in to read arrivals back' }).click()
  await expect(page.getByText('Arrivals are read back')).toBeVisible()
  await page.getByRole('button', { name: /^Sign in all/ }).click()
  await expect(page.getByRole('button', { name: 'All signed in' })).toBeVisible()
  await page.getByRole('row').nth(1).click()
  await picture('mailboxes')
  await page.getByRole('tab', { name: /^Verify/ }).click()
  await page.getByRole('button', { name: /^Send \d/ }).click()
  await expect(page.getByRole('button', { name: /^Retry \d/ })).toBeVisible()
  await page.getByRole('row', { name: /Refused/ }).click()
  await picture('verify')
  await page.getByRole('tab', { name: 'Report' }).click()
  await expect(page.frameLocator('iframe').getByRole('main')).toBeVisible()
  await picture('report')
  await page.getByRole('navigation').getByRole('button', { name: 'Setups', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Setups' })).toBeVisible()
  await picture('setups')
})
