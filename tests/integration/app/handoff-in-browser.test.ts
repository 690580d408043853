/** The hand-over page as its reader opens it: a file on a PC without Sendproof, in a browser, perhaps without script. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from '@playwright/test'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { handoffHtml } from '../../../src/documents/handoff/handoff-html.ts'
import { handoffPlan, readAnswer } from '../../../src/domain/handoff/handoff.ts'
import { en } from '../../../src/words/en.ts'
import { sayStep } from '../../../src/words/say-step.ts'
import { findHeadlessChromium } from '../../../tools/stand-in/chromium.ts'
import { barriersOn } from '../../axe.ts'
import { faultsOfLayout } from '../../e2e/layout.ts'
import { checklistOf, contosoSetup, now } from '../../kit/contoso.ts'
import { recipeOf } from '../../unit/domain/recipe/recipes.ts'

const executablePath = findHeadlessChromium()
const evil = '</script><img src=https://evil.invalid/x onerror=alert(1)>"\'`'
const third = '62456f6e-1234-4abc-8def-000000000003'

// on a busy machine a browser takes its time
let browser: Browser
let folder: string
beforeAll(async () => {
  if (executablePath === undefined) return
  folder = mkdtempSync(path.join(os.tmpdir(), 'sendproof-page-'))
  browser = await chromium.launch({
    executablePath,
    args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  })
  return async () => {
    await browser.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

/** A pack for finPOWER's Entra administrator, from a setup whose name and tenant are an attack. */
async function open(
  javaScriptEnabled = true,
): Promise<{ page: Page; complaints: string[]; steps: string[] }> {
  const recipe = recipeOf('finpower-connect')
  const setup = contosoSetup({ recipeId: recipe.id, answers: {}, name: evil, tenantName: evil })
  const checklist = checklistOf({ setup, recipe })
  const warned = { cautions: [], deadlines: [] }
  const plan = handoffPlan({ setup, recipe, checklist, warned, now }, 'entra-admin', (step) =>
    sayStep(en, step),
  )
  if (plan === null) throw new Error('no plan')
  const file = path.join(folder, 'index.html')
  writeFileSync(
    file,
    handoffHtml(plan, { timeZone: 'UTC', version: '0.1.0', script: null }, { words: en, locale: 'en' }),
  )
  const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 1366, height: 768 } })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => !/^(file|blob):/.test(request.url()) && complaints.push(request.url()))
  await page.goto(pathToFileURL(file).href)
  return { page, complaints, steps: plan.steps.map(({ title }) => title) }
}

describe.skipIf(executablePath === undefined)('a reader without Sendproof', () => {
  test('ticks, writes and saves a reply that imports as it was meant, and nothing else on the page runs', async () => {
    const { page, complaints, steps } = await open()
    const [first = '', second = ''] = steps
    const save = page.getByRole('button', { name: 'Save reply' })
    const said = page.getByRole('status')
    await save.click()
    expect(await said.textContent()).toBe('Enter your name first.')
    await page.getByLabel('Your name').fill('Omar')
    await save.click()
    expect(await said.textContent()).toMatch(/^Nothing is filled in yet/)

    await page.getByRole('checkbox', { name: `Done: ${first}` }).check()
    await page.getByLabel(`What I saw: ${first}`).fill(`Registered. ${evil}`)
    await page.getByLabel(`Your reply: ${second}`).selectOption('blocked')
    await page.getByLabel('Object ID of the Enterprise application').fill(third)
    expect(await barriersOn(page)).toEqual([])
    for (const width of [1366, 700]) {
      await page.setViewportSize({ width, height: 768 })
      expect(await faultsOfLayout(page), `${width} px`).toEqual([])
    }
    const [download] = await Promise.all([page.waitForEvent('download'), save.click()])
    expect(download.suggestedFilename()).toBe('send-back.json')
    expect(await said.textContent()).toContain('Steps in it: 2.')

    const reply = readAnswer(readFileSync(await download.path(), 'utf8'))
    if (!reply.ok) throw new Error(reply.error.code)
    expect(reply.value).toMatchObject({ who: 'Omar', enterpriseObjectId: third, setupName: evil })
    expect(reply.value.steps.filter(({ state }) => state !== '')).toMatchObject([
      { title: first, state: 'done', note: `Registered. ${evil}` },
      { title: second, state: 'blocked', note: '' },
    ])
    expect(complaints).toEqual([])
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByText(`Registered. ${evil}`).isVisible()).toBe(true)
    expect(await save.isVisible()).toBe(false)
  })

  test('whose mail gateway or browser lets no script run reads the page as it is on paper', async () => {
    const { page, complaints } = await open(false)
    expect(await page.getByRole('button').count()).toBe(0)
    expect(await page.getByRole('checkbox').count()).toBe(0)
    expect(await page.getByText('Choose what suits you').isVisible()).toBe(true)
    expect(complaints).toEqual([])
  })
})
