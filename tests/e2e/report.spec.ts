/** Handing over: the report in every format, a change that is noticed, a task for every week, and the support bundle. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { readPdf } from '../pdf-text.ts'
import { answerOpenDialog, answerSaveDialog, expect, test } from './app.ts'
import { openPracticeSetup, proveEverything } from './person.ts'

test('a proven setup is handed over as PDF, CSV, HTML and JSON, and a change in a file is noticed', async ({
  page,
  electronApp,
  dataFolder,
}) => {
  const folder = path.join(dataFolder, 'handed over')
  mkdirSync(folder)
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const save = async (name: string, format: string) => {
    const file = path.join(folder, `report.${format}`)
    await answerSaveDialog(electronApp, file)
    await button(name).click()
    const said = page.getByRole('status').filter({ hasText: 'Saved:' })
    await expect(said).toContainText(`report.${format}`)
    return readFileSync(file)
  }

  await openPracticeSetup(page)
  await proveEverything(page)
  await page.getByRole('tab', { name: /^Report/ }).click()
  const paper = page.frameLocator('iframe').getByRole('main')
  await expect(paper).toContainText(/Proven: \d+ of \d+ messages sent and received/)
  await expect(paper).toContainText('each test message was handed over and seen to arrive')
  await expect(paper).toContainText('sent as ')
  await expect(paper).toContainText('How a change is noticed')

  await test.step('what the page shows is the file, to the byte, at any width of the window', async () => {
    const frame = page.frames().find((one) => one.url().includes('report'))
    if (frame === undefined) throw new Error('no frame')
    // the words on the page are those of the file; times of writing differ by the moment between the two
    const html = (await save('Save as HTML…', 'html')).toString('utf8')
    const words = (text: string) =>
      text
        .replace(/<style>[\s\S]*?<\/style>|<div hidden[\s\S]*?<\/div>|<[^>]+>/g, ' ')
        .replace(/&#39;/g, "'")
        .replace(/&quot;/g, '"')
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&amp;/g, '&')
        .replace(/\d\d:\d\d(?::\d\d)?|[0-9a-f]{64}/g, '#')
        .replace(/\s+/g, '')
    const inFile = html.slice(html.indexOf('<main>'), html.indexOf('</main>'))
    expect(words((await paper.innerHTML()) ?? '')).toBe(words(inFile))
    for (const width of [960, 1366]) {
      await page.setViewportSize({ width, height: 768 })
      await page.screenshot({
        path: `test-results/screenshots/report-page-${width}.png`,
        animations: 'disabled',
      })
      const wide = await frame.evaluate(
        'document.documentElement.scrollWidth <= document.documentElement.clientWidth',
      )
      expect(wide, `nothing is cut off at ${width}`).toBe(true)
    }
  })

  await test.step('the frame is a place where nothing runs, and that reaches nothing of the page', async () => {
    const frame = page.frames().find((one) => one.url().includes('report'))
    expect(await frame?.evaluate('[typeof desktop, origin]')).toEqual(['undefined', 'null'])
    expect(
      await page.evaluate(`(() => {
      try { return typeof document.querySelector('iframe').contentWindow.document } catch (error) { return error.name }
    })()`),
    ).toBe('SecurityError')
  })

  await test.step('PDF: pages with text, and the window is the only one left', async () => {
    const { pages, texts } = readPdf(await save('Save as PDF…', 'pdf'))
    expect(pages).toBeGreaterThan(1)
    expect(texts).toBeGreaterThan(100)
    expect(await electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  })

  await test.step('CSV: a spreadsheet finds one row for each message', async () => {
    const csv = (await save('Save as CSV…', 'csv')).toString('utf8')
    expect(csv.startsWith('\ufefffrom,signed in as,')).toBe(true)
    expect(csv.trimEnd().split('\r\n')).toHaveLength(5)
  })

  await test.step('HTML and JSON: checked as they are, and after one word was changed', async () => {
    for (const [name, format] of [
      ['Save as HTML…', 'html'],
      ['Save as JSON…', 'json'],
    ] as const) {
      const text = (await save(name, format)).toString('utf8')
      await answerOpenDialog(electronApp, path.join(folder, `report.${format}`))
      await button('Check a report…').click()
      await expect(page.getByText('Unchanged since it was written.')).toBeVisible()
      await expect(page.getByText('Its run is on this PC and says the same.')).toBeVisible()
      const forged = path.join(folder, `forged.${format}`)
      writeFileSync(forged, text.replace('received', 'deceived'))
      await answerOpenDialog(electronApp, forged)
      await button('Check a report…').click()
      await expect(page.getByText('Changed.', { exact: true })).toBeVisible()
    }
  })

  await test.step('a task for Monday and Thursday, with the line that registers it', async () => {
    const file = path.join(folder, 'task.xml')
    await button('Set up a scheduled run…').click()
    await page.getByLabel('Time').fill('05:30')
    await page.getByLabel('Thu').check()
    await answerSaveDialog(electronApp, file)
    await button('Save the task file…').click()
    await expect(page.getByText(/^schtasks \/Create/)).toBeVisible()
    const bytes = readFileSync(file)
    expect([...bytes.subarray(0, 2)]).toEqual([0xff, 0xfe])
    const xml = bytes.toString('utf16le')
    expect(xml).toContain('T05:30:00</StartBoundary>')
    expect(xml).toContain('<DaysOfWeek><Monday /><Thursday /></DaysOfWeek>')
    expect(xml).toContain('verify --report')
    await page.keyboard.press('Escape')
  })

  await test.step('the support bundle is read before it is saved, and holds what was shown', async () => {
    const file = path.join(folder, 'support.zip')
    await button('Settings').click()
    await page.getByLabel('About').selectOption({ label: 'Contoso · EAP' })
    await button('Check the bundle…').click()
    await button('transcripts.txt').click()
    const content = page.getByRole('region', { name: 'Content of transcripts.txt' })
    await expect(content).toContainText('STARTTLS')
    await expect(content).not.toContainText('contoso.example')
    await answerSaveDialog(electronApp, file)
    await button('Save as ZIP…').click()
    await expect(page.getByRole('status').filter({ hasText: 'support.zip' })).toBeVisible()
    const zip = unzipSync(new Uint8Array(readFileSync(file)))
    expect(strFromU8(zip['transcripts.txt'] ?? new Uint8Array())).toBe(await content.textContent())
    expect(Object.keys(zip)).toContain('journal.txt')
  })
})
