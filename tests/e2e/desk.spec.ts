/** Sendproof as one program of many on a Windows desk: its menu and keys, what is saved and found again, and work that ends while somebody looks elsewhere. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { answerOpenDialog, answerSaveDialog, expect, test } from './app.ts'
import { openPracticeSetup } from './person.ts'

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

/** Plays the person in the application's menu. */
async function choose(electronApp: ElectronApplication, label: string): Promise<void> {
  await electronApp.evaluate(({ Menu, BrowserWindow }, wanted) => {
    const all = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []) ?? []
    const item = all.find((one) => String(one.label ?? '').replace('&', '') === wanted)
    if (item === undefined) throw new Error(`no item ${wanted}`)
    ;(item.click as (...args: unknown[]) => void)(item, BrowserWindow.getAllWindows()[0], {})
  }, label)
}

interface Seen {
  readonly files: string[]
  readonly told: string[]
  readonly menus: string[][]
  bar: number
}

/** Keeps what the app asks of the desk around it, and looks away from the window. */
async function watchDesk(electronApp: ElectronApplication): Promise<() => Promise<Seen>> {
  await electronApp.evaluate(({ shell, BrowserWindow, Notification, Menu }) => {
    const seen: Seen = { files: [], told: [], menus: [], bar: -1 }
    Object.assign(globalThis, { deskSeen: seen })
    shell.showItemInFolder = (file) => void seen.files.push(`shown ${file}`)
    shell.openPath = async (file) => {
      seen.files.push(`opened ${file}`)
      return ''
    }
    const [window] = BrowserWindow.getAllWindows()
    if (window === undefined) throw new Error('no window')
    window.isFocused = () => false
    window.setProgressBar = (share) => void (seen.bar = Math.max(seen.bar, share))
    Notification.prototype.show = function (this: { title: string; body: string }) {
      seen.told.push(`${this.title}: ${this.body}`)
    }
    const build = Menu.buildFromTemplate.bind(Menu)
    Menu.buildFromTemplate = (template) => {
      seen.menus.push(template.flatMap(({ role }) => role ?? []))
      return build(template)
    }
  })
  return () => electronApp.evaluate(() => (globalThis as unknown as { deskSeen: Seen }).deskSeen)
}

test('the menu, the keys, the task bar and the file manager know this program', async ({
  page,
  electronApp,
  dataFolder,
}) => {
  const seen = await watchDesk(electronApp)
  await openPracticeSetup(page)

  await test.step('F1 opens the guide without a network; the menu says which version this is', async () => {
    await page.keyboard.press('F1')
    await expect(heading(page, 'Help')).toBeFocused()
    await page
      .getByRole('navigation', { name: 'Contents' })
      .getByRole('button', { name: '5. Verify' })
      .click()
    await expect(page.getByRole('heading', { name: '5. Verify' })).toBeFocused()
    await page.getByRole('tab', { name: 'What is new' }).click()
    await expect(page.getByRole('article')).toContainText('Practice tenant')
    await choose(electronApp, 'About Sendproof')
    await expect(page.getByText(/^Sendproof \d+\.\d+\.\d+ · /)).toBeVisible()
    await expect(page.getByRole('region', { name: 'Licence' })).toContainText('MIT License')
    await page.keyboard.press('Alt+ArrowLeft')
    await expect(page.getByRole('article')).toContainText('Practice tenant')
  })

  await test.step('File exports the setup that is open, and imports from anywhere', async () => {
    await choose(electronApp, 'Export this setup…')
    await expect(heading(page, 'Setups')).toBeVisible()
    await button(page, 'Contoso · EAP').last().click()
    await choose(electronApp, 'Export this setup…')
    const file = path.join(dataFolder, 'contoso.sendproof')
    await answerSaveDialog(electronApp, file)
    await button(page, 'Choose a file…').click()
    await button(page, 'Show in folder').click()
    await expect.poll(async () => (await seen()).files).toEqual([`shown ${file}`])
    await button(page, 'Close').click()
    await answerOpenDialog(electronApp, file)
    await choose(electronApp, 'Import a setup…')
    await expect(page.getByRole('dialog')).toContainText('Contoso · EAP')
    await page.keyboard.press('Escape')
    await button(page, 'Contoso · EAP').last().click()
  })

  await test.step('marked text can be copied with a right click', async () => {
    const text = page.getByRole('tab', { name: 'Plan' })
    await text.click({ button: 'right' })
    await page.evaluate(`getSelection().selectAllChildren(document.querySelector('h1'))`)
    await heading(page, 'Contoso · EAP').click({ button: 'right', position: { x: 12, y: 10 } })
    await expect.poll(async () => (await seen()).menus).toEqual([['copy']])
  })

  await test.step('the list of mailboxes is saved for a spreadsheet, and opened from here', async () => {
    await page.getByRole('tab', { name: /^Mailboxes/ }).click()
    const file = path.join(dataFolder, 'list.csv')
    await answerSaveDialog(electronApp, file)
    await button(page, 'Export list…').click()
    await button(page, 'Open').click()
    await expect.poll(async () => (await seen()).files.at(-1)).toBe(`opened ${file}`)
    expect((await readFile(file, 'utf8')).split('\r\n')[0]).toContain('Address,Display name,Type')
  })

  await test.step('sign-ins and a run that end while the window is out of sight are told', async () => {
    await button(page, 'Sign in to read arrivals back').click()
    await expect(page.getByText('Arrivals are read back')).toBeVisible()
    await button(page, /^Sign in all/).click()
    await expect(button(page, 'All signed in')).toBeVisible()
    await page.getByRole('tab', { name: /^Verify/ }).click()
    await button(page, /^Send \d/).click()
    await expect(page.getByRole('heading', { name: /^Proven/ })).toBeVisible()
    await expect
      .poll(async () => (await seen()).told)
      .toEqual([
        expect.stringMatching(/^Contoso · EAP: The sign-ins have ended: 4 of 4 signed in/),
        expect.stringMatching(/^Contoso · EAP: The run has ended: all \d+ messages as expected/),
      ])
    expect((await seen()).bar).toBeGreaterThan(0)
  })

  await test.step('after the rehearsal the real setup begins with the same answers', async () => {
    await page.getByRole('navigation').getByRole('button', { name: 'Setups', exact: true }).click()
    await button(page, 'More for Contoso · EAP').click()
    await page.getByRole('menuitem', { name: 'Now for real…' }).click()
    await expect(page.getByText('Product and answers are those of “Contoso · EAP”')).toBeVisible()
    await expect(page.getByRole('radio', { name: /^My Microsoft 365 tenant/ })).toBeChecked()
    await page.getByRole('textbox', { name: /^Tenant/ }).fill('c0ffee00-1234-4abc-8def-000000000001')
    await button(page, 'Next').click()
    await expect(page.getByRole('radio', { name: /shared/i }).first()).toBeVisible()
    await page.getByRole('navigation').getByRole('button', { name: 'Setups', exact: true }).click()
    await button(page, 'More for Contoso · EAP').click()
    await page.getByRole('menuitem', { name: 'Duplicate…' }).click()
    await expect(page.getByRole('radio', { name: /^Practice tenant/ })).toBeChecked()
    await page.getByLabel('Error to rehearse').selectOption('Send As is missing on a shared mailbox')
    await button(page, 'Next').click()
    await button(page, 'Create setup').click()
    await expect(heading(page, 'Practice · EAP')).toBeVisible()
    const faults = await page.evaluate(async () => {
      const listed = await globalThis.desktop.call['setup.list'](null)
      const made = listed.ok ? listed.value.cards.find(({ name }) => name === 'Practice · EAP') : undefined
      const view = await globalThis.desktop.call['setup.get']({ setup: made?.id ?? '' })
      return JSON.stringify(view)
    })
    expect(faults).toContain('no-send-as')
  })
})
