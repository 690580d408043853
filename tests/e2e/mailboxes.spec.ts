/** The list of mailboxes: long lists, wrong accounts, and stopping half-way. */
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { answerOpenDialog, expect, test } from './app.ts'
import { openPracticeSetup, tabTo } from './person.ts'

test('ten thousand mailboxes of a CSV file stay a list one can move through', async ({
  page,
  electronApp,
  dataFolder,
}) => {
  const addresses = Array.from(
    { length: 10_000 },
    (_, index) => `sender${String(index + 1).padStart(5, '0')}@contoso.example`,
  )
  const file = path.join(dataFolder, 'senders.csv')
  await writeFile(file, ['E-mail', ...addresses].join('\r\n'))
  await answerOpenDialog(electronApp, file)
  await openPracticeSetup(page, { prepared: false })
  await page.getByRole('tab', { name: /^Mailboxes/ }).click()
  await page.getByRole('button', { name: 'Add mailboxes…' }).click()
  await page.getByRole('button', { name: 'Open a CSV file…' }).click()
  await page.getByRole('button', { name: 'Add 10,000 mailboxes' }).click()
  const grid = page.getByRole('grid', { name: 'Mailboxes' })
  await expect(grid).toHaveAttribute('aria-rowcount', '10001')

  const rows = grid.getByRole('row')
  expect(await rows.count()).toBeLessThan(80)
  await tabTo(page, rows.nth(1))
  await page.keyboard.press('End')
  await expect(rows.filter({ hasText: 'sender10000@' })).toBeFocused()
  expect(await rows.count()).toBeLessThan(80)
  await page.keyboard.press('Home')
  await expect(rows.filter({ hasText: 'sender00001@' })).toBeFocused()
  await page.keyboard.press('PageDown')
  await page.keyboard.press('Space')
  await expect(page.getByRole('button', { name: 'Sign in 1 selected' })).toBeVisible()

  await page.getByLabel('Search mailboxes').fill('sender0999')
  await expect(grid).toHaveAttribute('aria-rowcount', '11')

  await test.step('sorts by a heading, and asks before Delete removes what is selected', async () => {
    const heading = grid.getByRole('columnheader', { name: 'Address' })
    await heading.getByRole('button').click()
    await heading.getByRole('button').click()
    await expect(heading).toHaveAttribute('aria-sort', 'descending')
    await expect(grid.locator('[data-index="0"]')).toContainText('sender09999@')
    await rows.filter({ hasText: 'sender09999@' }).press('Delete')
    await expect(page.getByRole('alertdialog', { name: 'Remove 1 mailbox from this setup?' })).toBeVisible()
    await page.keyboard.press('Escape')
  })

  await test.step('turns to the page before by keyboard', async () => {
    await page.keyboard.press('Control+Shift+Tab')
    await expect(page.getByRole('tab', { name: /^Exchange/ })).toHaveAttribute('aria-selected', 'true')
  })
})

test('somebody who presses Add before the list has arrived keeps the dialog that opened', async ({
  page,
}) => {
  await openPracticeSetup(page, { prepared: false })
  await page.evaluate(`new MutationObserver((_, observer) => {
    const add = [...document.querySelectorAll('button')].find((one) => one.textContent === 'Add mailboxes…')
    if (add === undefined) return
    observer.disconnect()
    add.click()
  }).observe(document.body, { childList: true, subtree: true })`)
  await page.getByRole('tab', { name: /^Mailboxes/ }).click()
  await expect(page.getByText('Which mailboxes send?')).toBeAttached()
  await expect(page.getByRole('button', { name: 'Open a CSV file…' })).toBeVisible()
})

test('a list with bad lines is taken in only when the person says to leave them out', async ({ page }) => {
  await openPracticeSetup(page, { prepared: false })
  await page.getByRole('tab', { name: /^Mailboxes/ }).click()
  await page.getByRole('button', { name: 'Add mailboxes…' }).click()
  await page
    .getByLabel('Paste addresses or a table')
    .fill('E-mail;Type\norders@contoso.example;user\nnobody at contoso;user\nhr@contoso.example;user')
  await expect(page.getByRole('list', { name: 'Lines that cannot be imported' })).toContainText('Line 3')
  const add = page.getByRole('button', { name: 'Add 2 mailboxes' })
  await expect(add).toHaveAttribute('aria-disabled', 'true')
  await page.getByRole('checkbox', { name: /^Leave out the line/ }).check()
  await add.click()
  await expect(page.getByRole('grid', { name: 'Mailboxes' })).toHaveAttribute('aria-rowcount', '3')
})

test('a workbook is refused by name, and the list that was open before stays and is said to', async ({
  page,
  electronApp,
  dataFolder,
}) => {
  const list = path.join(dataFolder, 'senders.csv')
  const names = 'DisplayName;PrimarySmtpAddress\r\nM\u00fcller;orders@contoso.example\r\n'
  await writeFile(list, Buffer.from(names, 'latin1'))
  const workbook = path.join(dataFolder, 'senders.xlsx')
  await writeFile(workbook, Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00]))
  await openPracticeSetup(page, { prepared: false })
  await page.getByRole('tab', { name: /^Mailboxes/ }).click()
  await page.getByRole('button', { name: 'Add mailboxes…' }).click()
  const dialog = page.getByRole('dialog')

  await answerOpenDialog(electronApp, list)
  await dialog.getByRole('button', { name: 'Open a CSV file…' }).click()
  await expect(dialog.getByLabel('Paste addresses or a table')).toHaveValue(/Müller/)
  await expect(dialog.getByText(/it was read as ANSI, Western European/)).toBeVisible()
  // another page makes other letters of the same bytes; the file is not chosen again
  await dialog.getByLabel(/^Code page of the file/).selectOption('windows-1251')
  await expect(dialog.getByLabel('Paste addresses or a table')).toHaveValue(/Mьller/)
  await dialog.getByLabel(/^Code page of the file/).selectOption('windows-1252')
  await expect(dialog.getByLabel('Paste addresses or a table')).toHaveValue(/Müller/)

  await answerOpenDialog(electronApp, workbook)
  await dialog.getByRole('button', { name: 'Open a CSV file…' }).click()
  await expect(dialog.getByRole('alert')).toContainText('“senders.xlsx” is an Excel workbook')
  await expect(dialog.getByText('The list below is still the one from before.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Add 1 mailbox' }).click()
  await expect(page.getByRole('grid', { name: 'Mailboxes' })).toHaveAttribute('aria-rowcount', '2')
})

test('says who signed in and who was meant, keeps nothing, and tries again with the account picker', async ({
  page,
}) => {
  await openPracticeSetup(page, { faults: ['wrong-account@mara.novak'] })
  await page.getByRole('tab', { name: /^Mailboxes/ }).click()
  await page.getByRole('button', { name: /^Sign in all/ }).click()
  await expect(page.getByText(/1 failed: open them to see why/).first()).toBeVisible()
  await page.getByRole('button', { name: /^Problem/ }).click()
  await page.getByRole('row', { name: /mara\.novak/ }).click()
  const detail = page.getByRole('article')
  await expect(detail.getByRole('alert')).toContainText('mara.novak@contoso.example')
  await expect(detail).toContainText('No one yet')
  await detail.getByRole('button', { name: 'Try again and choose the account' }).click()
  await expect(page.getByRole('button', { name: 'All signed in' })).toBeVisible()
})

test('forgets one sign-in when asked, and says which mailbox has to sign in again', async ({ page }) => {
  await openPracticeSetup(page, { mailboxes: 2 })
  await page.getByRole('tab', { name: /^Mailboxes/ }).click()
  await page.getByRole('button', { name: /^Sign in all/ }).click()
  await expect(page.getByRole('button', { name: 'All signed in' })).toBeVisible()
  await page.getByRole('row').nth(1).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('button', { name: 'Sign in the last one' })).toBeVisible()
  await expect(page.getByRole('article')).toContainText('No one yet')
})
