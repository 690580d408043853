/** The plan as the file of the job: what is left, who said what, waits, paper, and work that goes between two people. */
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { barriersOn } from '../axe.ts'
import {
  answerOpenDialog,
  answerSaveDialog,
  closeApp,
  expect,
  keepOpenedLinks,
  startApp,
  test,
} from './app.ts'
import { openPracticeSetup, pressOn, tabTo } from './person.ts'
import { wear } from './themes.ts'

const passphrase = 'four words nobody joins'

const line = (page: Page, title: string | RegExp) =>
  page.locator('button[data-item][data-state]').filter({ hasText: title })
const detail = (page: Page) => page.getByRole('article')
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

async function share(page: Page, choice: string): Promise<void> {
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await page.getByRole('menuitem', { name: choice }).click()
}

async function toSetups(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: 'Setups', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Setups' })).toBeVisible()
}

async function importFile(page: Page, app: ElectronApplication, file: string): Promise<void> {
  await answerOpenDialog(app, file)
  await toSetups(page)
  await button(page, 'More ways to start').click()
  await page.getByRole('menuitem', { name: 'Import…' }).click()
}

const titleOf = (app: ElectronApplication) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())

test('somebody with five minutes finds by keyboard what is left for one role, and it stays chosen', async ({
  page,
}) => {
  await openPracticeSetup(page)
  const all = await page.locator('button[data-item][data-state]').count()
  await pressOn(page, button(page, 'What is left'), 'Space')
  await tabTo(page, button(page, /^Everyone/))
  await page.keyboard.press('ArrowRight')
  await expect(button(page, /^Product consultant/)).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(button(page, /^Entra admin/)).toHaveAttribute('aria-pressed', 'true')
  await expect(
    page.getByRole('status').filter({ hasText: 'Left for Entra administrator: 1 step, 10 min of work' }),
  ).toBeVisible()
  await expect(page.locator('button[data-item][data-state]')).toHaveCount(1)

  await page.getByRole('tab', { name: 'Report' }).click()
  await page.getByRole('tab', { name: 'Plan' }).click()
  await expect(button(page, /^Entra admin/)).toHaveAttribute('aria-pressed', 'true')

  await page.getByLabel('Search the plan').fill('no such word')
  await expect(page.getByRole('heading', { name: 'No step matches' })).toBeVisible()
  await pressOn(page, button(page, 'Show all steps'))
  await expect(page.locator('button[data-item][data-state]')).toHaveCount(all)
  await page.getByLabel('Search the plan').fill('global e-mail')
  await expect(line(page, /^Enter the global e-mail settings, port \d+/)).toBeVisible()
  expect(await page.locator('button[data-item][data-state]').count()).toBeLessThan(all)
})

test('a note, a file and a move are kept with who and when, and the last move can be taken back', async ({
  page,
  electronApp,
  dataFolder,
}) => {
  const evidence = path.join(dataFolder, 'conditional access.txt')
  await writeFile(evidence, 'no policy applies\n')
  await openPracticeSetup(page)
  await line(page, 'Check the rules').click()
  await test.step('writes a note, and writes it anew', async () => {
    await page.getByLabel('Note').fill('Omar looks at it on Monday')
    await button(page, 'Add note').click()
    await expect(detail(page).getByText('Omar looks at it on Monday')).toBeVisible()
    await button(page, 'Rewrite').click()
    await expect(page.getByLabel('Note')).toBeFocused()
    await page.getByLabel('Note').fill('Omar looks at it on Tuesday')
    await button(page, 'Add note').click()
    await expect(detail(page).getByText('Omar looks at it on Tuesday')).toBeVisible()
    await expect(detail(page).getByText('Omar looks at it on Monday')).toBeVisible()
    await expect(button(page, 'Undo the last move')).toHaveAttribute('aria-disabled', 'true')
    await expect(detail(page).getByText('is a note, and notes stay')).toBeVisible()
  })
  await test.step('attaches a file and saves it again', async () => {
    await answerOpenDialog(electronApp, evidence)
    await button(page, 'Attach a file…').click()
    const files = page.getByRole('list', { name: 'Attachments' })
    await expect(files.getByText('conditional access.txt')).toBeVisible()
    await expect(files.getByText('18 bytes')).toBeVisible()
    await expect(files.getByText(/^[0-9a-f]{8}…$/)).toBeVisible()
    const copy = path.join(dataFolder, 'copy.txt')
    await answerSaveDialog(electronApp, copy)
    await button(page, 'Save as: conditional access.txt').click()
    await expect(page.getByText(`Saved: ${copy}`)).toBeVisible()
    expect(await readFile(copy, 'utf8')).toBe('no policy applies\n')
    await button(page, 'Attach a file…').click()
    await expect(page.getByRole('alert').getByText('already attached')).toBeVisible()
    await button(page, 'Dismiss').click()
  })
  await test.step('takes a move back', async () => {
    await button(page, 'Mark done').click()
    await expect(line(page, 'Check the rules')).toHaveAttribute('data-state', 'done')
    await button(page, 'Undo the last move').click()
    await expect(line(page, 'Check the rules')).toHaveAttribute('data-state', 'todo')
    await expect(detail(page).getByText(/Undone: the change by/)).toBeVisible()
    await button(page, 'Mark done').click()
    await expect(line(page, 'Check the rules')).toHaveAttribute('data-state', 'done')
    // another step is open by now; in a field the keys belong to what is written there
    await line(page, 'Grant admin consent').click()
    await page.getByLabel('Search the plan').press('Control+z')
    await expect(line(page, 'Check the rules')).toHaveAttribute('data-state', 'done')
    await line(page, 'Grant admin consent').press('Control+z')
    await expect(
      page.getByText('Undone: “Check the rules that can stop or end the sign-in”, Done → Not started.'),
    ).toBeVisible()
    await expect(line(page, 'Check the rules')).toHaveAttribute('data-state', 'todo')
  })
})

test('a person’s word against what was seen is shown on the line and in the step until one of them changes', async ({
  page,
}) => {
  await openPracticeSetup(page)
  await line(page, /^(Authorise|Sign in)/).click()
  await button(page, 'Mark done').click()
  await expect(line(page, /^(Authorise|Sign in)/).getByText('Two answers')).toBeVisible()
  await expect(detail(page).getByText(/says “Done”/)).toBeVisible()
  await expect(detail(page).getByText('Sendproof sees “Not started”')).toBeVisible()
  await expect(detail(page).getByText('reopen the step')).toBeVisible()
  await button(page, 'Reopen').click()
  await expect(page.getByText('Two answers')).toHaveCount(0)
})

test('a wait is counted down in the step, on the card and in the task bar, and survives a restart', async ({
  page,
  electronApp,
  dataFolder,
}) => {
  await openPracticeSetup(page, { name: 'Contoso · EAP' })
  await expect.poll(() => titleOf(electronApp)).toBe('Contoso · EAP – Sendproof')
  await line(page, 'Authenticated SMTP').click()
  await button(page, 'Reopen').click()
  await button(page, 'Mark done').click()
  await expect(line(page, 'Authenticated SMTP').getByText(/^Waiting, (1 h|59 min) left$/)).toBeVisible()
  await expect(detail(page).getByText(/about (1 h|59 min) left/)).toBeVisible()
  await expect.poll(() => titleOf(electronApp)).toMatch(/^\((1 h|5\d min)\) Contoso · EAP – Sendproof$/)
  await closeApp(electronApp)

  const again = await startApp({ dataFolder })
  await expect(line(again.page, 'Authenticated SMTP')).toHaveAttribute('aria-current', 'true')
  await toSetups(again.page)
  await expect(again.page.getByText(/^Turn on Authenticated SMTP .*: (1 h|5\d min) left$/)).toBeVisible()
  await expect.poll(() => titleOf(again.electronApp)).toMatch(/^\((1 h|5\d min)\) Contoso · EAP – Sendproof$/)
  await closeApp(again.electronApp)
})

test('a wait that is over asks for a look, also while the window just stands there', async ({ page }) => {
  await page.clock.install()
  await page.reload()
  await openPracticeSetup(page)
  await line(page, 'Authenticated SMTP').click()
  await button(page, 'Reopen').click()
  await button(page, 'Mark done').click()
  await expect(line(page, 'Authenticated SMTP').getByText(/^Waiting, /)).toBeVisible()
  await page.clock.fastForward('01:01:00')
  await expect(detail(page).getByText('The usual time is over: check now.')).toBeVisible()
  await expect(line(page, 'Authenticated SMTP').getByText('Time is over: check now')).toBeVisible()
  await expect(page).toHaveTitle('(check now) Contoso · EAP – Sendproof')
})

test('what ends at Microsoft and what the product does stand on the plan, with their source', async ({
  page,
  electronApp,
}) => {
  const opened = await keepOpenedLinks(electronApp)
  await openPracticeSetup(page)
  const warnings = page.getByRole('region', { name: 'Good to know' })
  await expect(warnings.getByText(/^2 dates, 1 danger, \d cautions?, \d notes?/)).toBeVisible()
  await warnings.getByRole('button', { name: 'Show' }).click()
  await expect(warnings.getByRole('heading', { name: 'Cautions for this product' })).toBeVisible()
  await expect(warnings.getByText('Danger', { exact: true })).toBeVisible()
  await expect(warnings.getByText(/Confirmed by Microsoft, checked on/).first()).toBeVisible()
  await warnings.getByRole('button', { name: /^Open source: Passwords for SMTP/ }).click()
  await expect.poll(opened).toEqual([expect.stringMatching(/^https:\/\/techcommunity\.microsoft\.com\//)])
  await page.getByRole('tab', { name: 'Report' }).click()
  await page.getByRole('tab', { name: 'Plan' }).click()
  await expect(warnings.getByRole('button', { name: 'Hide' })).toBeVisible()
})

test('the plan prints as a list with boxes to tick and nothing of the window', async ({ page }) => {
  await openPracticeSetup(page)
  await page.evaluate(() => {
    Object.assign(globalThis, { printed: 0 })
    ;(globalThis as unknown as { print: () => void }).print = () => {
      ;(globalThis as unknown as { printed: number }).printed += 1
    }
  })
  await button(page, 'Print').click()
  expect(await page.evaluate(() => (globalThis as unknown as { printed: number }).printed)).toBe(1)

  await page.emulateMedia({ media: 'print' })
  const paper = page.getByRole('main', { name: 'Plan: Contoso · EAP' })
  await expect(paper.getByRole('listitem')).not.toHaveCount(0)
  await expect(
    paper.getByRole('heading', { name: /^Enter the global e-mail settings, port \d+$/ }),
  ).toBeVisible()
  await expect(paper.getByText('not printed').first()).toBeVisible()
  await expect(page.getByRole('navigation')).toHaveCount(0)
  await expect(page.getByRole('button')).toHaveCount(0)
  const paperSize = await page.pdf({ format: 'A4', preferCSSPageSize: true })
  expect(paperSize.subarray(0, 5).toString()).toBe('%PDF-')
  await page.emulateMedia({ media: null })
  await expect(paper).toHaveCount(0)
})

test('an administrator gets a pack, and the answer that comes back moves the steps', async ({
  page,
  electronApp,
  dataFolder,
}) => {
  await openPracticeSetup(page)
  const parent = path.join(dataFolder, 'pack')
  const folder = path.join(parent, 'Contoso · EAP hand-over')
  await answerOpenDialog(electronApp, parent)
  await share(page, 'Hand over…')
  await page.getByRole('radio', { name: /^Entra administrator: 1 of 7 steps left/ }).check()
  await button(page, 'Choose a folder…').click()
  await expect(page.getByRole('status').filter({ hasText: `Saved: ${folder}` })).toBeVisible()
  await expect(page.getByText('They open index.html')).toBeVisible()
  await button(page, 'Close').click()
  expect(await readFile(path.join(folder, 'index.html'), 'utf8')).toContain('Check the rules')

  const form = path.join(folder, 'send-back.json')
  const answer = JSON.parse(await readFile(form, 'utf8')) as {
    who: string
    steps: { step: string; state: string; note: string }[]
  }
  const open = answer.steps.find(({ step }) => /rule|block|policy|check/.test(step)) ?? answer.steps.at(-1)
  if (open === undefined) throw new Error('the form has no step')
  Object.assign(open, { state: 'done', note: 'No policy applies to these mailboxes.' })
  await writeFile(form, JSON.stringify({ ...answer, who: 'Omar' }))
  await answerOpenDialog(electronApp, form)
  await share(page, 'Import a reply…')
  const told = page.getByRole('dialog', { name: 'The reply of Omar was imported' })
  await expect(told.getByText('Check the rules that can stop or end the sign-in')).toBeVisible()
  await expect(told.getByText('Not started → Done')).toBeVisible()
  await expect(told.getByText('No policy applies to these mailboxes.')).toBeVisible()
  await button(page, 'Close').click()
  await expect(line(page, 'Check the rules')).toHaveAttribute('data-state', 'done')
})

test('two people work on one setup: a sealed export joins what both did, and loses nothing', async ({
  page,
  electronApp,
  dataFolder,
}) => {
  const file = path.join(dataFolder, 'contoso.sendproof')
  const back = path.join(dataFolder, 'back.sendproof')
  await openPracticeSetup(page, { mailboxes: 3 })
  await test.step('Anna exports, sealed', async () => {
    await share(page, 'Export…')
    await page.getByLabel('Password (optional)').fill(passphrase)
    await page.getByLabel('Repeat the password').fill('another one entirely')
    await answerSaveDialog(electronApp, file)
    await button(page, 'Choose a file…').click()
    await expect(page.getByText('The two passwords differ.')).toBeVisible()
    await page.getByLabel('Repeat the password').fill(passphrase)
    await button(page, 'Choose a file…').click()
    await expect(page.getByText('by another way than the file')).toBeVisible()
    await button(page, 'Close').click()
    expect(await readFile(file, 'utf8')).not.toContain('contoso.example')
  })
  const bert = await startApp({ dataFolder: path.join(dataFolder, 'bert') })
  await test.step('Bert imports it: one file dialog, the password asked for once it is known to be needed', async () => {
    await importFile(bert.page, bert.electronApp, file)
    // asked only once the file was read: from here on a second file dialog would be answered with nothing
    await expect(bert.page.getByLabel('Password', { exact: true })).toBeVisible()
    await answerOpenDialog(bert.electronApp, null)
    await bert.page.getByLabel('Password', { exact: true }).fill('not the right one')
    await button(bert.page, 'Import').click()
    await expect(bert.page.getByText('The password does not open this file')).toBeVisible()
    await bert.page.getByLabel('Password', { exact: true }).fill(passphrase)
    await button(bert.page, 'Import').click()
    await expect(bert.page.getByRole('dialog', { name: '“Contoso · EAP” was added' })).toBeVisible()
    await button(bert.page, 'Open the setup').click()
  })
  await test.step('both move the same step; Bert sends his side back', async () => {
    await line(page, 'Check the rules').click()
    await page.getByLabel('Note').fill('Anna: asked Omar')
    await button(page, 'Add note').click()
    await expect(detail(page).getByText('Anna: asked Omar')).toBeVisible()
    await line(bert.page, 'Check the rules').click()
    await bert.page.getByLabel('Note').fill('Bert: no policy applies')
    await button(bert.page, 'Mark done').click()
    await expect(line(bert.page, 'Check the rules')).toHaveAttribute('data-state', 'done')
    await share(bert.page, 'Export…')
    await answerSaveDialog(bert.electronApp, back)
    await button(bert.page, 'Choose a file…').click()
    await expect(bert.page.getByText('Send it to your colleague.')).toBeVisible()
    await closeApp(bert.electronApp)
  })
  await test.step('Anna takes it in and sees what changed on whose side', async () => {
    await importFile(page, electronApp, back)
    const told = page.getByRole('dialog', { name: '“Contoso · EAP” was joined with the file' })
    await expect(told.getByText('Check the rules that can stop or end the sign-in')).toBeVisible()
    await expect(told.getByText('Both sides moved it.')).toBeVisible()
    await button(page, 'Open the setup').click()
    await line(page, 'Check the rules').click()
    await expect(line(page, 'Check the rules')).toHaveAttribute('data-state', 'done')
    await expect(detail(page).getByText('Anna: asked Omar')).toBeVisible()
    await expect(detail(page).getByText('Bert: no policy applies')).toBeVisible()
  })
})

test('a setup becomes the template of the next customer, without the last one’s names', async ({
  page,
  electronApp,
  dataFolder,
}) => {
  const file = path.join(dataFolder, 'template.json')
  await openPracticeSetup(page, { mailboxes: 3 })
  await line(page, 'Check the rules').click()
  await page.getByLabel('Note').fill('Ask for the break-glass account first')
  await button(page, 'Add note').click()
  await expect(detail(page).getByText('break-glass')).toBeVisible()
  await answerSaveDialog(electronApp, file)
  await share(page, 'Save as template…')
  await expect(page.getByRole('status').filter({ hasText: 'Saved:' })).toBeVisible()
  await button(page, 'Close').click()
  expect(await readFile(file, 'utf8')).not.toContain('contoso')

  await answerOpenDialog(electronApp, file)
  await toSetups(page)
  await button(page, 'More ways to start').click()
  await page.getByRole('menuitem', { name: 'From template…' }).click()
  await expect(page.getByText('Filled in from a template.')).toBeVisible()
  await page.getByRole('radio', { name: /Practice tenant/ }).check()
  await button(page, 'Next').click()
  await expect(page.getByRole('radio', { name: /shared/i })).toBeChecked()
  await expect(page.getByLabel('Name of the EAP server')).toHaveValue('')
  await page.getByLabel('Name of the EAP server').fill('eap.fabrikam.example')
  await button(page, 'Create setup').click()
  await line(page, 'Check the rules').click()
  await expect(detail(page).getByText('break-glass')).toBeVisible()
})

test('a screen reader finds its way through everything the plan can show, in light and high contrast', async ({
  page,
  electronApp,
  dataFolder,
}) => {
  const folder = process.env['UPDATE_SCREENSHOTS'] === '1' ? 'docs/screenshots' : 'test-results/screenshots'
  await page.setViewportSize({ width: 1366, height: 768 })
  const checked = async (what: string) => {
    for (const theme of ['light', 'contrast'] as const)
      await test.step(`${what}, ${theme}`, async () => {
        await wear(page, theme)
        expect(await barriersOn(page, theme === 'light' ? 'everything' : 'colours')).toEqual([])
        if (theme !== 'light') return
        const name = `plan-${what.replaceAll(' ', '-')}-${theme}.png`
        await page.screenshot({ path: path.resolve(import.meta.dirname, '../..', folder, name) })
      })
  }
  const evidence = path.join(dataFolder, 'evidence.txt')
  await writeFile(evidence, 'evidence')
  await openPracticeSetup(page, { mailboxes: 3 })
  const warnings = page.getByRole('region', { name: 'Good to know' })
  await warnings.getByRole('button', { name: 'Show' }).click()
  await checked('warnings')
  await warnings.getByRole('button', { name: 'Hide' }).click()
  await line(page, /^(Authorise|Sign in)/).click()
  await button(page, 'Mark done').click()
  await expect(detail(page).getByText('Two answers about this step')).toBeVisible()
  await checked('two answers')
  await line(page, 'Authenticated SMTP').click()
  await button(page, 'Reopen').click()
  await page.getByLabel('Note').fill('Three shared mailboxes only.')
  await button(page, 'Mark done').click()
  await expect(line(page, 'Authenticated SMTP').getByText(/^Waiting, /)).toBeVisible()
  await checked('waiting')
  await answerOpenDialog(electronApp, evidence)
  await button(page, 'Attach a file…').click()
  await expect(page.getByRole('list', { name: 'Attachments' })).toBeVisible()
  await button(page, 'Undo the last move').scrollIntoViewIfNeeded()
  await checked('record')
  await button(page, 'What is left').click()
  await page.getByRole('button', { name: 'Share', exact: true }).click()
  await checked('left and share')
  await page.getByRole('menuitem', { name: 'Export…' }).click()
  await page.getByLabel('Password (optional)').fill(passphrase)
  await checked('export')
  await page.getByLabel('Repeat the password').fill(passphrase)
  const file = path.join(dataFolder, 'contoso.sendproof')
  await answerSaveDialog(electronApp, file)
  await button(page, 'Choose a file…').click()
  await expect(page.getByText('by another way than the file')).toBeVisible()
  await checked('exported')
  await button(page, 'Close').click()
  await share(page, 'Hand over…')
  await checked('hand over')
  await page.keyboard.press('Escape')
  await page.getByLabel('Search the plan').fill('no such word')
  await checked('nothing found')
  await page.emulateMedia({ media: 'print' })
  await checked('paper')
  await page.emulateMedia({ media: null })
  await importFile(page, electronApp, file)
  await checked('sealed')
  await page.getByLabel('Password', { exact: true }).fill(passphrase)
  await button(page, 'Import').click()
  await expect(page.getByText('Nothing in the file was new.')).toBeVisible()
  await checked('imported')
  await button(page, 'Close').click()
  await checked('card')
})
