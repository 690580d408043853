/** Somebody who works in half a screen, over RDP or at 125 %: every page, at every width a window has. */
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { faultsOfLayout } from './layout.ts'
import { openPracticeSetup } from './person.ts'
import { wear } from './themes.ts'

/** The smallest window; half of Full HD; RDP; 1366 at 125 %; a small laptop; Full HD. */
const windows = [
  { width: 900, height: 700 },
  { width: 960, height: 1040 },
  { width: 1024, height: 768 },
  { width: 1093, height: 614 },
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const

/** Which of them are looked at in the dark as well. */
const dark = new Set([960, 1366])

async function checked(page: Page, name: string): Promise<void> {
  const faults: string[] = []
  for (const size of windows) {
    await page.setViewportSize(size)
    await wear(page, 'light')
    await page.mouse.move(0, 0)
    const picture = (theme: string) =>
      path.resolve(import.meta.dirname, `../../test-results/widths/${name}-${size.width}-${theme}.png`)
    await page.screenshot({ path: picture('light'), animations: 'disabled', caret: 'hide' })
    faults.push(...(await faultsOfLayout(page)).map((fault) => `${size.width}: ${fault}`))
    if (!dark.has(size.width)) continue
    await wear(page, 'dark')
    await page.screenshot({ path: picture('dark'), animations: 'disabled', caret: 'hide' })
  }
  expect.soft(faults, name).toEqual([])
}

test('no page is broken at any width of the window', async ({ page }) => {
  test.setTimeout(300_000)
  const tab = (name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) }).click()
  const go = (name: string) => page.getByRole('navigation').getByRole('button', { name, exact: true }).click()
  await checked(page, 'setups-empty')
  await page.getByRole('button', { name: 'New setup' }).first().click()
  await page.getByRole('radio', { name: /^FlexDeploy/ }).check()
  await checked(page, 'new-product')
  await page.getByRole('button', { name: 'Next' }).click()
  await checked(page, 'new-tenant')
  await page.getByRole('button', { name: 'Next' }).click()
  await checked(page, 'new-questions')
  await go('Setups')
  await openPracticeSetup(page, {
    name: 'Contoso Manufacturing · Enterprise Automation Platform',
    mailboxes: 25,
    prepared: true,
    faults: ['no-send-as'],
  })
  await checked(page, 'plan')
  await page.setViewportSize({ width: 1366, height: 768 })
  await page.locator('button[data-item][data-state]').nth(3).click()
  await page.getByRole('region', { name: 'Good to know' }).getByRole('button', { name: 'Show' }).click()
  await checked(page, 'plan-step')
  await tab('Mailboxes')
  await checked(page, 'mailboxes')
  await page.setViewportSize({ width: 1366, height: 768 })
  await tab('Verify')
  await checked(page, 'verify-before')
  await page.setViewportSize({ width: 1366, height: 768 })
  await tab('Mailboxes')
  await page.getByRole('button', { name: 'Sign in to read arrivals back' }).click()
  await expect(page.getByText('Arrivals are read back')).toBeVisible()
  await page.getByRole('button', { name: /^Sign in all/ }).click()
  await expect(page.getByRole('button', { name: 'All signed in' })).toBeVisible({ timeout: 60_000 })
  await page.getByRole('row').nth(2).click()
  await checked(page, 'mailbox')
  await page.setViewportSize({ width: 1366, height: 768 })
  await tab('Credential')
  await checked(page, 'credential')
  await tab('Product')
  await checked(page, 'product')
  await tab('Verify')
  await page.getByRole('button', { name: /^Send \d/ }).click()
  await expect(page.getByRole('button', { name: /^Retry \d/ })).toBeVisible({ timeout: 60_000 })
  await checked(page, 'verify-after')
  await page.setViewportSize({ width: 1366, height: 768 })
  await page
    .getByRole('row', { name: /Refused/ })
    .first()
    .click()
  await checked(page, 'verify-detail')
  await page.setViewportSize({ width: 1366, height: 768 })
  await tab('Report')
  await expect(page.frameLocator('iframe').getByRole('main')).toBeVisible()
  await checked(page, 'report')
  await page.setViewportSize({ width: 1366, height: 768 })
  await go('Setups')
  await checked(page, 'setups')
  await page.setViewportSize({ width: 1366, height: 768 })
  await go('Diagnose')
  await page
    .getByLabel('The text to diagnose')
    .fill('535 5.7.139 Authentication unsuccessful, the user credentials were incorrect.')
  await page.getByLabel('For which setup?').selectOption({ index: 1 })
  await expect(page.getByRole('region', { name: 'Answer' }).getByRole('heading').nth(1)).toBeVisible()
  await checked(page, 'diagnose')
  await page.setViewportSize({ width: 1366, height: 768 })
  await go('Settings')
  await checked(page, 'settings')
})
