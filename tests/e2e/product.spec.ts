/** A new setup for each product through the window, offline: its plan, its field sheet, and what is ticked off on it. */
import path from 'node:path'
import type { Page } from '@playwright/test'
import { barriersOn } from '../axe.ts'
import { closeApp, expect, startApp, test } from './app.ts'
import { openPracticeSetup } from './person.ts'

const laptop = { width: 1366, height: 768 }
const zoomed = { width: 683, height: 384 }

/** Practice ids that no tenant has: nothing here may reach a network. */
const tenant = {
  tenantId: '0f0e0d0c-0b0a-4908-8706-050403020100',
  clientId: '1a2b3c4d-5e6f-4a1b-8c2d-3e4f5a6b7c8d',
}

interface Product {
  readonly recipe: string
  /** Plays the person on the page of questions. */
  readonly answer: (page: Page) => Promise<void>
  /** Screens that the sheet shows with these answers. */
  readonly screens: readonly string[]
  readonly places: number
}

const products: readonly Product[] = [
  {
    recipe: 'eap',
    answer: async (page) => page.getByLabel('Name of the EAP server').fill('eap.contoso.example'),
    screens: ['Tenant', 'Service Connection', 'Emails'],
    places: 1,
  },
  {
    recipe: 'enate',
    answer: async (page) => {
      await expect(page.getByLabel('Name of the group with these mailboxes')).toBeVisible()
      await page.getByRole('checkbox', { name: 'Limit the application to chosen mailboxes' }).uncheck()
      await expect(page.getByLabel('Name of the group with these mailboxes')).toBeHidden()
      await page.getByRole('checkbox', { name: 'Limit the application to chosen mailboxes' }).check()
    },
    screens: ['Office 365 Integration (ask the vendor)', 'E-mail connector'],
    places: 1,
  },
  {
    recipe: 'exact',
    answer: async (page) => {
      const parts = page.getByRole('group', { name: 'Which parts are used?' })
      await expect(page.getByLabel('Name of the Synergy server')).toBeHidden()
      for (const part of ['Synergy Enterprise', 'ELIS e-mail', 'ELIS calendar'])
        await parts.getByRole('checkbox', { name: part }).check()
      await page.getByLabel('Name of the Synergy server').fill('synergy.contoso.example')
      await parts.getByRole('checkbox', { name: 'ELIS calendar' }).uncheck()
      await expect(page.getByLabel('Name of the Synergy server')).toBeHidden()
      await parts.getByRole('checkbox', { name: 'ELIS calendar' }).check()
      await expect(page.getByLabel('Name of the Synergy server')).toHaveValue('synergy.contoso.example')
    },
    screens: [
      'Globe and Compact: User settings, Output',
      'Synergy: Settings, Server',
      'ELIS: Settings',
      'ELIS: Exchange Synchronization',
    ],
    places: 4,
  },
  {
    recipe: 'finpower-connect',
    answer: async (page) => page.getByRole('checkbox', { name: 'Some users have a User Override' }).check(),
    screens: [
      'Cost Centre, Microsoft Exchange',
      'Cost Centre, default services',
      'User Override, Microsoft Exchange',
    ],
    places: 2,
  },
  {
    recipe: 'flexdeploy',
    answer: async (page) => {
      await page.getByLabel('Name of the FlexDeploy server').fill('flexdeploy.contoso.example')
      await page.getByRole('checkbox', { name: 'People approve work by replying' }).check()
      await expect(page.getByLabel('Folder for the replies')).toHaveValue('FlexDeploy replies')
    },
    screens: ['General Settings', 'OAuth application', 'Outgoing Email Settings', 'Incoming Email Settings'],
    places: 1,
  },
  {
    recipe: 'generic-graph-app',
    answer: async (page) => page.getByLabel('Name of the product').fill('Invoice Printer'),
    screens: ['E-mail settings'],
    places: 1,
  },
  {
    recipe: 'generic-smtp-oauth',
    answer: async (page) => {
      await page.getByRole('textbox', { name: /^Name of the product\*?$/ }).fill('Invoice Printer')
      await page.getByLabel('Name of the product’s server').fill('printer.contoso.example')
      await page.getByLabel('Path of the redirect').fill('oauth/callback')
    },
    screens: ['E-mail settings'],
    places: 1,
  },
  {
    recipe: 'generic-graph-person',
    answer: async (page) => {
      await page.getByRole('textbox', { name: /^Name of the product\*?$/ }).fill('Invoice Printer')
      await page.getByLabel('Name of the server').fill('printer.contoso.example')
      await page.getByLabel('Path of the redirect').fill('oauth/callback')
    },
    screens: ['E-mail settings'],
    places: 1,
  },
]

function pictures(page: Page, forTheGuide = true) {
  const wanted = forTheGuide && process.env['UPDATE_SCREENSHOTS'] === '1'
  const folder = wanted ? 'docs/screenshots' : 'test-results/screenshots'
  return async (name: string) => {
    await page.mouse.move(0, 0)
    const file = path.resolve(import.meta.dirname, '../..', folder, `${name}.png`)
    const { length } = await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' })
    expect(length).toBeGreaterThan(10_000)
  }
}

async function expectNoBarriers(page: Page): Promise<void> {
  expect(await barriersOn(page)).toEqual([])
}

async function expectNoSidewaysScrolling(page: Page): Promise<void> {
  const overhang = await page.locator('html').evaluate((html) => {
    const { scrollWidth, clientWidth } = html as unknown as { scrollWidth: number; clientWidth: number }
    return scrollWidth - clientWidth
  })
  expect(overhang).toBeLessThanOrEqual(0)
}

/** From the list of products to the sheet of this one. */
async function setUp(page: Page, product: Product): Promise<void> {
  const picture = pictures(page)
  await page.setViewportSize(laptop)
  await page.getByRole('navigation').getByRole('button', { name: 'Setups', exact: true }).click()
  await page.getByRole('button', { name: 'New setup' }).first().click()
  await page.locator(`input[type=radio][value=${product.recipe}]`).check()
  await page.getByRole('button', { name: 'Next' }).click()
  await page.getByRole('radio', { name: /My Microsoft 365 tenant/ }).check()
  await page.getByRole('textbox', { name: /^Tenant/ }).fill(tenant.tenantId)
  await page.getByRole('textbox', { name: /^Application \(client\) ID/ }).fill(tenant.clientId)
  await page.getByRole('button', { name: 'Next' }).click()
  await product.answer(page)
  await expectNoBarriers(page)
  await page.getByRole('button', { name: 'Create setup' }).click()
  await page.locator('button[data-state]').first().waitFor()
  await picture(`plan-${product.recipe}`)

  await page.getByRole('tab', { name: 'Product' }).click()
  const sheet = page.getByRole('region', { name: 'Field sheet' })
  await expect(sheet.getByRole('heading', { name: 'What to type where' })).toBeVisible()
  for (const screen of product.screens)
    await expect(sheet.getByRole('heading', { name: screen, exact: true })).toBeVisible()
  await expect(sheet.getByText(tenant.clientId).first()).toBeVisible()
  await expect(page.getByRole('region', { name: 'Client secret' })).toContainText(
    `0 of ${product.places} ${product.places === 1 ? 'place' : 'places'} ticked`,
  )
  await expectNoBarriers(page)
  await picture(`product-${product.recipe}`)
  await page.setViewportSize(zoomed)
  await expectNoSidewaysScrolling(page)
}

const own = (product: Product) => !product.recipe.startsWith('generic-')

for (const [whose, some] of [
  ['each product with a recipe of its own', products.filter(own)],
  ['a product nobody has written a recipe for', products.filter((product) => !own(product))],
] as const)
  test(`a new setup for ${whose} leads to its plan and its field sheet, offline`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', reducedMotion: 'reduce' })
    for (const product of some) await test.step(product.recipe, () => setUp(page, product))
  })

/** A secret of the form Entra makes; it is none. */
const madeUpSecret = 'abc8Q~made-up.for-this-test_0123456789abcd'

/** The person enters it once, on the Credential page. */
async function keepSecret(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Credential' }).click()
  await page.getByRole('button', { name: 'Add client secret' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add client secret' })
  await dialog.getByLabel('Value').fill(madeUpSecret)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
}

test('a secret goes to the clipboard without being shown, and is taken away when its time is over', async ({
  page,
  electronApp,
}) => {
  await openPracticeSetup(page)
  await page.getByRole('tab', { name: 'Product' }).click()
  const card = page.getByRole('region', { name: 'Client secret' })
  await expect(card.getByRole('button', { name: 'Copy secret' })).toBeDisabled()
  await expect(card).toContainText('No secret is saved here yet')
  await keepSecret(page)
  // Half a minute passes when the test says so.
  await electronApp.evaluate(() => {
    const held: (() => void)[] = []
    const real = globalThis.setTimeout
    const slow = (work: () => void, ms?: number) =>
      ms === 30_000 ? (held.push(work), real(() => undefined, 0)) : real(work, ms)
    Object.assign(globalThis, { heldTimers: held, setTimeout: slow })
  })
  const clipboard = () => electronApp.evaluate((electron) => electron.clipboard.readText())
  const timeIsOver = () =>
    electronApp.evaluate(() => {
      for (const work of (globalThis as unknown as { heldTimers: (() => void)[] }).heldTimers.splice(0))
        work()
    })

  await page.getByRole('tab', { name: 'Product' }).click()
  await card.getByRole('button', { name: 'Copy secret' }).click()
  await expect(card.getByRole('status')).toHaveText(
    'The secret is on the clipboard. It is cleared in 30 seconds.',
  )
  expect(await clipboard()).toBe(madeUpSecret)
  expect(await page.content()).not.toContain(madeUpSecret)
  await timeIsOver()
  await expect.poll(clipboard).toBe('')

  await page.getByRole('button', { name: /^Copy secret \(for Client Secret/ }).click()
  await expect.poll(clipboard).toBe(madeUpSecret)
  await electronApp.evaluate((electron) => electron.clipboard.writeText('what the person copied since'))
  await timeIsOver()
  expect(await clipboard()).toBe('what the person copied since')
})

test('what is ticked off is ticked off after a restart, and taken back when the secret is renewed', async ({
  dataFolder,
  electronApp,
  page,
}) => {
  await openPracticeSetup(page)
  await page.getByRole('tab', { name: 'Product' }).click()
  const sheet = (of: Page) => of.getByRole('region', { name: 'Field sheet' })
  const tick = (of: Page, name: string) => sheet(of).getByRole('checkbox', { name: `${name} is typed in` })
  // a tick shows once main has kept it
  await tick(page, 'SMTP server').click()
  await tick(page, 'Client Secret').click()
  await expect(sheet(page).getByText('2 of 18 ticked')).toBeVisible()
  await expect(page.getByText('1 of 1 place ticked')).toBeVisible()
  await sheet(page).getByRole('button', { name: 'Tick all fields of Service Connection' }).click()
  await expect(sheet(page).getByText('6 of 18 ticked')).toBeVisible()
  await tick(page, 'Setup Authentication').click()
  await expect(sheet(page).getByText('5 of 18 ticked')).toBeVisible()
  await closeApp(electronApp)

  const again = await startApp({ dataFolder })
  await again.page.getByRole('tab', { name: 'Product' }).click()
  await expect(tick(again.page, 'SMTP server')).toBeChecked()
  await expect(tick(again.page, 'Setup Authentication')).not.toBeChecked()
  await expect(
    sheet(again.page)
      .getByText(/^typed in by \S+/)
      .first(),
  ).toBeVisible()
  await again.page.getByRole('button', { name: 'The secret was renewed: tick again' }).click()
  await expect(again.page.getByText('0 of 1 place ticked')).toBeVisible()
  await expect(tick(again.page, 'Client Secret')).not.toBeChecked()
  await expect(tick(again.page, 'SMTP server')).toBeChecked()
  await closeApp(again.electronApp)
})

test('whatever somebody types back is explained while they type, and nothing of it runs', async ({
  page,
}) => {
  await page.setViewportSize(laptop)
  await openPracticeSetup(page)
  await page.getByRole('tab', { name: 'Product' }).click()
  const card = page.getByRole('region', { name: 'Check the product’s settings' })
  const check = async (field: string, typed: string) => {
    await card.getByLabel('Field').selectOption({ label: field })
    await card.getByLabel('What the product shows').fill(typed)
    return card.getByRole('status').first()
  }
  const redirect = 'Redirect URI (Web)'
  await expect(await check(redirect, 'http://eap.contoso.example/wm/oauth2/callback')).toContainText(
    'It differs at the 5th character: “http” instead of “https”.',
  )
  await expect(await check('SMTP server (Emails)', 'localhost:567')).toContainText(
    '567 is a misprint for 587',
  )
  await expect(await check('Client Secret (Tenant)', '0f0e0d0c-0b0a-4908-8706-050403020100')).toContainText(
    'This is the Secret ID, not the secret',
  )
  await expect(card.getByLabel('What the product shows')).toHaveAttribute('type', 'password')
  await expectNoBarriers(page)
  await pictures(page, false)('product-check')
  await expect(await check('Default Sender (Emails)', 'Orders')).toContainText('is not an email address')
  for (const hostile of [
    '<img src=x onerror=alert(1)>',
    '\u202ehttps://moc.elpmaxe',
    '{{constructor.constructor("alert(1)")()}}',
    'a'.repeat(4_000),
    '\u0000\ud800',
  ]) {
    const said = await check(redirect, hostile)
    await expect(said).toContainText('Does not match.')
    expect(await card.locator('img').count()).toBe(0)
    await expectNoSidewaysScrolling(page)
  }
})

test('changing an answer says which steps went and which came, and keeps what was done', async ({ page }) => {
  await openPracticeSetup(page, { prepared: false })
  const dialog = page.getByRole('dialog')
  const choose = async (option: RegExp) => {
    await page.getByRole('button', { name: 'Edit details' }).click()
    await dialog.getByRole('radio', { name: option }).check()
    await dialog.getByRole('button', { name: 'Save' }).click()
  }
  await page.getByRole('button', { name: 'Edit details' }).click()
  await dialog.getByLabel('Name of the EAP server').fill('https://eap.contoso.example/wm')
  await page.keyboard.press('Tab')
  await expect(dialog).toContainText('Only the name of the server is needed')
  await page.keyboard.press('Escape')

  await choose(/Only from mailboxes/)
  await expect(dialog).toContainText('1 step is no longer needed:')
  await expect(dialog).toContainText('Grant Send As on the shared addresses')
  await expectNoBarriers(page)
  await dialog.getByRole('button', { name: 'Close' }).click()
  await choose(/Also from a shared mailbox/)
  await expect(dialog).toContainText('1 step is needed now:')
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('button', { name: 'Edit details' })).toBeVisible()
})
