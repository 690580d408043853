/** Somebody who works in half a screen, over RDP or at 125 %: every page, at every width a window has. */
import path from 'node:path'
import type { Page } from '@playwright/test'
import { settled } from '../axe.ts'
import { expect, test } from './app.ts'
import { faultsOfLayout, windowSizes } from './layout.ts'
import { openPracticeSetup } from './person.ts'
import { wear, type Theme } from './themes.ts'

/** What a person does between two pages is done in a usual window. */
const usual = { width: 1366, height: 768 }

/** Pictures are for somebody who looks at them, at the widths where most people work: every width is asked all the same. */
const pictured: ReadonlyMap<number, readonly Theme[]> = new Map([
  [960, ['light', 'dark']],
  [1366, ['light']],
])

/** The page has followed its window: what measures itself did so in the first of these frames. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(`new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))`)
  await settled(page)
}

async function checked(page: Page, name: string): Promise<void> {
  const faults: string[] = []
  for (const size of windowSizes) {
    await page.setViewportSize(size)
    await drawn(page)
    faults.push(...(await faultsOfLayout(page)).map((fault) => `${size.width}: ${fault}`))
    for (const theme of pictured.get(size.width) ?? []) {
      await wear(page, theme)
      const file = `../../test-results/widths/${name}-${size.width}-${theme}.png`
      await page.screenshot({
        path: path.resolve(import.meta.dirname, file),
        animations: 'disabled',
        caret: 'hide',
      })
    }
  }
  expect.soft(faults, name).toEqual([])
  await wear(page, 'light')
  await page.setViewportSize(usual)
}

test('no page is broken at any width of the window', async ({ page }) => {
  await page.mouse.move(0, 0)
  await page.setViewportSize(usual)
  await wear(page, 'light')
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
  await page.locator('button[data-item][data-state]').nth(3).click()
  await page.getByRole('region', { name: 'Good to know' }).getByRole('button', { name: 'Show' }).click()
  await checked(page, 'plan-step')
  await tab('Registration')
  await checked(page, 'registration-before')
  await page.getByRole('button', { name: 'Read the tenant…' }).click()
  await checked(page, 'registration-sign-in')
  await page.getByRole('button', { name: 'Sign in and read' }).click()
  await expect(page.getByRole('region', { name: 'Last reading' })).toBeVisible()
  await checked(page, 'registration')
  await page.getByRole('button', { name: 'Repair…' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await checked(page, 'registration-preview')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Redirect URIs/ }).click()
  await checked(page, 'registration-setting')
  for (const [choice, picture] of [
    ['Replace the credential…', 'rollover'],
    ['Remove from the tenant…', 'decommission'],
  ] as const) {
    await page.getByRole('button', { name: /^More$/ }).click()
    await page.getByRole('menuitem', { name: choice }).click()
    await checked(page, picture)
    await page.getByRole('button', { name: 'Back to the settings' }).click()
  }
  await tab('Exchange')
  await checked(page, 'exchange-empty')
  await tab('Mailboxes')
  await checked(page, 'mailboxes')
  await tab('Verify')
  await checked(page, 'verify-before')
  await tab('Mailboxes')
  await page.getByRole('button', { name: 'Sign in to read arrivals back' }).click()
  await expect(page.getByText('Arrivals are read back')).toBeVisible()
  await page.getByRole('button', { name: /^Sign in all/ }).click()
  await expect(page.getByRole('button', { name: 'All signed in' })).toBeVisible()
  await page.getByRole('row').nth(2).click()
  await checked(page, 'mailbox')
  await tab('Credential')
  await checked(page, 'credential')
  await tab('Product')
  await checked(page, 'product')
  await tab('Verify')
  await page.getByRole('button', { name: /^Send \d/ }).click()
  await expect(page.getByRole('button', { name: /^Retry \d/ })).toBeVisible()
  await checked(page, 'verify-after')
  // a square for each of many: one tab stop, and the arrow keys go on from there
  await page.locator('[data-cell]').first().focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('article')).toBeVisible()
  await page
    .getByRole('row', { name: /Refused/ })
    .first()
    .click()
  await checked(page, 'verify-detail')
  await tab('Report')
  await expect(page.frameLocator('iframe').getByRole('main')).toBeVisible()
  await checked(page, 'report')
  await go('Setups')
  await checked(page, 'setups')
  await go('Diagnose')
  await page
    .getByLabel('The text to diagnose')
    .fill('535 5.7.139 Authentication unsuccessful, the user credentials were incorrect.')
  await page.getByLabel('For which setup?').selectOption({ index: 1 })
  await expect(page.getByRole('region', { name: 'Answer' }).getByRole('heading').nth(1)).toBeVisible()
  await checked(page, 'diagnose')
  await go('Expiries')
  await checked(page, 'expiries')
  await page.getByRole('button', { name: 'Show as table' }).click()
  await checked(page, 'expiries-table')
  await page.getByRole('button', { name: 'Read from the tenant…' }).click()
  await checked(page, 'expiries-read')
  await page.keyboard.press('Escape')
  await go('Help')
  await checked(page, 'help')
  await go('Settings')
  await checked(page, 'settings')
})
