/** Whatever is typed or pasted into the window is shown as text, and the page keeps its shape. */
import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { openPracticeSetup } from './person.ts'

const markup = '"><img src=x onerror=alert(1)><script>alert(2)</script>{{7*7}}${7*7}'
const turning = 'invoice\u202Efdp.exe\u200B\uFEFF'
const endless = 'W'.repeat(3000)
const formula = '=HYPERLINK("https://evil.example";"click")'
const hostile = [
  markup,
  turning,
  endless,
  formula,
  "'; DROP TABLE setup; --",
  '\u0000\u0007\u001B[31m',
  '𝕏'.repeat(40),
]

/** No element that only markup could have made, and nothing pushed out of the window. */
async function expectUnharmed(page: Page): Promise<void> {
  await expect(page.locator('img, iframe:not([sandbox=""]), object, body script')).toHaveCount(0)
  const [wanted, given] = await Promise.all([
    page.locator('html').evaluate((html) => (html as unknown as { scrollWidth: number }).scrollWidth),
    page.locator('html').evaluate((html) => (html as unknown as { clientWidth: number }).clientWidth),
  ])
  expect(wanted).toBeLessThanOrEqual(given)
}

test.beforeEach(({ page }) => {
  page.on('dialog', (dialog) => {
    throw new Error(`a script ran: ${dialog.message()}`)
  })
})

test('the new-setup form takes any text and says what is wrong with it', async ({ page }) => {
  await page.getByRole('button', { name: 'New setup' }).click()
  for (const text of hostile) {
    await page.getByLabel('Search by product or vendor').fill(text)
    await expectUnharmed(page)
  }
  await page.getByLabel('Search by product or vendor').fill(markup)
  await expect(page.getByText(`No product matches “${markup}”`)).toBeVisible()
  await page.getByLabel('Search by product or vendor').fill('')
  await page.getByRole('radio', { name: /Enterprise/ }).check()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('radio', { name: /My Microsoft 365/ }).check()
  const refused = page.getByRole('alert').or(page.locator('[aria-invalid=true]')).first()
  const tenant = page.getByRole('textbox', { name: /^Tenant/ })
  const client = page.getByLabel('Application (client) ID')
  for (const text of hostile) {
    await tenant.fill(text)
    await client.fill(text)
    await page.getByRole('button', { name: 'Next' }).click()
    await expect(refused).toBeVisible()
    await expectUnharmed(page)
  }
  await tenant.fill('contoso.onmicrosoft.com')
  await client.fill('')
  await page.getByRole('button', { name: 'Next' }).click()
  for (const text of hostile) {
    await page.getByLabel('Name of the EAP server').fill(text)
    await page.getByRole('button', { name: 'Create setup' }).click()
    await expect(refused).toBeVisible()
    await expectUnharmed(page)
  }
})

test('a setup with a hostile name is only a setup with an odd name', async ({ page }) => {
  const name = markup.slice(0, 78)
  await openPracticeSetup(page, { name })
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  await expect(page.getByRole('navigation').getByRole('button', { name })).toBeVisible()
  await page.getByRole('tab', { name: 'Report' }).click()
  await expect(page.frameLocator('iframe').getByRole('main')).toContainText(name)
  await expectUnharmed(page)
  await page.getByRole('navigation').getByRole('button', { name: 'Setups', exact: true }).click()
  await expect(page.getByRole('main').getByRole('button', { name, exact: true })).toBeVisible()
  await expectUnharmed(page)
})

test('notes, details, mailbox lists, recipients and codes are text too', async ({ page }) => {
  await openPracticeSetup(page)
  for (const text of hostile) {
    await test.step(`note: ${text.slice(0, 20)}`, async () => {
      await page.getByLabel('Note').fill(text)
      await page.getByRole('button', { name: 'Add note' }).click()
      await expect(page.getByLabel('Note')).toHaveValue('')
      await expectUnharmed(page)
    })
  }
  await expect(page.getByRole('article')).toContainText(markup)

  await page.getByRole('button', { name: 'Edit details' }).click()
  for (const text of hostile) {
    await page.getByRole('dialog').getByLabel('Name', { exact: false }).first().fill(text)
    await page.getByLabel('Name of the EAP server').fill(text)
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('alert').first()).toBeVisible()
    await expectUnharmed(page)
  }
  await page.keyboard.press('Escape')

  await page.getByRole('tab', { name: /^Mailboxes/ }).click()
  await page.getByRole('button', { name: 'Add mailboxes…' }).click()
  await page.getByLabel('Paste addresses or a table').fill(hostile.join('\n'))
  await expect(page.getByRole('list', { name: 'Lines that cannot be imported' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Add', exact: true })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await expectUnharmed(page)
  await page.keyboard.press('Escape')

  for (const text of hostile) {
    await page.getByLabel('Search mailboxes').fill(text)
    await expect(page.getByText('No mailbox matches this filter.')).toBeVisible()
    await expectUnharmed(page)
  }
  await page.getByLabel('Search mailboxes').fill('')

  await page.getByRole('button', { name: 'Change…' }).click()
  for (const text of hostile.filter((each) => each.trim().length >= 3)) {
    await page.getByLabel('Mailbox that receives the messages').fill(text)
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('dialog').getByRole('alert').first()).toBeVisible()
    await expectUnharmed(page)
  }
  await page.keyboard.press('Escape')

  // Only the senders: the recipient does not sign in, so that a code has to be typed.
  await page.getByRole('checkbox', { name: 'Select all mailboxes shown' }).check()
  await page.getByRole('button', { name: /^Sign in \d+ selected/ }).click()
  await expect(page.getByText(/sign-ins? succeeded\.$/).first()).toBeVisible()
  await page.getByRole('tab', { name: /^Verify/ }).click()
  await page.getByRole('button', { name: /^Send \d/ }).click()
  const code = page.getByLabel('Code from the mail')
  await expect(code).toBeVisible()
  for (const text of hostile) {
    await code.fill(text)
    await code.press('Enter')
    await expect(page.getByRole('alert').filter({ hasText: 'No message of this run' })).toBeVisible()
    await expectUnharmed(page)
  }
})
