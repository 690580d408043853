/** The registration's credential: entered once, proven, replaced and forgotten, and never shown again. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { startPracticeTenant, type PracticeTenant } from '../../src/practice/index.ts'
import { barriersOn } from '../axe.ts'
import { answerConfirmations, answerOpenDialog, answerSaveDialog, expect, test } from './app.ts'
import { takePictures } from './looks.ts'
import { expectVisibleFocus, openPracticeSetup, pressOn, tabTo } from './person.ts'
import { allThemes, wear } from './themes.ts'

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** What somebody does in the setup's practice tenant meanwhile. */
async function inPracticeTenant<T>(
  dataFolder: string,
  setup: string,
  act: (tenant: PracticeTenant) => Promise<T>,
): Promise<T> {
  const tenant = await startPracticeTenant({
    mailboxes: 4,
    seed: 1,
    prepared: true,
    registrations: [],
    faults: [],
    stateDir: path.join(dataFolder, 'practice', setup),
  })
  try {
    return await act(tenant)
  } finally {
    await tenant.close()
  }
}

/** What the portal would show: a secret of the setup's registration in its practice tenant. */
function secretFromPortal(dataFolder: string, setup: string): Promise<string> {
  return inPracticeTenant(dataFolder, setup, async ({ admin }) => {
    const { registrations } = await admin.endpoints()
    return (await admin.addSecret(registrations[0]?.clientId ?? '', { months: 6 })).value
  })
}

test('a secret is entered with the keyboard, proven, replaced and forgotten, and the page never shows it', async ({
  page,
  dataFolder,
}) => {
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

  await pressOn(page, rows.first().getByRole('button', { name: /^Test/ }))
  await expect(page.getByText(/works: Microsoft Entra ID gave a token/)).toBeVisible()
  await expect(rows.first()).toContainText('Proven')

  await page.getByRole('button', { name: 'Add client secret' }).click()
  const replacing = page.getByRole('dialog', { name: 'Replace client secret' })
  await replacing.getByLabel('Value').fill('Qz78Q~this-is-not-the-secret-of-any-registration')
  await replacing.getByRole('button', { name: 'Save' }).click()
  await expect(rows).toHaveCount(2)
  await expect(rows.nth(0)).toContainText('In use')
  await expect(rows.nth(1)).toContainText('Replaced')
  await rows.first().getByRole('button', { name: /^Test/ }).click()
  await expect(page.getByRole('alert')).toContainText('AADSTS7000215')
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

test('Kim replaces a secret that is about to expire, with a lunch break in between, and then takes the application down', async ({
  page,
  electronApp,
  dataFolder,
}) => {
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const dialog = page.getByRole('dialog')
  const work = page.getByRole('region', { name: 'Work in the tenant' })
  const stage = (name: string) =>
    page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) })
  const checkedInEveryTheme = async () => {
    for (const theme of allThemes) {
      await wear(page, theme)
      expect(await barriersOn(page, theme === 'light' ? 'everything' : 'colours')).toEqual([])
    }
    await wear(page, 'light')
  }
  const setup = await openPracticeSetup(page)
  const old = await secretFromPortal(dataFolder, setup)
  await page.evaluate(
    ([id, value, expiresAt]) =>
      desktop.call['credential.setSecret']({
        setup: id ?? '',
        value: value ?? '',
        expiresAt: expiresAt ?? '',
      }),
    [setup, old, `${inDays(20)}T00:00:00.000Z`],
  )

  await test.step('from the credential, a new one is added beside it; a no adds nothing', async () => {
    await page.getByRole('tab', { name: 'Credential' }).click()
    await pressOn(page, button(/^Replace Client secret/))
    await expect(page.getByRole('heading', { name: 'Replace the credential' })).toBeVisible()
    await expectVisibleFocus(page)
    await expect(stage('Remove the old one').getByRole('button')).toHaveCount(0)
    await pressOn(page, button('Add a new credential…'))
    await button('Sign in and read').click()
    await expect(dialog).toContainText('Stays as it is')
    await checkedInEveryTheme()
    const asked = await answerConfirmations(electronApp, false)
    await button('Make 1 change…').click()
    await expect.poll(asked).toEqual([expect.stringMatching(/^Make 1 change in the tenant .+\?$/)])
    await answerConfirmations(electronApp, true)
    await button('Make 1 change…').click()
    await expect(stage('Test it with a token')).toContainText('gave a token for it')
    await work.getByRole('button', { name: 'Close' }).click()
  })
  const places = stage('Enter it in every place').getByRole('checkbox')
  await test.step('it is copied without being shown, and the first place is ticked', async () => {
    await button('Copy secret').click()
    await expect(page.getByText('The secret is on the clipboard.')).toBeVisible()
    await checkedInEveryTheme()
    await takePictures(page, 'rollover')
    await places.first().check()
    await expect(places.first()).toBeChecked()
    expect(await page.content()).not.toContain(
      await electronApp.evaluate(({ clipboard }) => clipboard.readText()),
    )
  })
  await test.step('after the break, both pages say how far it has come', async () => {
    await page.getByRole('tab', { name: 'Credential' }).click()
    await expect(
      page.getByText(/^The credential is being replaced|^The new credential is proven/),
    ).toBeVisible()
    await button('Resume…').click()
    for (const place of await places.all()) await place.check()
    await expect(stage('Remove the old one')).toContainText('Next')
  })
  await test.step('the logs are asked, and the old one is removed for good', async () => {
    await button('Remove the old one…').click()
    await expect(dialog).toContainText('sign-in logs', { ignoreCase: true })
    await checkedInEveryTheme()
    const asked = await answerConfirmations(electronApp, true)
    await button('Make 1 change…').click()
    await expect(stage('Remove the old one')).toContainText('The old credential is gone')
    expect(await asked()).toHaveLength(1)
    expect(await page.evaluate((id) => desktop.call['credential.list']({ setup: id }), setup)).toMatchObject({
      value: { credentials: [{ current: true, refused: null }, {}] },
    })
    await work.getByRole('button', { name: 'Close' }).click()
    await button('Back to the settings').click()
  })

  await test.step('the application is deactivated, and that is undone at once', async () => {
    await button('Read the tenant…').click()
    await button('Sign in and read').click()
    await button(/^More$/).click()
    await page.getByRole('menuitem', { name: 'Remove from the tenant…' }).click()
    await button('Check where it stands…').click()
    await expect(stage('Where it stands')).toContainText('The application is active')
    await button('Deactivate…').click()
    await expect(dialog).toContainText('Can be undone.')
    await page.keyboard.press('Escape')
    await expect(stage('Where it stands')).toContainText('The application is active')
    await button('Deactivate…').click()
    await button('Make 1 change…').click()
    await expect(stage('Where it stands')).toContainText('It still holds')
    await page
      .getByRole('region', { name: 'Remove the application' })
      .getByRole('button', { name: 'Undo…' })
      .click()
    await button('Undo 1 change…').click()
    await expect(work).toContainText('1 change undone')
    await button('Check where it stands…').click()
    await expect(stage('Where it stands')).toContainText('The application is active')
  })
  await test.step('deactivated again, its permissions are revoked, and it is deleted', async () => {
    const go = async (open: string, confirm: RegExp, stands: string) => {
      await button(open).click()
      await button(confirm).click()
      await expect(stage('Where it stands')).toContainText(stands)
      await work.getByRole('button', { name: 'Close' }).click()
    }
    await go('Deactivate…', /^Make \d+ changes?…$/, 'It still holds')
    await checkedInEveryTheme()
    await takePictures(page, 'decommission')
    await go('Revoke permissions…', /^Make \d+ changes?…$/, 'holds no permissions')
    await button('Delete…').click()
    await expect(dialog).toContainText('restored for 30 days')
    expect(await barriersOn(page)).toEqual([])
    await button(/^Make \d+ changes?…$/).click()
    await expect(stage('Where it stands')).toContainText('not in the tenant')
    await work.getByRole('button', { name: 'Close' }).click()
  })
  await test.step('what signed her in is kept, or goes as well: the question is asked at the end', async () => {
    const clientId = await inPracticeTenant(dataFolder, setup, async ({ admin }) => {
      const redirects = [{ platform: 'publicClient' as const, uri: 'http://localhost' }]
      const own = { recipe: 'none', displayName: 'Sendproof administration', redirects }
      return (await admin.registerApplication(own)).clientId
    })
    await page.evaluate(
      ([id, client]) => {
        const door = { clientId: client ?? '', commandLineTools: false, account: null }
        const wish = { ...door, browser: false, code: false }
        return desktop.call['registration.read']({ setup: id ?? '', wish })
      },
      [setup, clientId],
    )
    await page.getByRole('tab', { name: 'Credential' }).click()
    await page.getByRole('tab', { name: /^Registration/ }).click()
    await expect(page.getByText('Keep “Sendproof administration”?')).toBeVisible()
    await checkedInEveryTheme()
    await takePictures(page, 'administration')
    const registered = async () =>
      await inPracticeTenant(dataFolder, setup, async ({ admin }) =>
        (await admin.endpoints()).registrations.map((one) => one.clientId),
      )
    await button('Keep it').click()
    await expect(page.getByText('Keep “Sendproof administration”?')).toBeHidden()
    expect(await registered()).toContain(clientId)
    await button(/^More$/).click()
    await page.getByRole('menuitem', { name: 'Remove from the tenant…' }).click()
    await button('Remove it…').click()
    await expect(dialog).toContainText('Remove “Sendproof administration” in')
    const asked = await answerConfirmations(electronApp, true)
    await button(/^Make 1 change…$/).click()
    await expect(work).toContainText('1 change')
    expect(await asked()).toHaveLength(1)
    expect(await registered()).not.toContain(clientId)
  })
})

test('the new certificate goes to the product as a file that only its password opens', async ({
  page,
  electronApp,
  dataFolder,
}) => {
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const dialog = page.getByRole('dialog')
  const stage = (name: string) =>
    page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) })
  await openPracticeSetup(page, { recipe: 'generic-graph-app', answers: { credential: 'certificate' } })
  await page.getByRole('tab', { name: /^Registration/ }).click()
  await button('Read the tenant…').click()
  await button('Sign in and read').click()
  await button(/^More$/).click()
  await page.getByRole('menuitem', { name: 'Replace the credential…' }).click()
  await button('Add a new credential…').click()
  await answerConfirmations(electronApp, true)
  await button('Make 1 change…').click()
  await expect(stage('Test it with a token')).toContainText('gave a token for it')

  const passphrase = 'correct horse battery'
  const PW = { ...process.env, PW: passphrase }
  const openssl = (...words: string[]) =>
    execFileSync('openssl', words, { encoding: 'utf8', env: PW, stdio: 'pipe' })
  const exported = async (format: RegExp, file: string) => {
    await answerSaveDialog(electronApp, file)
    await button('Export certificate…').click()
    await dialog.getByRole('radio', { name: format }).check()
    await dialog.getByLabel('Password').fill('too short')
    await button('Choose the file…').click()
    await expect(dialog.getByText(/12 characters/).last()).toBeVisible()
    expect(await barriersOn(page)).toEqual([])
    await dialog.getByLabel('Password').fill(passphrase)
    await button('Choose the file…').click()
    await expect(page.getByText(file)).toBeVisible()
  }
  const [pfx, pem] = [path.join(dataFolder, 'mail.pfx'), path.join(dataFolder, 'mail.pem')]
  await exported(/^PFX/, pfx)
  await exported(/^PEM/, pem)
  const inPfx = openssl('pkcs12', '-in', pfx, '-nodes', '-passin', 'env:PW')
  expect(inPfx).toContain('PRIVATE KEY')
  const publicKey = openssl('x509', '-in', pem, '-noout', '-pubkey')
  expect(openssl('pkey', '-in', pem, '-passin', 'env:PW', '-pubout')).toBe(publicKey)
  expect(readFileSync(pem, 'utf8')).toContain('BEGIN ENCRYPTED PRIVATE KEY')
  expect(() => openssl('pkcs12', '-in', pfx, '-nodes', '-passin', 'pass:other')).toThrow()
  expect(await page.content()).not.toContain(passphrase)
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
