/** Nothing on any page for axe to complain about: light, dark and high contrast, dialogs and menus open as well. */
import type { Page } from '@playwright/test'
import { barriersOn } from '../axe.ts'
import { expect, test } from './app.ts'
import { openPracticeSetup } from './person.ts'
import { allThemes, wear } from './themes.ts'

/** Axe's word on the page as it stands, and on its colours in every other theme. */
async function checked(page: Page, what: string): Promise<void> {
  for (const theme of allThemes)
    await test.step(`${what}, ${theme}`, async () => {
      await wear(page, theme)
      expect(await barriersOn(page, theme === 'light' ? 'everything' : 'colours')).toEqual([])
    })
}

test('a screen reader finds its way from an empty window to a plan with mailboxes, in every theme', async ({
  page,
}) => {
  const button = (name: string | RegExp) => page.getByRole('button', { name })

  await checked(page, 'no setup yet')
  await button('New setup').click()
  await page.getByRole('radio', { name: /Enterprise/ }).check()
  await checked(page, 'new setup: product')
  await button('Next').click()
  await page.getByRole('radio', { name: /My Microsoft 365/ }).check()
  await checked(page, 'new setup: tenant')
  await button('Next').click()
  await expect(page.getByRole('alert')).toHaveText(
    'Enter the Directory (tenant) ID or a verified domain of the tenant.',
  )
  await checked(page, 'new setup: refused')
  await button('Back').click()
  await button('Cancel').click()

  await openPracticeSetup(page, { faults: ['wrong-account@mara.novak', 'no-send-as'] })
  await page.locator('button[data-state]').nth(3).click()
  await checked(page, 'plan')
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await checked(page, 'plan with the menu of states')
  await page.keyboard.press('Escape')
  await button('Edit details').click()
  await checked(page, 'details of the setup')
  await page.keyboard.press('Escape')

  await page.getByRole('tab', { name: /^Mailboxes/ }).click()
  await button('Add mailboxes…').click()
  await page
    .getByLabel('Paste addresses or a table')
    .fill('address;kind\nnew@contoso.example;user\nnot an address;user')
  await expect(page.getByText('Line 3')).toBeVisible()
  await checked(page, 'adding mailboxes')
})

test('a screen reader finds its way from signing in to what is handed over, in every theme', async ({
  page,
}) => {
  const button = (name: string | RegExp) => page.getByRole('button', { name })

  await openPracticeSetup(page, { faults: ['wrong-account@mara.novak', 'no-send-as'] })
  await page.getByRole('tab', { name: /^Mailboxes/ }).click()
  await button('Sign in to read arrivals back').click()
  await expect(page.getByText('Arrivals are read back')).toBeVisible()
  await button(/^Sign in all/).click()
  await expect(page.getByText(/sign-ins succeeded, 1 failed/).first()).toBeVisible()
  await page.getByRole('row', { name: /mara\.novak/ }).click()
  await expect(button('Try again and choose the account')).toBeVisible()
  await checked(page, 'mailboxes with a wrong account')

  await page.getByRole('tab', { name: /^Verify/ }).click()
  await expect(button(/^Send \d/)).toBeVisible()
  await checked(page, 'what will be sent')
  await button(/^Send \d/).click()
  await expect(button(/^Retry \d/)).toBeVisible()
  await page.getByRole('row', { name: /Refused/ }).click()
  await expect(page.getByRole('region', { name: /^Conversation/ })).toBeVisible()
  await checked(page, 'a refused message')

  await page.getByRole('tab', { name: 'Product' }).click()
  await expect(page.getByText('What to type where')).toBeVisible()
  await checked(page, 'product')
  await page.getByRole('tab', { name: 'Report' }).click()
  await expect(page.frameLocator('iframe').getByRole('heading', { level: 1 })).toBeVisible()
  await checked(page, 'report')
  await button('Set up a scheduled run…').click()
  await checked(page, 'a scheduled run')
  await page.keyboard.press('Escape')
  await page.getByRole('navigation').getByRole('button', { name: 'Setups', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Setups' })).toBeVisible()
  await checked(page, 'setups')
  await page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click()
  await expect(page.getByText('Data folder')).toBeVisible()
  await checked(page, 'settings')
  await button('Check the bundle…').click()
  await expect(page.getByRole('region', { name: /^Content of/ })).toBeVisible()
  await checked(page, 'support bundle')
})
