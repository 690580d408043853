/** Somebody who is interrupted: what they wrote, filled in and looked at is there when they come back. */
import type { Page } from '@playwright/test'
import { closeApp, expect, startApp, test } from './app.ts'
import { openPracticeSetup } from './person.ts'

const line = (page: Page, title: string) =>
  page.locator('button[data-item][data-state]').filter({ hasText: title })
const detail = (page: Page) => page.getByRole('article')
const go = (page: Page, name: string) =>
  page.getByRole('navigation').getByRole('button', { name, exact: true }).click()

test('a note that nobody saved is saved: as it is typed, when the step is left, and over a restart', async ({
  page,
  electronApp,
  dataFolder,
}) => {
  await openPracticeSetup(page)
  await line(page, 'Check the rules').click()
  await page.getByLabel('Note').fill('Omar looks at it on Monday')
  await expect(detail(page).getByText(/^Saved \d\d:\d\d$/)).toBeVisible()

  await test.step('leaving the step adds it to the history', async () => {
    await line(page, 'Authenticated SMTP').click()
    await line(page, 'Check the rules').click()
    await expect(detail(page).getByText('Omar looks at it on Monday')).toBeVisible()
    await expect(page.getByLabel('Note')).toHaveValue('')
  })
  await test.step('so does leaving the page', async () => {
    await page.getByLabel('Note').fill('Omar is on holiday')
    await page.getByRole('tab', { name: 'Report' }).click()
    await page.getByRole('tab', { name: 'Plan' }).click()
    await expect(detail(page).getByText('Omar is on holiday')).toBeVisible()
  })
  await test.step('a window that is closed opens on the same step, with the half-written note in its field', async () => {
    await page.getByLabel('Note').fill('Lena knows mo')
    await expect(detail(page).getByText(/^Saved \d\d:\d\d$/)).toBeVisible()
    await closeApp(electronApp)
    const again = await startApp({ dataFolder })
    await expect(line(again.page, 'Check the rules')).toHaveAttribute('aria-current', 'true')
    await expect(again.page.getByLabel('Note')).toHaveValue('Lena knows mo')
    await closeApp(again.electronApp)
  })
})

test('a half-filled form survives a look elsewhere and a restart, and can be begun anew', async ({
  page,
  electronApp,
  dataFolder,
}) => {
  await page.getByRole('button', { name: 'New setup' }).click()
  await expect(page.getByLabel('Search by product or vendor')).toBeFocused()
  await page.getByRole('radio', { name: /^Enterprise Automation/ }).check()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('radio', { name: /My Microsoft 365 tenant/ }).check()
  await page.getByRole('textbox', { name: /^Tenant/ }).fill('contoso.com')
  await go(page, 'Diagnose')
  await go(page, 'Setups')
  await page.getByRole('button', { name: 'New setup' }).click()
  await expect(page.getByText('This is the form as you left it.')).toBeVisible()
  await expect(page.getByRole('textbox', { name: /^Tenant/ })).toHaveValue('contoso.com')
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByLabel('Name of the EAP server').fill('eap.contoso.com')
  await closeApp(electronApp)

  const again = await startApp({ dataFolder })
  await expect(again.page.getByLabel('Name of the EAP server')).toHaveValue('eap.contoso.com')
  await again.page.getByRole('button', { name: 'Start over' }).click()
  await expect(again.page.getByRole('radio', { checked: true })).toHaveCount(0)
  await closeApp(again.electronApp)
})

test('the keys of every Windows program work here: find, new, back', async ({ page }) => {
  await openPracticeSetup(page)
  await page.keyboard.press('ControlOrMeta+f')
  await expect(page.getByLabel('Search the plan')).toBeFocused()
  await page.getByRole('tab', { name: /^Verify/ }).click()
  await page.keyboard.press('ControlOrMeta+n')
  await expect(page.getByRole('heading', { level: 1, name: 'New setup' })).toBeVisible()
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(page.getByRole('tab', { name: /^Verify/ })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(page.getByRole('tab', { name: 'Plan' })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('F5')
  await expect(line(page, 'Check the rules')).toBeVisible()
})
