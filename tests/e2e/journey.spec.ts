/** The main job by keyboard alone: from an empty window to a saved report of proven mailboxes. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { answerSaveDialog, expect, test } from './app.ts'
import { expectVisibleFocus, pressOn, tabTo } from './person.ts'

test('takes a person from nothing to a saved report without a mouse', async ({
  page,
  electronApp,
  dataFolder,
}) => {
  const button = (name: string | RegExp) => page.getByRole('button', { name })

  await test.step('makes a practice setup', async () => {
    await pressOn(page, button('New setup'))
    await tabTo(page, page.getByRole('radio', { name: /Enterprise Automation Platform/ }))
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('radio', { name: /Practice tenant/ })).toBeChecked()
    await tabTo(page, page.getByRole('spinbutton'))
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type('5')
    await pressOn(page, button('Next'))
    await tabTo(page, page.getByLabel('Name of the EAP server'))
    await page.keyboard.type('eap.contoso.example')
    await tabTo(page, page.getByRole('radio', { name: /Only from mailboxes/ }))
    await page.keyboard.press('ArrowDown')
    await pressOn(page, button('Create setup'))
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  })

  await test.step('reads a step and moves through the plan with the arrow keys', async () => {
    const lines = page.locator('button[data-item][data-state]')
    await tabTo(page, lines.first())
    await page.keyboard.press('ArrowDown')
    await expect(lines.nth(1)).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('article').getByRole('heading', { level: 2 })).toHaveText(
      (await lines.nth(1).locator('[dir=auto]').textContent()) ?? '',
    )
    await expectVisibleFocus(page)
  })

  await test.step('follows NEXT: the practice administrator does the tenant’s part, the person the rest', async () => {
    const next = page.getByRole('region', { name: 'NEXT' })
    const title = next.getByRole('paragraph').nth(1)
    const practise = next.getByRole('button', { name: 'Let the practice administrator do it' })
    const onward = next.getByRole('button', { name: 'Go to Mailboxes' })
    for (;;) {
      const before = (await title.textContent()) ?? ''
      if (await practise.isVisible()) await pressOn(page, practise)
      else if (await onward.isVisible()) {
        if (!(await page.getByText('First list the mailboxes it sends from').isVisible())) break
        await pressOn(page, onward)
        await pressOn(page, button(/^Take the 5 mailboxes/))
        await expect(page.getByRole('grid', { name: 'Mailboxes' })).toBeVisible()
        await tabTo(page, page.getByRole('tab', { name: /^Mailboxes/ }))
        await page.keyboard.press('ArrowLeft')
        await expect(page.getByText('First list the mailboxes it sends from')).toBeHidden()
        continue
      } else {
        await pressOn(page, next.getByRole('button', { name: 'Show me how' }))
        await expect(page.getByRole('article').getByRole('heading', { level: 2 })).toBeFocused()
        await pressOn(page, button('Mark done'))
      }
      await expect(title).not.toHaveText(before)
    }
  })

  await test.step('signs the mailboxes in', async () => {
    await tabTo(page, page.getByRole('tab', { name: 'Plan' }))
    for (const name of ['Registration', 'Exchange', 'Mailboxes']) {
      await page.keyboard.press('ArrowRight')
      await expect(page.getByRole('tab', { name: new RegExp(`^${name}`), selected: true })).toBeVisible()
    }
    await expect(page.getByRole('grid', { name: 'Mailboxes' })).toBeVisible()
    await pressOn(page, button('Sign in to read arrivals back'))
    await expect(page.getByText('Arrivals are read back')).toBeVisible()
    await pressOn(page, button(/^Sign in all 5 left/))
    await expect(button('All signed in')).toBeVisible()
  })

  await test.step('opens a mailbox with Enter', async () => {
    await tabTo(page, page.getByRole('row').nth(1))
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('article')).toContainText('Signed in')
  })

  await test.step('sends and watches everything arrive', async () => {
    await tabTo(page, page.getByRole('tab', { name: /^Mailboxes/ }))
    for (const name of ['Credential', 'Product', 'Verify']) {
      await page.keyboard.press('ArrowRight')
      await expect(page.getByRole('tab', { name: new RegExp(`^${name}`), selected: true })).toBeVisible()
    }
    await pressOn(page, button('Send 5 messages'))
    await expect(page.getByRole('heading', { name: 'Proven: all 5 sent and received' })).toBeVisible()
    // five fit into the table: squares would only say it again
    await expect(page.locator('[data-cell]')).toHaveCount(0)
    await tabTo(page, page.getByRole('row').nth(1))
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('article')).toContainText('This mailbox is proven')
  })

  await test.step('saves the report', async () => {
    const file = path.join(dataFolder, 'report.html')
    await answerSaveDialog(electronApp, file)
    await tabTo(page, page.getByRole('tab', { name: /^Verify/ }))
    await page.keyboard.press('ArrowRight')
    await expect(page.frameLocator('iframe').getByRole('main')).toContainText(
      /Proven: \d+ of \d+ messages sent and received/,
    )
    await pressOn(page, button('Save as HTML…'))
    await expect(page.getByRole('status').filter({ hasText: 'Saved:' })).toBeVisible()
    expect(await readFile(file, 'utf8')).toContain('Enterprise Automation Platform')
  })
})
