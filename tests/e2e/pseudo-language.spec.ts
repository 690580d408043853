/** A translator's question: is there a sentence anywhere in the window that no language folder holds? */
import { execFileSync } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { findPowerShell } from '../../tools/powershell.ts'
import { unworded } from '../pseudo-language.ts'
import { answerConfirmations, answerOpenDialog, answerSaveDialog, expect, test } from './app.ts'
import { openPracticeSetup } from './person.ts'

const powershell = findPowerShell()
test.use({
  words: ['--language', 'qps-ploc'],
  machine: powershell === undefined ? {} : { SENDPROOF_POWERSHELL: powershell },
})

const setupName = 'Contoso · EAP'
/** A recipe's name, which holds a colon as sentences do. */
const generic = 'Another product: SMTP with OAuth'

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
  const bare = texts.flatMap((text) => unworded(text, [...known, setupName, generic, 'root', 'Contoso']))
  expect.soft(bare, `${where}: text that is neither words nor data`).toEqual([])
}

const tab = (page: Page, name: string) => page.getByRole('tab', { name: new RegExp(name) })
const button = (page: Page, name: RegExp) => page.getByRole('button', { name })

const dialog = (page: Page) => page.getByRole('dialog').or(page.getByRole('alertdialog'))

/** A dialog that is open says nothing of its own, and is gone afterwards. */
async function expectDialogWorded(page: Page, where: string, known: readonly string[] = []): Promise<void> {
  await expect(dialog(page), where).toBeVisible()
  await expectWorded(page, where, known)
  await page.keyboard.press('Escape')
  await expect(dialog(page), where).toBeHidden()
}

async function share(page: Page, choice: RegExp): Promise<void> {
  await button(page, /Share/).click()
  await page.getByRole('menuitem', { name: choice }).click()
}

test('every page of the window speaks from the language folder', async ({ page, electronApp }) => {
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
    await expect(dialog(page)).toBeVisible()
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
  await test.step('Registration, from nothing read to what would be changed and undone', async () => {
    await tab(page, 'Registration').click()
    await expectWorded(page, 'Registration, not read')
    await button(page, /Read the tenant…/).click()
    await expectWorded(page, 'Sign in an administrator')
    await button(page, /Sign in and read/).click()
    await expect(page.locator('[data-look]').first()).toBeVisible()
    await expectWorded(page, 'Registration')
    await page.locator('button[data-look=ok]').first().click()
    await expectWorded(page, 'Registration: a setting')
    await button(page, /Repair…/).click()
    await expect(dialog(page)).toBeVisible()
    await expectWorded(page, 'Registration: preview')
    await answerConfirmations(electronApp, true)
    await button(page, /⟦Make \d/).click()
    await expect(button(page, /Undo…/).first()).toBeVisible()
    await expectWorded(page, 'Registration: changed')
    await button(page, /Undo…/).first().click()
    await expectDialogWorded(page, 'Registration: undo')
    await button(page, /⟦More⟧/).click()
    await page.getByRole('menuitem', { name: /Microsoft’s page…/ }).click()
    await expectDialogWorded(page, 'Consent on Microsoft’s page')
    await page.keyboard.press('Escape')
    await button(page, /⟦Close⟧/)
      .first()
      .click()
    await button(page, /⟦More⟧/).click()
    await page.getByRole('menuitem', { name: /Replace the credential/ }).click()
    await button(page, /Add a new credential…/).click()
    await expect(dialog(page)).toBeVisible()
    await expectWorded(page, 'Rollover: preview')
    await button(page, /⟦Make \d/).click()
    await expect(page.getByRole('checkbox').first()).toBeEnabled()
    await expectWorded(page, 'Rollover: places')
    await button(page, /Back to the settings/).click()
    await expectWorded(page, 'Registration: a rollover under way')
    await button(page, /⟦More⟧/).click()
    await page.getByRole('menuitem', { name: /Remove from the tenant/ }).click()
    await button(page, /Check where it stands…/).click()
    await expect(button(page, /⟦Deactivate…/)).toBeVisible()
    await expectWorded(page, 'Decommission')
    await button(page, /⟦Deactivate…/).click()
    await expect(dialog(page)).toBeVisible()
    await expectDialogWorded(page, 'Decommission: preview')
    await button(page, /Back to the settings/).click()
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
    await expect(button(page, /All signed in/)).toBeVisible()
    await expectWorded(page, 'Mailboxes, signed in')
  })
  await test.step('Exchange, before and after it was read', async () => {
    await tab(page, 'Exchange').click()
    await expectWorded(page, 'Exchange')
    await button(page, /⟦More⟧/).click()
    await expectWorded(page, 'Exchange: more')
    await page.keyboard.press('Escape')
    if (powershell === undefined) return
    await button(page, /⟦Read Exchange⟧/).click()
    await expect(page.getByText('⟦Exchange was read.⟧')).toBeVisible()
    await button(page, /Show the output/).click()
    await page.getByRole('grid').getByRole('row').nth(1).click()
    await expect(page.getByRole('article').getByRole('listitem').first()).toBeVisible()
    await expectWorded(page, 'Exchange: a mailbox')
    await button(page, /⟦Planned changes⟧/).click()
    await expectWorded(page, 'Exchange: planned changes')
    await button(page, /⟦Made changes⟧/).click()
    await expectWorded(page, 'Exchange: made changes')
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
    await expect(page.getByRole('heading', { name: /Proven/ })).toBeVisible()
    await page.getByRole('row').nth(1).click()
    await expectWorded(page, 'Verify, after the run')
  })
  await test.step('Expiries, as a time line, as a table, and what is asked before the tenant is read', async () => {
    const nav = page.getByRole('navigation')
    await nav.getByRole('button', { name: /⟦Expiries⟧/ }).click()
    await expect(page.getByRole('list', { name: /⟦Time line⟧/ })).toBeVisible()
    const mailboxes: readonly string[] = []
    await expectWorded(page, 'Expiries', mailboxes)
    await button(page, /⟦Show as table⟧/).click()
    await expectWorded(page, 'Expiries: table', mailboxes)
    await button(page, /Read from the tenant…/).click()
    await page.getByRole('radio').last().check()
    await expectDialogWorded(page, 'Expiries: read from the tenant', mailboxes)
    await nav.getByRole('button', { name: setupName }).click()
  })
  await test.step('a password that was reset', async () => {
    await tab(page, 'Mailboxes').click()
    await page.getByRole('grid').getByRole('row').nth(1).click()
    await button(page, /Password was reset…/).click()
    await expectDialogWorded(page, 'Password reset', ['Mara Novak'])
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

test('every dialog about a setup and its files speaks from the language folder', async ({
  page,
  electronApp,
  dataFolder,
}) => {
  const at = (name: string) => path.join(dataFolder, name)
  await openPracticeSetup(page, { name: setupName, prepared: false })
  await test.step('details, and what another answer changes', async () => {
    await button(page, /Edit details/).click()
    await expectDialogWorded(page, 'Edit details')
    await button(page, /Edit details/).click()
    await dialog(page).getByRole('radio', { checked: false }).first().check()
    await button(page, /⟦Save⟧/).click()
    await expect(dialog(page).getByRole('listitem').first()).toBeVisible()
    await expectDialogWorded(page, 'What changed')
  })
  await test.step('a template', async () => {
    await answerSaveDialog(electronApp, at('template.json'))
    await share(page, /template…/)
    await expectDialogWorded(page, 'Template saved')
  })
  await test.step('a pack that is handed over, a reply that is none, and one that comes back', async () => {
    await answerOpenDialog(electronApp, at('pack'))
    await share(page, /Hand over…/)
    await dialog(page).getByRole('radio').first().check()
    await button(page, /Choose a folder…/).click()
    await expect(dialog(page).getByRole('status')).toContainText('pack')
    await expectDialogWorded(page, 'Handed over')
    await answerOpenDialog(electronApp, at('template.json'))
    await share(page, /Import a reply…/)
    await expectDialogWorded(page, 'Not a reply')
    await answerOpenDialog(
      electronApp,
      path.join(at('pack'), (await readdir(at('pack')))[0] ?? '', 'send-back.json'),
    )
    await share(page, /Import a reply…/)
    await expectDialogWorded(page, 'Reply imported')
  })
  await test.step('a sealed export, and the way back in', async () => {
    await answerSaveDialog(electronApp, at('contoso.sendproof'))
    await share(page, /Export…/)
    const passphrase = 'four words nobody joins'
    await dialog(page).locator('input[type=password]').fill(passphrase)
    await dialog(page).locator('input[type=password]').nth(1).fill(passphrase)
    await button(page, /Choose a file…/).click()
    await expect(dialog(page)).toContainText('contoso.sendproof')
    await expectDialogWorded(page, 'Exported')
    await answerOpenDialog(electronApp, at('contoso.sendproof'))
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /Setups/ })
      .click()
    await button(page, /More ways to start/).click()
    await page.getByRole('menuitem', { name: /Import…/ }).click()
    await expect(dialog(page)).toBeVisible()
    await expectWorded(page, 'Sealed file')
    await dialog(page).locator('input[type=password]').fill(passphrase)
    await button(page, /⟦Import⟧/).click()
    await expect(dialog(page).locator('input[type=password]')).toHaveCount(0)
    await expectDialogWorded(page, 'Imported')
  })
})

test('every dialog about a mailbox and a credential speaks from the language folder', async ({
  page,
  electronApp,
  dataFolder,
}) => {
  const at = (name: string) => path.join(dataFolder, name)
  await openPracticeSetup(page, {
    name: setupName,
    recipe: 'generic-smtp-oauth',
    answers: {},
    prepared: false,
  })
  await test.step('who receives, and who leaves the list', async () => {
    await tab(page, 'Mailboxes').click()
    await button(page, /Choose…|Change…/)
      .first()
      .click()
    await expectDialogWorded(page, 'Recipient')
    await button(page, /Take the/).click()
    await page.getByRole('row').nth(1).click()
    await button(page, /Remove from the list/).click()
    await expectDialogWorded(page, 'Remove a mailbox', ['Mara Novak'])
  })
  await test.step('a secret, a certificate, and what removes them', async () => {
    await tab(page, 'Credential').click()
    await button(page, /Add client secret/).click()
    await dialog(page).locator('input[type=password]').fill('3f2504e0-4f89-41d3-9a0c-0305e82c3301')
    await expectDialogWorded(page, 'Client secret')
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '300', '-subj', '/CN=Contoso'],
        ...['-keyout', at('key.pem'), '-out', at('cert.pem')],
      ],
      { stdio: 'ignore' },
    )
    execFileSync('openssl', [
      ...['pkcs12', '-export', '-inkey', at('key.pem'), '-in', at('cert.pem')],
      ...['-out', at('mail.pfx'), '-passout', 'pass:Correct-1'],
    ])
    await answerOpenDialog(electronApp, at('mail.pfx'))
    await button(page, /Add certificate file/).click()
    await expect(dialog(page)).toBeVisible()
    await expectWorded(page, 'Passphrase of a certificate')
    await dialog(page).locator('input[type=password]').fill('Correct-1')
    await button(page, /⟦Open⟧/).click()
    await expect(dialog(page)).toBeHidden()
    await button(page, /Remove/).click()
    await expectDialogWorded(page, 'Remove a credential')
  })
  await test.step('whom the application must not reach', async () => {
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /Setups/ })
      .click()
    const another = 'Contoso · Invoices'
    await openPracticeSetup(page, { name: another, recipe: 'finpower-connect', answers: {}, prepared: false })
    await tab(page, 'Mailboxes').click()
    await button(page, /Choose…/)
      .last()
      .click()
    await expectDialogWorded(page, 'Outside', [another, 'Invoices'])
  })
  await test.step('a value of a real tenant that nobody has given yet', async () => {
    const real = 'Contoso · at work'
    const created = await page.evaluate(
      (name) =>
        desktop.call['setup.create']({
          recipe: 'generic-smtp-oauth',
          name,
          answers: {},
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
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /Setups/ })
      .click()
    await page.getByRole('main').getByRole('button', { name: real, exact: true }).click()
    await tab(page, 'Product').click()
    await button(page, /Enter it…/)
      .first()
      .click()
    await expectDialogWorded(page, 'Missing value', [real, 'Contoso · Invoices'])
    await tab(page, 'Registration').click()
    await button(page, /Read the tenant…/).click()
    await dialog(page).locator('summary').click()
    await expectDialogWorded(page, 'Doors to a real tenant', [real, 'Contoso · Invoices'])
  })
})
