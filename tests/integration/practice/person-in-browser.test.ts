import { type Browser, chromium, type Page } from '@playwright/test'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { findHeadlessChromium } from '../../../tools/stand-in/chromium.ts'
import { barriersOn } from '../../axe.ts'
import { authorizeUrl, loopback, practice } from './kit.ts'

const executablePath = findHeadlessChromium()
const asRoot = process.getuid?.() === 0

// on a busy machine a browser takes its time
// one browser for the file; each person gets a profile of their own
let browser: Browser
beforeAll(async () => {
  if (executablePath === undefined) return
  browser = await chromium.launch({
    executablePath,
    args: ['--disable-gpu', '--disable-background-networking', ...(asRoot ? ['--no-sandbox'] : [])],
  })
  return () => browser.close()
})

async function open(): Promise<{ page: Page; complaints: string[] }> {
  // a person would click the certificate warning away: the CA is known to nobody
  const context = await browser.newContext({ ignoreHTTPSErrors: true })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    // a refused sign-in is HTTP 400 on purpose
    if (message.type() === 'error' && !message.text().includes('status of 400'))
      complaints.push(message.text())
  })
  return { page, complaints }
}
const title = (page: Page, text: string) => page.getByRole('heading', { name: text }).waitFor()
/** Types where the page has put the cursor by itself, and goes on with Enter. */
async function type(page: Page, field: 'account' | 'password', text: string): Promise<void> {
  await page.locator(`#${field}:focus`).waitFor()
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

describe.skipIf(executablePath === undefined)(
  'a person signs in with a real browser and the keyboard alone',
  () => {
    test('from the address to the application, past a typing error and the consent', async () => {
      const p = await practice()
      await p.tenant.admin.revokeConsent(p.clientId)
      await p.tenant.admin.setUserConsentAllowed(true)
      const { uri, answer } = await loopback()
      const { page, complaints } = await open()
      await page.goto(authorizeUrl(p, { redirect_uri: uri }).url)
      await title(page, 'Sign in')
      await page.getByText('Practice tenant - not Microsoft').waitFor()
      expect(await barriersOn(page)).toEqual([])

      await type(page, 'account', p.anna)
      await title(page, 'Enter password')
      expect(await barriersOn(page)).toEqual([])
      await type(page, 'password', 'wrong')
      await page.getByRole('alert').filter({ hasText: 'AADSTS50126' }).waitFor()
      await type(page, 'password', p.tenant.endpoints.password)

      await title(page, 'Permissions requested')
      await page.getByText('Send emails from your mailbox using SMTP AUTH').waitFor()
      expect(await barriersOn(page)).toEqual([])
      await page.getByRole('button', { name: 'Accept' }).focus()
      await page.keyboard.press('Enter')
      expect((await answer).get('code')).toMatch(/^1\.A/)
      expect((await answer).get('state')).toBe('our-state')
      expect(complaints).toEqual([])
    })

    test('the next sign-in of the same browser is silent, and a forced picker lets another person in', async () => {
      const p = await practice()
      const { page, complaints } = await open()
      const first = await loopback()
      await page.goto(authorizeUrl(p, { redirect_uri: first.uri, login_hint: p.anna }).url)
      await type(page, 'password', p.tenant.endpoints.password)
      await first.answer
      await page.waitForURL(`${first.uri}/`)

      const silent = await loopback()
      await page.goto(authorizeUrl(p, { redirect_uri: silent.uri, response_mode: 'query' }).url)
      expect((await silent.answer).get('code')).toMatch(/^1\.A/)
      await page.waitForURL(`${silent.uri}/**`)

      const forced = await loopback()
      await page.goto(authorizeUrl(p, { redirect_uri: forced.uri, prompt: 'select_account' }).url)
      await title(page, 'Pick an account')
      await page.getByRole('button', { name: p.anna }).waitFor()
      expect(await barriersOn(page)).toEqual([])
      await page.getByLabel('Or use another account').fill(p.ben)
      await page.keyboard.press('Enter')
      await title(page, 'Enter password')
      await type(page, 'password', p.tenant.endpoints.password)
      expect((await forced.answer).get('code')).toMatch(/^1\.A/)
      expect(complaints).toEqual([])
    })

    test('a page that ends the road says why, in the dark too', async () => {
      const p = await practice()
      const { page } = await open()
      await page.emulateMedia({ colorScheme: 'dark' })
      await page.goto(authorizeUrl(p, { redirect_uri: 'http://localhost/elsewhere' }).url)
      await page.getByRole('alert').filter({ hasText: 'AADSTS50011' }).waitFor()
      expect(await barriersOn(page)).toEqual([])
    })

    test('who may not consent is told to ask an administrator, and can go back to the application', async () => {
      const p = await practice()
      await p.tenant.admin.revokeConsent(p.clientId)
      const { uri, answer } = await loopback()
      const { page } = await open()
      await page.goto(authorizeUrl(p, { redirect_uri: uri, login_hint: p.anna }).url)
      await type(page, 'password', p.tenant.endpoints.password)
      await title(page, 'Need admin approval')
      await page.getByRole('button', { name: 'Back to the application' }).press('Enter')
      expect((await answer).get('error_description')).toContain('AADSTS65004')
    })
  },
)
