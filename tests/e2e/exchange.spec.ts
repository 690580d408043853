/** An administrator at the Exchange page: from what is missing to mailboxes that can send, and all the way back. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { findPowerShell } from '../../tools/powershell.ts'
import type { Page } from '@playwright/test'
import { Agent, fetch } from 'undici'
import { barriersOn, settled } from '../axe.ts'
import { answerConfirmations, answerOpenDialog, answerSaveDialog, expect, test } from './app.ts'
import { faultsOfLayout, windowSizes } from './layout.ts'
import { takePictures } from './looks.ts'
import { openPracticeSetup, pressOn, tabTo } from './person.ts'
import { allThemes, wear } from './themes.ts'

const powershell = findPowerShell()

/** The page as it stands is whole at every width a window has; two of them are kept to look at. */
async function expectWhole(page: Page, name: string): Promise<void> {
  const faults: string[] = []
  for (const size of windowSizes) {
    await page.setViewportSize(size)
    await settled(page)
    faults.push(...(await faultsOfLayout(page)).map((fault) => `${size.width}: ${fault}`))
    if (size.width !== 960) continue
    for (const theme of ['dark', 'light'] as const) {
      await wear(page, theme)
      const file = `../../test-results/widths/${name}-${size.width}-${theme}.png`
      await page.screenshot({ path: path.resolve(import.meta.dirname, file), animations: 'disabled' })
    }
  }
  expect(faults, name).toEqual([])
  await page.setViewportSize({ width: 1366, height: 768 })
}

/** Another device, in another browser: it trusts the practice tenant and knows the code, and nothing else. */
async function typeElsewhere(dataFolder: string, address: string, otc: string): Promise<void> {
  const folder = path.join(dataFolder, 'practice')
  const [setup = ''] = await readdir(folder)
  const ca = await readFile(path.join(folder, setup, 'ca.pem'), 'utf8')
  const dispatcher = new Agent({ connect: { ca } })
  const page = await (await fetch(address, { dispatcher })).text()
  const account = /name="account" value="([^"]+)"/.exec(page)?.[1] ?? ''
  await fetch(address, { method: 'POST', body: new URLSearchParams({ otc, account }), dispatcher })
  await dispatcher.close()
}

test.describe('with PowerShell', () => {
  test.use({ machine: { SENDPROOF_POWERSHELL: powershell ?? '' } })
  test.skip(powershell === undefined, 'There is no PowerShell here: install PowerShell 7 or the .NET SDK.')

  test('names the layer that blocks, previews, changes, reads again green, and undoes it all', async ({
    page,
    electronApp,
    dataFolder,
  }) => {
    const asked = await answerConfirmations(electronApp, true)
    const button = (name: string | RegExp) => page.getByRole('button', { name })
    const ended = (text: string) => expect(page.getByText(text)).toBeVisible()
    await openPracticeSetup(page, { prepared: false })
    await page.getByRole('tab', { name: /^Exchange/ }).click()

    await test.step('without mailboxes the page says what comes first', async () => {
      await expect(page.getByRole('heading', { name: 'List the mailboxes first' })).toBeVisible()
      await button('Go to Mailboxes').click()
      await button(/^Take the \d mailboxes/).click()
      await page.getByRole('tab', { name: /^Exchange/ }).click()
      await expect(page.getByRole('heading', { name: 'What does Exchange allow?' })).toBeVisible()
      await takePictures(page, 'exchange-empty', ['light'])
    })

    await test.step('reads here, live, while the person looks at another page', async () => {
      await button('Read Exchange').click()
      await expect(page.getByRole('region', { name: 'Script' })).toContainText('Reading Exchange')
      await page.getByRole('tab', { name: /^Plan/ }).click()
      await expect(page.getByRole('list', { name: 'Under way' })).toContainText('Exchange')
      await page.getByRole('tab', { name: /^Exchange/ }).click()
      await ended('Exchange was read.')
    })

    const grid = page.getByRole('grid', { name: 'Mailboxes in Exchange' })
    await test.step('says of a mailbox what blocks it, layer by layer, by keyboard alone', async () => {
      await expect(grid.getByRole('row').nth(1)).toContainText('SMTP AUTH off: organisation')
      await takePictures(page, 'exchange')
      await tabTo(page, grid.getByRole('row').nth(1))
      await page.keyboard.press('Enter')
      const detail = page.getByRole('region', { name: 'Details' })
      await expect(detail.getByRole('listitem').filter({ hasText: 'Blocks' }).first()).toContainText(
        'Turn it on for this mailbox only',
      )
      await expect(detail).toContainText('admin@contoso.example')
      await takePictures(page, 'exchange-mailbox')
      for (const theme of allThemes) {
        await wear(page, theme)
        expect(await barriersOn(page), theme).toEqual([])
      }
      await wear(page, 'light')
      await expectWhole(page, 'exchange-mailbox')
      await detail.getByRole('button', { name: 'Close' }).click()
      await expect(detail).toHaveCount(0)
    })

    await test.step('signs in with a code that can be copied, while the script waits for it', async () => {
      await button('More').last().click()
      await page.getByRole('menuitem', { name: 'Sign in another way…' }).click()
      const dialog = page.getByRole('dialog')
      await expect(dialog.getByRole('radio')).toHaveCount(3)
      await takePictures(page, 'exchange-sign-in', ['light'])
      expect(await barriersOn(page)).toEqual([])
      await dialog.getByRole('radio', { name: /^As an application/ }).check()
      await expect(dialog.getByRole('button', { name: 'Use this' })).toHaveAttribute('aria-disabled', 'true')
      await dialog.getByRole('radio', { name: /^With a code/ }).check()
      await dialog.getByRole('button', { name: 'Use this' }).click()
      await page.getByRole('tab', { name: /^Plan/ }).click()
      await page.getByRole('tab', { name: /^Exchange/ }).click()
      await expect(page.getByText('Signs in with a code on another device.')).toBeVisible()
      await button('Read again').click()
      const script = page.getByRole('region', { name: 'Script' })
      const line = script.getByText(/^Open https:\S+ on any device and enter this code:/)
      await expect(line).toBeVisible()
      await takePictures(page, 'exchange-code', ['light'])
      await expectWhole(page, 'exchange-code')
      await expect(script.getByRole('button', { name: /^Copy/ })).toBeVisible()
      const [, address = '', code = ''] =
        /(https:\S+) on any device and enter this code:\s*([A-Z0-9]+)/.exec(await line.innerText()) ?? []
      await typeElsewhere(dataFolder, address, code)
      await ended('Exchange was read.')
      await expect(line).toHaveCount(0)
      await button('More').last().click()
      await page.getByRole('menuitem', { name: 'Sign in another way…' }).click()
      await dialog.getByRole('radio', { name: /^In the browser/ }).check()
      await dialog.getByRole('button', { name: 'Use this' }).click()
    })

    await test.step('previews every command before anything is changed', async () => {
      await expect(button(/^Make \d changes…/)).toHaveAttribute('aria-disabled', 'true')
      await pressOn(page, button('Preview commands'))
      await ended('The preview is ready. Nothing was changed.')
      const planned = page.getByRole('grid', { name: 'Planned changes' })
      await planned.getByRole('row').filter({ hasText: 'Turn on Authenticated SMTP' }).first().click()
      await expect(page.getByRole('region', { name: 'Details' })).toContainText('Set-CASMailbox')
      await expect(page.getByText(/A preview changes nothing and proves nothing/)).toBeVisible()
      await takePictures(page, 'exchange-planned')
      expect(await barriersOn(page)).toEqual([])
      await expectWhole(page, 'exchange-planned')
      await button(/^Mailboxes \d/).click()
      await expect(grid.getByRole('row').nth(1)).toContainText('SMTP AUTH off')
    })

    await test.step('changes after a question that names the tenant and how many', async () => {
      await button(/^Make \d changes…/).click()
      await ended('The changes were made. Read again to see their effect.')
      expect((await asked()).at(-1)).toMatch(
        /Make \d changes in Exchange of the practice tenant contoso\.example\?/,
      )
      await button('Read again').click()
      await ended('Exchange was read.')
      await expect(page.getByText(/^All \d mailboxes as needed\.$/)).toBeVisible()
      await takePictures(page, 'exchange-ready', ['light'])
    })

    await test.step('undoes it by what was there before', async () => {
      await button(/^Made changes 1/).click()
      await page.getByRole('grid', { name: 'Made changes' }).getByRole('row').nth(1).click()
      await expect(page.getByRole('region', { name: 'Details' })).toContainText(
        'follows the organisation → on',
      )
      await takePictures(page, 'exchange-made')
      await page.getByRole('button', { name: 'Undo…', exact: true }).click()
      await ended('The change was undone. Read again to see the effect.')
      await expect(page.getByRole('grid', { name: 'Made changes' })).toContainText('Undone')
    })
  })
})

test.describe('without PowerShell', () => {
  test.use({ machine: { SENDPROOF_POWERSHELL: path.join(import.meta.dirname, 'not-installed') } })

  test('says so, hands the scripts over, and refuses the result of another tenant', async ({
    dataFolder,
    electronApp,
    page,
  }) => {
    await openPracticeSetup(page, { prepared: false })
    await page.getByRole('tab', { name: /^Mailboxes/ }).click()
    await page.getByRole('button', { name: /^Take the \d mailboxes/ }).click()
    await page.getByRole('tab', { name: /^Exchange/ }).click()
    await expect(page.getByText(/There is no PowerShell on this PC/)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Read Exchange' })).toHaveCount(0)
    expect(await faultsOfLayout(page)).toEqual([])

    await answerSaveDialog(electronApp, path.join(dataFolder, 'reading.zip'))
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Hand over the reading…' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'reading.zip' })).toBeVisible()

    const foreign = path.join(dataFolder, 'result.json')
    await writeFile(foreign, JSON.stringify(resultOfAnotherTenant))
    await answerOpenDialog(electronApp, foreign)
    await page.getByRole('button', { name: 'More', exact: true }).click()
    await page.getByRole('menuitem', { name: 'Import a result…' }).click()
    await expect(page.getByRole('alert')).toContainText(
      'The result is from the tenant 99999999-9999-4999-8999-999999999999',
    )
    expect(await barriersOn(page)).toEqual([])

    await test.step('the step for the product’s server makes the script, and says what the result reports', async () => {
      await page.getByRole('tab', { name: /^Plan/ }).click()
      await page.getByRole('button', { name: /^Check that the product’s server reaches Microsoft/ }).click()
      const step = page.getByRole('region', { name: 'Step' })
      await answerSaveDialog(electronApp, path.join(dataFolder, 'server check.zip'))
      await step.getByRole('button', { name: 'Make the script…' }).click()
      await expect(step.getByRole('status').filter({ hasText: 'server check.zip' })).toBeVisible()

      const [setup = ''] = await readdir(path.join(dataFolder, 'practice'))
      const reported = path.join(dataFolder, 'server.json')
      await writeFile(reported, JSON.stringify(resultOfServer(setup)))
      await answerOpenDialog(electronApp, reported)
      await step.getByRole('button', { name: 'Import the result…' }).click()
      await expect(
        step.getByText('Imported: CONTOSO\\svc-eap on SRV1 gets through to 0 of 1 host.'),
      ).toBeVisible()
      await expect(step).toContainText('No connection to smtp.office365.com on port 587.')
      await expect(step).toContainText('not read from the tenant')
      await takePictures(page, 'server-check', ['light'])
      expect(await barriersOn(page)).toEqual([])
      expect(await faultsOfLayout(page)).toEqual([])
    })
  })
})

/** What the script wrote on a server whose firewall lets nothing out on port 587. */
const resultOfServer = (setup: string) => ({
  ...{ format: 'sendproof-preflight-result', version: 1, planId: setup, setup },
  ...{ startedAt: '2025-11-01T10:00:00.000Z', finishedAt: '2025-11-01T10:00:10.000Z' },
  machine: { name: 'SRV1', account: 'CONTOSO\\svc-eap', system: 'Windows', powershell: '5.1' },
  java: null,
  checks: [
    {
      ...{ host: 'smtp.office365.com', port: 587, speaks: 'smtp', addresses: ['52.97.1.2'], dnsError: null },
      ...{ connected: false, connectError: 'timed out', greeting: null, startTls: null },
      ...{ tls: null, tlsError: null, certificate: null, skewSeconds: null, proxy: null },
    },
  ],
})

const notAsked = { state: 'not-asked' }
const resultOfAnotherTenant = {
  format: 'sendproof-exchange-result',
  version: 1,
  kind: 'read',
  planId: '11111111-2222-4333-8444-555555555555',
  planDigest: '0'.repeat(64),
  startedAt: '2026-11-01T10:00:00.0000000Z',
  finishedAt: '2026-11-01T10:00:10.0000000Z',
  ended: 'complete',
  host: {
    powershell: '7.6.9',
    edition: 'Core',
    system: 'Windows',
    module: '3.10.1',
    modules: ['3.10.1'],
    languageMode: 'FullLanguage',
    executionPolicy: 'RemoteSigned',
    culture: 'en-US',
  },
  connected: {
    account: 'admin@fabrikam.example',
    appId: '',
    tenantId: '99999999-9999-4999-8999-999999999999',
    organization: 'fabrikam.example',
  },
  troubles: [],
  facts: {
    organisation: notAsked,
    transport: notAsked,
    domains: notAsked,
    authenticationPolicies: notAsked,
    mailboxes: [],
    groups: [],
    applications: {
      servicePrincipals: notAsked,
      scopes: notAsked,
      assignments: notAsked,
      accessPolicies: notAsked,
    },
    tests: [],
    connectors: notAsked,
    hve: notAsked,
    cutShort: [],
  },
}
