/** The registration's credential: entered once, proven, replaced and forgotten, and never shown again. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { startPracticeTenant } from '../../src/practice/index.ts'
import { barriersOn } from '../axe.ts'
import { answerOpenDialog, expect, test } from './app.ts'
import { expectVisibleFocus, openPracticeSetup, pressOn, tabTo } from './person.ts'

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** What the portal would show: a secret of the setup's registration in its practice tenant. */
async function secretFromPortal(dataFolder: string, setup: string): Promise<string> {
  const tenant = await startPracticeTenant({
    mailboxes: 4,
    seed: 1,
    prepared: true,
    registrations: [],
    faults: [],
    stateDir: path.join(dataFolder, 'practice', setup),
  })
  try {
    const { registrations } = await tenant.admin.endpoints()
    const { value } = await tenant.admin.addSecret(registrations[0]?.clientId ?? '', { months: 6 })
    return value
  } finally {
    await tenant.close()
  }
}

test('a secret is entered with the keyboard, proven, replaced and forgotten, and the page never shows it', async ({
  page,
  dataFolder,
}) => {
  test.setTimeout(90_000)
  const setup = await openPracticeSetup(page)
  const secret = await secretFromPortal(dataFolder, setup)
  await page.getByRole('tab', { name: 'Credential' }).click()
  await expect(page.getByRole('heading', { name: 'No credential saved yet' })).toBeVisible()
  expect(await barriersOn(page)).toEqual([])

  await pressOn(page, page.getByRole('button', { name: 'Add client secret' }))
  const dialog = page.getByRole('dialog', { name: 'Add client secret' })
  await dialog.getByLabel('Value').fill('3f2504e0-4f89-41d3-9a0c-0305e82c3301')
  await expect(dialog.getByText(/This is the Secret ID, not the secret/)).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Save' })).toHaveAttribute('aria-disabled', 'true')
  expect(await barriersOn(page)).toEqual([])
  await dialog.getByLabel('Value').fill(secret)
  await expect(dialog.getByLabel('Value')).toHaveAttribute('type', 'password')
  await dialog.getByLabel('Expires').fill(inDays(20))
  await tabTo(page, dialog.getByRole('button', { name: 'Save' }))
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  const rows = page.getByRole('list', { name: 'Credentials' }).getByRole('listitem')
  await expect(rows).toHaveCount(1)
  await expect(rows.first()).toContainText('20 days left')
  await expect(rows.first()).toContainText('Not proven yet')

  await pressOn(page, rows.first().getByRole('button', { name: /^Prove/ }))
  await expect(page.getByText(/works: Microsoft Entra ID gave a token/)).toBeVisible({ timeout: 20_000 })
  await expect(rows.first()).toContainText('Proven')

  await rows
    .first()
    .getByRole('button', { name: /^Replace/ })
    .click()
  const replacing = page.getByRole('dialog', { name: 'Replace client secret' })
  await replacing.getByLabel('Value').fill('Qz78Q~this-is-not-the-secret-of-any-registration')
  await replacing.getByRole('button', { name: 'Save' }).click()
  await expect(rows).toHaveCount(2)
  await expect(rows.nth(0)).toContainText('In use')
  await expect(rows.nth(1)).toContainText('Replaced')
  await rows
    .first()
    .getByRole('button', { name: /^Prove/ })
    .click()
  await expect(page.getByRole('alert')).toContainText('AADSTS7000215', { timeout: 20_000 })
  expect(await barriersOn(page)).toEqual([])
  await page.screenshot({ path: test.info().outputPath('credentials.png') })

  await rows
    .first()
    .getByRole('button', { name: /^Remove/ })
    .click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click()
  await expect(rows).toHaveCount(1)
  await expectVisibleFocus(page)
  await expect(rows.first()).toContainText('In use')
  const shown = await page.content()
  expect(shown).not.toContain(secret)

  await page.getByRole('button', { name: 'Setups' }).first().click()
  await expect(page.getByRole('main').getByRole('listitem')).toContainText('in 20 days')
  await page.screenshot({ path: test.info().outputPath('card.png') })
})

test('a certificate file asks for its password and says when that is the wrong one', async ({
  page,
  electronApp,
  dataFolder,
}) => {
  const at = (name: string) => path.join(dataFolder, name)
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '300', '-subj', '/CN=Contoso mail'],
      ...['-keyout', at('key.pem'), '-out', at('cert.pem')],
    ],
    { stdio: 'ignore' },
  )
  execFileSync('openssl', [
    ...['pkcs12', '-export', '-inkey', at('key.pem'), '-in', at('cert.pem')],
    ...['-out', at('mail.pfx'), '-passout', 'pass:Correct-1'],
  ])
  await answerOpenDialog(electronApp, at('mail.pfx'))
  await openPracticeSetup(page, { recipe: 'generic-smtp-oauth', answers: {} })
  await page.getByRole('tab', { name: 'Credential' }).click()
  await page.getByRole('button', { name: 'Add certificate file' }).click()
  const dialog = page.getByRole('dialog', { name: 'Password of the file' })
  await expect(dialog).toContainText('mail.pfx')
  await dialog.getByLabel('Password').fill('Wrong-1')
  await dialog.getByRole('button', { name: 'Open' }).click()
  await expect(dialog.getByText(/The password does not open the file/)).toBeVisible()
  await dialog.getByLabel('Password').fill('Correct-1')
  await dialog.getByRole('button', { name: 'Open' }).click()
  await expect(dialog).toBeHidden()
  const row = page.getByRole('list', { name: 'Credentials' }).getByRole('listitem')
  await expect(row).toContainText('Certificate Contoso mail')
  await expect(row).toContainText('300 days left')
  expect(await barriersOn(page)).toEqual([])
  expect(readFileSync(at('sendproof.db'), 'latin1')).not.toContain('PRIVATE KEY')
})
