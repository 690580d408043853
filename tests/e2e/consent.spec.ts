/** An administrator who cannot let Graph grant it: Microsoft's page, what it may take away, and an answer from elsewhere. */
import path from 'node:path'
import { barriersOn } from '../axe.ts'
import { expect, test } from './app.ts'
import { openPracticeSetup } from './person.ts'
import { allThemes, wear } from './themes.ts'

test('consent on Microsoft’s page is asked for knowingly, here or by a link, and says what came back', async ({
  page,
}) => {
  const dialog = page.getByRole('dialog')
  const inDialog = (name: string) => dialog.getByRole('button', { name, exact: true })
  await openPracticeSetup(page, { mailboxes: 3 })
  await page.getByRole('tab', { name: /^Registration/ }).click()
  await page.getByRole('button', { name: 'Read the tenant…' }).click()
  await inDialog('Sign in and read').click()
  await expect(page.getByRole('region', { name: 'Last reading' })).toBeVisible()
  const ask = async () => {
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Consent on Microsoft’s page…' }).click()
  }

  await test.step('what it may take away is said, and Graph is the better way where it can', async () => {
    await ask()
    await expect(dialog).toContainText('can also take away')
    await expect(dialog).toContainText('Use Repair on the Registration page')
    await expect(inDialog('Open Microsoft’s page')).toHaveAttribute('aria-disabled', 'true')
    for (const theme of allThemes) {
      await wear(page, theme)
      expect.soft(await barriersOn(page), theme).toEqual([])
      if (theme !== 'contrast')
        await page.screenshot({
          path: path.resolve(import.meta.dirname, `../../test-results/consent/${theme}.png`),
        })
    }
    await wear(page, 'light')
  })

  await test.step('the page answers, and the window says who consented to what', async () => {
    await dialog.getByRole('checkbox', { name: 'Use Microsoft’s page anyway' }).check()
    await inDialog('Open Microsoft’s page').click()
    await expect(dialog).toContainText(/An administrator of .* gave consent/)
    await inDialog('Close').click()
  })

  await test.step('somebody else gets a link; an answer that is none is refused with a reason', async () => {
    await ask()
    await dialog.getByRole('checkbox', { name: 'Use Microsoft’s page anyway' }).check()
    await dialog.getByRole('radio', { name: /^Link for someone else/ }).check()
    await inDialog('Link for someone else').click()
    await expect(dialog).toContainText('Open this link')
    await inDialog('Back').click()
    await dialog.getByRole('radio', { name: /^Enter their answer/ }).check()
    await dialog.getByRole('textbox').fill('http://localhost/?admin_consent=True&state=another&tenant=x')
    await inDialog('Check the answer').click()
    await expect(dialog.getByRole('alert')).toBeVisible()
  })
})
