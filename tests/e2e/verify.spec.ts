/** Verification in the window: failures explained, stopping, leaving the page, codes typed in. */
import type { Page } from '@playwright/test'
import type { DesktopApi } from '../../src/contract/desktop-api.ts'
import { expect, test } from './app.ts'
import { openPracticeSetup, proveEverything } from './person.ts'

async function authoriseAndSend(page: Page): Promise<void> {
  await page.getByRole('tab', { name: /^Mailboxes/ }).click()
  await page.getByRole('button', { name: /^Sign in all/ }).click()
  await expect(page.getByRole('button', { name: 'All signed in' })).toBeVisible()
  await page.getByRole('tab', { name: /^Verify/ }).click()
  await page.getByRole('button', { name: /^Send \d/ }).click()
}

test('explains a refused message: what the server said, why, and who can put it right with which command', async ({
  page,
}) => {
  await openPracticeSetup(page, { faults: ['no-send-as'] })
  await authoriseAndSend(page)
  const refused = page.getByRole('row', { name: /Refused/ }).first()
  await refused.click()
  const detail = page.getByRole('article')
  await expect(detail).toContainText('5.2.252')
  await expect(detail).toContainText('Exchange administrator')
  await expect(detail.getByText(/^Add-RecipientPermission/)).toBeVisible()
  await expect(detail.getByRole('region', { name: /^Conversation/ })).toContainText('AUTH XOAUTH2')
  await expect(detail.getByRole('region', { name: /^Conversation/ })).not.toContainText('eyJ')
  await detail.getByRole('button', { name: 'Go to this mailbox' }).click()
  await expect(page.getByRole('tab', { name: /^Mailboxes/ })).toHaveAttribute('aria-selected', 'true')
})

test('takes the six characters from a mail when nobody signed in to read arrivals back', async ({ page }) => {
  const setup = await openPracticeSetup(page, { mailboxes: 2 })
  await page.getByRole('tab', { name: /^Mailboxes/ }).click()
  await page.getByRole('checkbox', { name: 'Select all mailboxes shown' }).check()
  await page.getByRole('button', { name: 'Sign in 2 selected' }).click()
  await expect(page.getByText('2 sign-ins succeeded.').first()).toBeVisible()
  await page.getByRole('tab', { name: /^Verify/ }).click()
  await page.getByRole('button', { name: /^Send \d/ }).click()
  const code = page.getByLabel('Code from the mail')
  await expect(code).toBeVisible()
  await expect(page.getByRole('button', { name: '2 on the way' })).toBeVisible()
  const read = await page.evaluate(async (id) => {
    const { call } = (globalThis as unknown as { desktop: DesktopApi }).desktop
    const runs = await call['run.list']({ setup: id })
    const run = runs.ok ? await call['run.get']({ run: runs.value[0]?.id ?? '' }) : runs
    if (!run.ok) return []
    const { probes } = JSON.parse(run.value) as { probes: { code: string }[] }
    return probes.map(({ code: characters }) => characters)
  }, setup)
  for (const [index, characters] of read.entries()) {
    await code.fill(characters.toLowerCase())
    await code.press('Enter')
    await expect(page.getByRole('button', { name: `${index + 1} received` })).toBeVisible()
  }
  await expect(code).toBeHidden()
  await expect(page.getByRole('heading', { name: /^Proven/ })).toBeVisible()
})

test('goes on when the person leaves the page, and can be stopped and continued', async ({ page }) => {
  await openPracticeSetup(page, { mailboxes: 12, faults: ['slow'] })
  await authoriseAndSend(page)
  await expect(page.getByRole('heading', { name: /^Sending/ })).toBeVisible()
  await page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click()
  const underWay = page.getByRole('list', { name: 'Under way' }).getByRole('button')
  await expect(underWay).toContainText('of 12')
  await underWay.click()
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await expect(page.getByRole('heading', { name: /^Stopped at/ })).toBeVisible()
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByRole('button', { name: '0 not started' })).toBeVisible()
})

test('keeps the earlier runs to look at again, and says which mailbox fails now and did not before', async ({
  page,
}) => {
  const setup = await openPracticeSetup(page, { mailboxes: 2 })
  await proveEverything(page)
  const forgotten = await page.evaluate(async (id) => {
    const { call } = (globalThis as unknown as { desktop: DesktopApi }).desktop
    const mailboxes = await call['mailbox.list']({ setup: id })
    const list = JSON.parse(mailboxes.ok ? mailboxes.value : '[]') as {
      readonly id: string
      readonly address: string
      readonly purpose: string
    }[]
    const sender = list.find(({ purpose }) => purpose === 'sender')
    await call['auth.forget']({ setup: id, mailbox: sender?.id ?? '' })
    return sender?.address ?? ''
  }, setup)
  await page.getByRole('button', { name: 'New run…' }).click()
  await page.getByRole('button', { name: 'Send 1 message' }).click()
  await expect(
    page.getByText(`Since the previous run: ${forgotten} now fails (it did not last time).`),
  ).toBeVisible()
  await page.getByRole('button', { name: 'Runs' }).click()
  await expect(page.getByRole('menuitem')).toHaveCount(2)
  await page.getByRole('menuitem').nth(1).click()
  await expect(page.getByRole('heading', { name: /^Proven/ })).toBeVisible()
})
