/** Monday morning: what expires next, who says so, where is it renewed, and which mailboxes stop with a new password? */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { DesktopApi } from '../../src/contract/desktop-api.ts'
import { barriersOn } from '../axe.ts'
import { answerSaveDialog, expect, test } from './app.ts'
import { openPracticeSetup, pressOn } from './person.ts'
import { allThemes, wear } from './themes.ts'

const soon = new Date(Date.now() + 20 * 86_400_000).toISOString()

test('from the first date ahead to a calendar, to the tenant’s own word, and to the mailboxes of a new password', async ({
  page,
  electronApp,
  dataFolder,
}) => {
  const nav = page.getByRole('navigation')
  const heading = page.getByRole('heading', { level: 1, name: 'Expiries' })
  const line = page.getByRole('list', { name: 'Time line' })
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const looked = async (what: string) => {
    for (const theme of allThemes) {
      await wear(page, theme)
      expect.soft(await barriersOn(page), `${what}, ${theme}`).toEqual([])
    }
    for (const width of [960, 1366])
      for (const theme of ['light', 'dark'] as const) {
        await page.setViewportSize({ width, height: 768 })
        await wear(page, theme)
        const file = `../../test-results/expiries/${what}-${width}-${theme}.png`
        await page.screenshot({
          path: path.resolve(import.meta.dirname, file),
          animations: 'disabled',
          caret: 'hide',
        })
      }
    await wear(page, 'light')
  }

  await test.step('a PC without setups says what will stand here', async () => {
    await nav.getByRole('button', { name: 'Expiries', exact: true }).click()
    await expect(heading).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Nothing expires yet' })).toBeVisible()
    await nav.getByRole('button', { name: 'Setups', exact: true }).click()
  })

  const setup = await openPracticeSetup(page, { name: 'Contoso · EAP', mailboxes: 6 })
  await page.evaluate(
    async ([id, expiresAt]) => {
      const { desktop } = globalThis as unknown as { desktop: DesktopApi }
      const value = 'YQ_8Q~abcdefghijklmnopqrstuvwxyz0123456'
      await desktop.call['credential.setSecret']({ setup: id, value, expiresAt })
    },
    [setup, soon] as const,
  )
  await page.getByRole('tab', { name: /^Mailboxes/ }).click()
  await button(/^Sign in all/).click()
  await expect(button('All signed in')).toBeVisible()

  await test.step('the secret comes first, marked as a person’s word; the sign-ins are an estimate', async () => {
    await nav.getByRole('button', { name: 'Expiries', exact: true }).click()
    const [secret, signIns] = [
      line.getByRole('listitem').filter({ hasText: 'Client secret YQ_…' }).last(),
      line.getByRole('listitem').filter({ hasText: 'other mailboxes' }).last(),
    ]
    await expect(secret).toContainText('Within 30 days')
    await expect(secret).toContainText('Entered by a person.')
    await expect(signIns).toContainText('if unused, valid until')
    await expect(signIns).toContainText('Estimated')
  })

  await test.step('who is responsible is named with each date, and what names nobody is refused', async () => {
    await pressOn(page, button('Who is responsible…'))
    const people = page.getByRole('dialog').getByRole('textbox', { name: 'People' })
    await people.fill('Kim <kim at contoso>')
    await button('Save').click()
    await expect(page.getByRole('dialog')).toContainText('neither a name nor a name with an address')
    await looked('people')
    await people.fill('Kim Lee <kim@contoso.com>')
    await button('Save').click()
    await expect(line.getByRole('listitem').filter({ hasText: 'Client secret YQ_…' }).last()).toContainText(
      'Responsible: Kim Lee <kim@contoso.com>',
    )
  })

  await test.step('the calendar holds what is shown', async () => {
    const file = path.join(dataFolder, 'dates.ics')
    await answerSaveDialog(electronApp, file)
    await page
      .getByRole('group', { name: 'Filter by kind' })
      .getByRole('button', { name: /^Sign-ins/ })
      .click()
    await button('Add to calendar…').click()
    await expect(page.getByText(file)).toBeVisible()
    const calendar = (await readFile(file, 'utf8')).replaceAll('\r\n ', '')
    expect(calendar.match(/BEGIN:VEVENT/g)).toHaveLength(1)
    expect(calendar).toContain('may expire (estimated)')
    expect(calendar).toContain('CONTACT:Kim Lee <kim@contoso.com>')
    await page.getByRole('group', { name: 'Filter by kind' }).getByRole('button', { name: /^All/ }).click()
  })

  await test.step('the tenant’s own dates stand beside, with who read them', async () => {
    await pressOn(page, button('Read from the tenant…'))
    await page.getByRole('radio', { name: 'Every application of the tenant' }).check()
    await button('Next').click()
    await button('Sign in and read').click()
    await expect(page.getByText(/The tenant was read/)).toBeVisible()
    await looked('time-line')
  })

  await test.step('the table holds the same, and is sorted by its headings', async () => {
    await button('Show as table').click()
    const grid = page.getByRole('grid', { name: 'Expiry dates' })
    await grid.getByRole('button', { name: 'What' }).click()
    await expect(grid.getByRole('columnheader', { name: 'What' })).toHaveAttribute('aria-sort', 'ascending')
    await looked('table')
    await button('Show as time line').click()
  })

  await test.step('a sign-in leads to its mailbox; a new password marks exactly those of the account', async () => {
    await page.getByRole('button', { name: 'Contoso · EAP › Mailboxes' }).click()
    const row = page.getByRole('row').filter({ hasText: 'Shared' }).first()
    await row.click()
    await button('Password was reset…').click()
    const dialog = page.getByRole('dialog')
    const named = await dialog.getByRole('listitem').allTextContents()
    expect(named.length).toBeGreaterThan(1)
    await looked('password-reset')
    await button(/^Mark \d+ mailboxes/).click()
    await expect(dialog).toBeHidden()
    await expect(page.getByText(/was reset \(reported by/)).toBeVisible()
    await expect(button(new RegExp(`^Sign in all ${named.length} left`))).toBeVisible()
    await looked('marked')
  })
})
