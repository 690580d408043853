/** A product that signs in by itself: what it may reach, what it must not reach, and how an administrator sees both at a glance. */
import type { Page } from '@playwright/test'
import { barriersOn } from '../axe.ts'
import { expect, test } from './app.ts'
import { takePictures } from './looks.ts'
import { openPracticeSetup } from './person.ts'

const enate = { recipe: 'enate', answers: {}, name: 'Contoso · Enate', mailboxes: 6 }
const outside = 'payroll@contoso.example'

async function sendAll(page: Page): Promise<void> {
  await page.getByRole('tab', { name: /^Verify/ }).click()
  await page.getByRole('button', { name: /^Send \d/ }).click()
}

test('an administrator names a mailbox the application must not reach, and sees at a glance that it was refused', async ({
  page,
}) => {
  await openPracticeSetup(page, enate)
  await page.getByRole('tab', { name: /^Mailboxes/ }).click()
  // nobody signs in, so nothing asks for it
  await expect(page.getByRole('heading', { name: 'No sign-in needed' })).toBeVisible()
  await expect(page.getByRole('button', { name: /authorise|sign in/i })).toHaveCount(0)

  const strip = page.getByRole('region', { name: 'Mailboxes the application must not reach' })
  const dialog = page.getByRole('dialog', { name: 'Mailboxes the application must not reach' })
  await expect(strip).toContainText(outside)
  await strip.getByRole('button', { name: 'Change…' }).click()
  await dialog.getByLabel('Mailboxes outside the group').fill('')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(strip).toContainText('To prove the limit, name a mailbox outside the group.')
  await page.getByRole('tab', { name: /^Verify/ }).click()
  await expect(page.getByText(/Not tried: Name a mailbox outside the group/)).toBeVisible()

  await page.getByRole('tab', { name: /^Mailboxes/ }).click()
  await strip.getByRole('button', { name: 'Choose…' }).click()
  await dialog.getByLabel('Mailboxes outside the group').fill('orders@contoso.example')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toContainText('is one of the senders')
  await dialog.getByLabel('Mailboxes outside the group').fill(outside)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(strip).toContainText(outside)
  expect(await barriersOn(page)).toEqual([])
  await takePictures(page, 'mailboxes-application')

  await page.getByRole('tab', { name: 'Credential' }).click()
  const kept = page.getByRole('list', { name: 'Credentials' }).getByRole('listitem')
  await expect(kept).toContainText('In use')
  await takePictures(page, 'credential')

  await sendAll(page)
  await expect(page.getByRole('heading', { name: 'Proven: all 13 ended as planned' })).toBeVisible()
  const matrix = page.getByRole('region', { name: 'Result of each mailbox and attempt' })
  await expect(matrix.getByRole('rowheader', { name: 'Should be blocked: 1 of 1 refused' })).toBeInViewport()
  const refused = matrix.getByRole('button', {
    name: `${outside}, Must be refused: Refused, as it should be`,
  })
  await expect(refused).toBeInViewport()
  await refused.click()
  const detail = page.getByRole('article')
  await expect(detail).toContainText('This must not work, and it does not')
  await expect(detail).toContainText('Application used the mailbox')
  await expect(page.getByRole('main')).not.toContainText('Signed in as')
  expect(await barriersOn(page)).toEqual([])
  await takePictures(page, 'verify-matrix')
})

test('an application that reaches too far is the loudest thing on the page, and says what to do first', async ({
  page,
}) => {
  await openPracticeSetup(page, { ...enate, faults: ['unscoped-app'] })
  await sendAll(page)
  await expect(page.getByRole('heading', { name: /^Not safe: 1 mailbox got in/ })).toBeVisible()
  const alarm = page.getByRole('alert')
  await expect(alarm).toContainText(`${outside} should be blocked and got in`)
  const matrix = page.getByRole('region', { name: 'Result of each mailbox and attempt' })
  await expect(matrix.getByRole('rowheader', { name: 'Should be blocked: 1 of 1 got in' })).toBeInViewport()
  // another one is open: the alarm leads back
  await page.getByRole('row', { name: /mara\.novak.*Graph, application Received/ }).click()
  await alarm.getByRole('button', { name: 'What to do' }).click()
  const detail = page.getByRole('article')
  await expect(detail).toContainText('The application is not limited')
  await expect(detail).toContainText('Entra administrator')
  expect(await barriersOn(page)).toEqual([])
  await takePictures(page, 'verify-let-in')
  await page.getByRole('navigation').getByRole('button', { name: 'Setups', exact: true }).click()
  await expect(page.getByRole('main')).toContainText('Not safe: 1 mailbox got in')
})

test('a secret that has ended is said once and before anything is sent, and stays on the credential', async ({
  page,
}) => {
  await openPracticeSetup(page, { ...enate, faults: ['expired-secret'] })
  await sendAll(page)
  const error = page.getByRole('alert').filter({ hasText: 'Nothing was sent' })
  await expect(error).toContainText('AADSTS7000222')
  await expect(error.getByText('The client secret has expired').first()).toBeVisible()
  expect(await barriersOn(page)).toEqual([])
  await page.getByRole('tab', { name: 'Credential' }).click()
  const kept = page.getByRole('list', { name: 'Credentials' }).getByRole('listitem')
  await expect(kept).toContainText('Refused by Microsoft Entra')
  expect(await barriersOn(page)).toEqual([])
})
