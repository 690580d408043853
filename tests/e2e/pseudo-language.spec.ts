/** A translator's question: is there a sentence anywhere in the window that no language folder holds? */
import type { Page } from '@playwright/test'
import { unworded } from '../pseudo-language.ts'
import { expect, test } from './app.ts'
import { openPracticeSetup } from './person.ts'

test.use({ words: ['--language', 'qps-ploc'] })

const setupName = 'Contoso · EAP'

/** Every text somebody sees or hears: text nodes, and the attributes that are read out. */
async function readable(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const found = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      // what another program said is marked as not to be translated
      if (!['SCRIPT', 'STYLE'].includes(node.parentElement?.tagName ?? '') && node.parentElement?.closest('[translate="no"]') === null)
        found.push(node.textContent ?? '')
    for (const element of document.querySelectorAll('*'))
      for (const name of ['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'placeholder', 'title', 'alt'])
        if (element.hasAttribute(name)) found.push(element.getAttribute(name) ?? '')
    return [...new Set(found.map((text) => text.trim()).filter((text) => text !== ''))]
  })()`)
}

async function expectWorded(page: Page, where: string, known: readonly string[] = []): Promise<void> {
  const texts = await readable(page)
  expect(
    texts.some((text) => text.includes('⟦')),
    `${where} speaks the pseudo-language`,
  ).toBe(true)
  const bare = texts.flatMap((text) => unworded(text, [setupName, 'root', 'Contoso', ...known]))
  expect.soft(bare, `${where}: text that is neither words nor data`).toEqual([])
}

const tab = (page: Page, name: string) => page.getByRole('tab', { name: new RegExp(name) })
const button = (page: Page, name: RegExp) => page.getByRole('button', { name })

test('every page and dialog of the window speaks from the language folder', async ({ page }) => {
  test.setTimeout(180_000)
  await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible()
  await expectWorded(page, 'Setups, empty')

  await test.step('New setup', async () => {
    await button(page, /New setup/)
      .first()
      .click()
    await expectWorded(page, 'New setup: product')
    await page.getByRole('radio', { name: /Enterprise Automation Platform/ }).check()
    await button(page, /⟦Next⟧/).click()
    await expectWorded(page, 'New setup: tenant')
    await page.getByRole('radio', { name: /My Microsoft 365 tenant/ }).check()
    await expectWorded(page, 'New setup: real tenant')
    await page.getByRole('radio', { name: /Practice tenant/ }).check()
    await button(page, /⟦Next⟧/).click()
    await expectWorded(page, 'New setup: questions')
    await button(page, /⟦Back⟧|⟦Cancel⟧/)
      .first()
      .click()
  })

  await test.step('Diagnose', async () => {
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /Diagnose/ })
      .click()
    await expectWorded(page, 'Diagnose, empty')
    const pasted = '535 5.7.3 Authentication unsuccessful'
    await page.getByRole('textbox').first().fill(pasted)
    await expect(page.getByRole('heading', { name: /./ }).nth(1)).toBeVisible()
    await expectWorded(page, 'Diagnose, answered', [pasted])
  })

  await test.step('Settings and the support bundle', async () => {
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /Settings/ })
      .click()
    await expectWorded(page, 'Settings', ['0.1.0', process.platform])
    await button(page, /bundle…/).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await page.keyboard.press('Escape')
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /Setups/ })
      .click()
  })

  await openPracticeSetup(page, { name: setupName })
  await test.step('Plan', async () => {
    await expectWorded(page, 'Plan')
    for (const line of (await page.locator('button[data-state]').all()).slice(0, 4)) {
      await line.click()
      await expectWorded(page, 'Plan: a step')
    }
    await button(page, /Share/).click()
    await expectWorded(page, 'Plan: share')
    for (const [choice, where] of [
      [/Export…/, 'Export'],
      [/Hand over…/, 'Hand over'],
    ] as const) {
      await page.getByRole('menuitem', { name: choice }).click()
      await expectWorded(page, where)
      await page.keyboard.press('Escape')
      await button(page, /Share/).click()
    }
    await page.keyboard.press('Escape')
  })
  await test.step('Mailboxes, before and after the sign-ins', async () => {
    await tab(page, 'Mailboxes').click()
    await expectWorded(page, 'Mailboxes')
    await button(page, /Add mailboxes…/).click()
    await page.getByRole('dialog').getByRole('textbox').fill('not an address\nanna@contoso.example')
    await expectWorded(page, 'Add mailboxes', ['not an address'])
    await page.keyboard.press('Escape')
    await button(page, /read arrivals back/).click()
    await expect(page.getByText(/Arrivals are read back/)).toBeVisible()
    await button(page, /Sign in all/).click()
    await expect(button(page, /All signed in/)).toBeVisible({ timeout: 30_000 })
    await expectWorded(page, 'Mailboxes, signed in')
  })
  await test.step('Credential and Product', async () => {
    await tab(page, 'Credential').click()
    await expectWorded(page, 'Credential')
    await tab(page, 'Product').click()
    await expectWorded(page, 'Product')
  })
  await test.step('Verify, before and after the run', async () => {
    await tab(page, 'Verify').click()
    await expectWorded(page, 'Verify')
    await button(page, /⟦Send \d/).click()
    await expect(page.getByRole('heading', { name: /Proven/ })).toBeVisible({ timeout: 30_000 })
    await page.getByRole('row').nth(1).click()
    await expectWorded(page, 'Verify, after the run')
  })
  await test.step('Report', async () => {
    await tab(page, 'Report').click()
    await expect(page.getByRole('heading').first()).toBeVisible()
    await expectWorded(page, 'Report')
    await button(page, /scheduled run…/).click()
    await expectWorded(page, 'Scheduled run')
    await page.keyboard.press('Escape')
  })
})
