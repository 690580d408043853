/** An administrator who fears to break the tenant: reads the registration, sees each change before it is made, and takes it back. */
import path from 'node:path'
import type { Page } from '@playwright/test'
import { Agent } from 'undici'
import { startPracticeTenant } from '../../src/practice/index.ts'
import {
  directoryAt,
  everyRight,
  graphCommandLine,
  rowsIn,
  type Directory,
} from '../integration/practice/directory-kit.ts'
import { readFileSync } from 'node:fs'
import { barriersOn } from '../axe.ts'
import { answerConfirmations, expect, test } from './app.ts'
import { takePictures } from './looks.ts'
import { expectVisibleFocus, openPracticeSetup, pressOn } from './person.ts'
import { allThemes, wear } from './themes.ts'

/** Somebody else changes the same tenant behind the window's back. */
async function inTheTenant(
  dataFolder: string,
  setup: string,
  change: (graph: Directory) => Promise<void>,
): Promise<void> {
  const tenant = await startPracticeTenant({
    mailboxes: 4,
    seed: 1,
    prepared: false,
    registrations: [],
    faults: [],
    stateDir: path.join(dataFolder, 'practice', setup),
  })
  const agent = new Agent({ connect: { ca: readFileSync(tenant.endpoints.caFile, 'utf8') } })
  try {
    const scope = everyRight.map((right) => `https://graph.microsoft.com/${right}`).join(' ')
    const account = tenant.endpoints.adminUser
    const { accessToken } = await tenant.admin.robotToken({ clientId: graphCommandLine, account, scope })
    await change(directoryAt(tenant.endpoints.graph, agent, accessToken))
  } finally {
    await agent.close()
    await tenant.close()
  }
}

/** Takes the product's redirect away and asks for a permission too many. */
async function spoil(graph: Directory): Promise<void> {
  const [application] = rowsIn(await graph('GET', '/applications?$select=id,requiredResourceAccess'))
  const requested = application?.requiredResourceAccess as {
    resourceAppId: string
    resourceAccess: { id: string; type: string }[]
  }[]
  const mailReadWrite = { id: '024d486e-b451-40bb-833d-3e66d98c5c73', type: 'Scope' }
  const answer = await graph('PATCH', `/applications/${String(application?.id)}`, {
    body: {
      web: { redirectUris: [] },
      requiredResourceAccess: requested.map((one) => ({
        ...one,
        resourceAccess: [...one.resourceAccess, mailReadWrite],
      })),
    },
  })
  expect(answer.status).toBe(204)
}

async function checkedInEveryTheme(page: Page): Promise<void> {
  for (const theme of allThemes) {
    await wear(page, theme)
    expect(await barriersOn(page, theme === 'light' ? 'everything' : 'colours')).toEqual([])
  }
  await wear(page, 'light')
}

test('an administrator makes a registration from nothing, mends what somebody changed, and takes that back', async ({
  page,
  electronApp,
  dataFolder,
}) => {
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const setting = (name: string) =>
    page.getByRole('region', { name: 'Settings of the registration' }).getByRole('button', { name })
  const head = page.getByRole('region', { name: 'Last reading' })
  const work = page.getByRole('region', { name: 'Work in the tenant' })
  const dialog = page.getByRole('dialog')
  const setup = await openPracticeSetup(page, { prepared: false })

  await test.step('nothing is known, and the page says what reading does', async () => {
    await page.getByRole('tab', { name: 'Registration' }).click()
    await expect(page.getByRole('heading', { name: 'The tenant has not been read yet' })).toBeVisible()
    await checkedInEveryTheme(page)
    await pressOn(page, button('Read the tenant…'))
    await expect(dialog).toContainText('The practice administrator')
    expect(await barriersOn(page)).toEqual([])
    await page.keyboard.press('Enter')
  })
  await test.step('nothing is there: shown as such, with who read it', async () => {
    await expect(head).toContainText('Read by')
    await expect(setting('App registration')).toContainText('Not there')
    await expect(head).toContainText('The sign-in was dropped')
    await checkedInEveryTheme(page)
  })
  await test.step('a no to the native question changes nothing', async () => {
    const asked = await answerConfirmations(electronApp, false)
    await button('Create…').click()
    await expect(dialog).toContainText('Register “')
    expect(await barriersOn(page)).toEqual([])
    await takePictures(page, 'registration-preview')
    await button(/^Make \d changes…$/).click()
    await expect.poll(asked).toHaveLength(1)
    expect((await asked())[0]).toMatch(/^Make \d changes in the tenant .+\?$/)
    await expect(dialog).toBeVisible()
  })
  await test.step('a yes makes it, one change after another, and reads it back', async () => {
    await answerConfirmations(electronApp, true)
    await button(/^Make \d changes…$/).click()
    await expect(work).toContainText('made and read back from the tenant')
    await expect(work.getByRole('listitem').first()).toContainText('Done')
    await expect(head).toContainText(/Matches/)
    await expect(setting('Redirect URIs of the product')).toContainText('Matches')
    await page.getByRole('tab', { name: 'Plan' }).click()
    await expect(page.locator('button[data-state=done]').first()).toBeVisible()
    await page.keyboard.press('Control+Tab')
    await expect(work).toContainText('made and read back')
    await work.getByRole('button', { name: 'Close' }).click()
  })
  await test.step('what somebody changed is found, and shown alone', async () => {
    await inTheTenant(dataFolder, setup, spoil)
    await button('Read again').click()
    await expect(head).toContainText('2 differences')
    await page.getByRole('button', { name: /^Differences only 2/ }).click()
    await expect(setting('Redirect URIs of the product')).toContainText('missing')
    await expect(setting('No surplus permissions requested')).toContainText('Mail.ReadWrite')
    await expect(setting('Supported account types')).toHaveCount(0)
    await pressOn(page, setting('Redirect URIs of the product'), 'ArrowDown')
    await expectVisibleFocus(page)
    await checkedInEveryTheme(page)
    await takePictures(page, 'registration-differs')
    await page.getByRole('button', { name: /^All \d/ }).click()
  })
  await test.step('it is repaired', async () => {
    await button('Repair…').click()
    await expect(dialog).toContainText('Before')
    await expect(dialog).toContainText('Can be undone.')
    await button('Make 2 changes…').click()
    await expect(work).toContainText('2 changes made and read back')
    await expect(head).toContainText(/Matches/)
  })
  await test.step('the repair alone is undone, and the registration stays', async () => {
    const asked = await answerConfirmations(electronApp, true)
    await work.getByRole('button', { name: 'Undo…' }).click()
    await expect(dialog.getByRole('radio', { name: /What was changed last \(2\)/ })).toBeChecked()
    expect(await barriersOn(page)).toEqual([])
    await button('Undo 2 changes…').click()
    await expect(work).toContainText('2 changes undone and read back')
    expect((await asked())[0]).toMatch(/^Undo 2 changes in the tenant /)
    await expect(head).toContainText('2 differences')
    await expect(setting('App registration')).toContainText('Matches')
    await work.getByRole('button', { name: 'Close' }).click()
  })
  await test.step('who may not read everything is told which right is missing, and nothing is called absent', async () => {
    await head.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Sign in another way…' }).click()
    await dialog.getByLabel('Administrator').fill('app.admin@contoso.example')
    await button('Sign in and read').click()
    await expect(head).toContainText('4 not readable')
    await expect(head).toContainText('app.admin@contoso.example')
    await page.getByRole('button', { name: /^Not readable 4/ }).click()
    await expect(setting('Security defaults')).toContainText('Could not be read: needs Policy.Read.All')
    await setting('Security defaults').click()
    await expect(page.getByRole('article')).toContainText('Not readable does not mean that it is missing.')
    expect(await barriersOn(page)).toEqual([])
  })
  await test.step('in a real tenant, each door says what it leads to before anybody signs in', async () => {
    const real = 'Fabrikam · EAP'
    const created = await page.evaluate(
      (name) =>
        desktop.call['setup.create']({
          recipe: 'eap',
          name,
          answers: { hostname: 'eap.fabrikam.example', sender: 'shared' },
          where: {
            kind: 'tenant',
            cloud: 'global',
            tenantId: '0f0e0d0c-0b0a-4908-8706-050403020100',
            clientId: '',
          },
        }),
      real,
    )
    expect(created).toMatchObject({ ok: true })
    await page.getByRole('navigation').getByRole('button', { name: real }).click()
    await page.getByRole('tab', { name: 'Registration' }).click()
    await button('Read the tenant…').click()
    await expect(dialog.getByRole('radio', { name: /^Microsoft Graph Command Line Tools/ })).not.toBeChecked()
    await expect(button('Sign in and read')).toHaveAttribute('aria-disabled', 'true')
    await dialog.getByText('Script for Graph PowerShell').click()
    await expect(dialog.locator('pre')).toContainText('New-MgApplication')
    await dialog.getByLabel('Application (client) ID').fill('0f0e0d0c-0b0a-4908-8706-050403020101')
    await expect(button('Sign in and read')).not.toHaveAttribute('aria-disabled', 'true')
    await checkedInEveryTheme(page)
    await takePictures(page, 'registration-doors')
  })
})
