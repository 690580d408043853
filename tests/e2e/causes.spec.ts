/** A person reads a tag in a report, or wants to know more about a diagnosis: the help about causes, offline. */
import { barriersOn } from '../axe.ts'
import { expect, test } from './app.ts'
import { expectVisibleFocus, pressOn } from './person.ts'
import { allThemes, wear } from './themes.ts'

test('from an error to the page of its cause and back, and from a code to a cause by keyboard alone', async ({
  page,
}) => {
  const heading = (name: string) => page.getByRole('heading', { level: 1, name })
  const nav = page.getByRole('navigation')
  const inNavigation = async (name: string) => {
    const menu = page.getByRole('button', { name: 'Menu', exact: true })
    if (await menu.isVisible()) await menu.click()
    await nav.getByRole('button', { name, exact: true }).click()
  }

  await test.step('a diagnosis leads to the page of its cause', async () => {
    await inNavigation('Diagnose')
    await page
      .getByLabel('The text to diagnose')
      .fill('AADSTS7000222: The provided client secret keys are expired.')
    const answer = page.getByRole('region', { name: 'Answer' })
    await pressOn(page, answer.getByRole('button', { name: 'About this cause' }).first())
    await expect(heading('The client secret has expired')).toBeFocused()
    for (const part of [
      'What it means',
      'How to recognise it',
      'Who fixes it, where and how',
      'Often confused with',
    ])
      await expect(page.getByRole('heading', { level: 2, name: part })).toBeVisible()
    await expect(page.getByText('AADSTS7000222', { exact: true })).toBeVisible()
  })

  await test.step('Alt and the left arrow go back to the text', async () => {
    await page.keyboard.press('Alt+ArrowLeft')
    await expect(heading('Diagnose')).toBeFocused()
    await expect(page.getByLabel('The text to diagnose')).toHaveValue(/AADSTS7000222/)
  })

  await test.step('a code finds its causes, a neighbour is one key away, and the list is as it was left', async () => {
    await inNavigation('Causes')
    await expect(heading('Causes')).toBeVisible()
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
    await page.keyboard.press('Control+f')
    await expect(page.getByRole('searchbox', { name: 'Search causes' })).toBeFocused()
    await page.keyboard.type('tenant SMTP off')
    await expect(page.getByRole('status').filter({ hasText: 'of 111 causes' })).toBeVisible()
    const found = page.getByRole('button', { name: 'Authenticated SMTP is off for the tenant' })
    await page.keyboard.press('Tab')
    await expect(found).toBeFocused()
    await expectVisibleFocus(page)
    await page.keyboard.press('Enter')
    await expect(heading('Authenticated SMTP is off for the tenant')).toBeFocused()
    await pressOn(page, page.getByRole('button', { name: 'Authenticated SMTP is off for the mailbox' }))
    await expect(heading('Authenticated SMTP is off for the mailbox')).toBeFocused()
    await pressOn(page, page.getByRole('button', { name: 'All causes' }))
    await expect(page.getByRole('searchbox', { name: 'Search causes' })).toHaveValue('tenant SMTP off')
    await page.getByRole('searchbox', { name: 'Search causes' }).fill('zzz')
    await expect(page.getByText('No cause matches these words')).toBeVisible()
    await page.getByRole('searchbox', { name: 'Search causes' }).fill('')
  })

  await test.step('list and page have no barriers in any theme and nothing beside the window', async () => {
    await page.setViewportSize({ width: 960, height: 640 })
    const fits = () => page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')
    for (const theme of allThemes) {
      await wear(page, theme)
      expect(await barriersOn(page)).toEqual([])
    }
    expect(await fits()).toBe(true)
    await page.getByRole('button', { name: /limit_not_effective/ }).click()
    await expect(page.getByText('No error text names it')).toBeVisible()
    for (const theme of allThemes) {
      await wear(page, theme)
      await page.screenshot({ path: test.info().outputPath(`cause-${theme}.png`) })
      expect(await barriersOn(page)).toEqual([])
    }
    expect(await fits()).toBe(true)
  })
})
