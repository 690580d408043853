/** A person with an error and no idea: pastes it, drops a mail, answers the one question, and lands on the step. */
import path from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { barriersOn } from '../axe.ts'
import { expect, test } from './app.ts'
import { dropFile, expectVisibleFocus, openPracticeSetup, pressOn } from './person.ts'
import { allThemes, wear } from './themes.ts'

const smtpOff =
  '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox. Visit https://aka.ms/smtp_auth_disabled'
const criteria =
  '535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully. Contact your administrator.'

const box = (page: Page) => page.getByLabel('The text to diagnose')
const answer = (page: Page) => page.getByRole('region', { name: 'Answer' })
/** Closed details are groups too; the question is the one that is named by its sentence. */
const question = (page: Page) => answer(page).getByRole('group', { name: /\?$/ })

async function openDiagnose(page: Page): Promise<void> {
  const menu = page.getByRole('button', { name: 'Menu', exact: true })
  if (await menu.isVisible()) await menu.click()
  await page.getByRole('navigation').getByRole('button', { name: 'Diagnose' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Diagnose' })).toBeVisible()
}

/** Nothing is left of what was asked before. */
async function afresh(page: Page): Promise<void> {
  const clear = page.getByRole('button', { name: 'Clear', exact: true })
  if (await clear.isVisible()) await clear.click()
  await expect(answer(page)).toContainText('The answer appears here')
}

/** The little of the page's world that a paste is made of. */
interface PageWorld {
  readonly DataTransfer: new () => {
    setData(type: string, data: string): void
  }
  readonly ClipboardEvent: new (type: string, options: object) => unknown
}
interface PageElement {
  dispatchEvent(event: unknown): void
}

/** What the clipboard would bring, without taking the machine's clipboard away from whoever uses it. */
async function paste(target: Locator, text: string): Promise<void> {
  await target.focus()
  await target.evaluate((element, pasted) => {
    const world = globalThis as unknown as PageWorld
    const clipboardData = new world.DataTransfer()
    clipboardData.setData('text/plain', pasted)
    ;(element as unknown as PageElement).dispatchEvent(
      new world.ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  }, text)
}

function bounceMail(said: string): string {
  return [
    'From: Microsoft Outlook <postmaster@contoso.example>',
    'To: orders@contoso.example',
    'Subject: Undeliverable: Invoice',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
    '',
    '--b1',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    btoa(`Your message could not be delivered.\r\nDiagnostic information for administrators:\r\n${said}\r\n`),
    '',
    '--b1--',
    '',
  ].join('\r\n')
}

test('whatever somebody types, pastes or drops is answered', async ({ page }) => {
  await openDiagnose(page)
  await test.step('an error that names its cause is answered while it is typed, with who, where, how long and how to check', async () => {
    await afresh(page)
    await expect(answer(page)).toContainText('The answer appears here')
    await box(page).fill(smtpOff)
    await expect(
      answer(page).getByRole('heading', { name: 'Authenticated SMTP is off for the mailbox' }),
    ).toBeVisible()
    await expect(answer(page)).toContainText('The text names this cause')
    await expect(answer(page)).toContainText('Exchange administrator:')
    await expect(answer(page)).toContainText('How long:')
    await expect(answer(page)).toContainText('To check:')
    await expect(answer(page)).toContainText('Set-CASMailbox')
    await expect(answer(page).getByRole('button', { name: 'Copy: the command' })).toBeVisible()
    await expect(answer(page)).toContainText('5.7.139')
    await page.getByRole('button', { name: 'Clear' }).click()
    await expect(answer(page)).toContainText('The answer appears here')
    await expect(box(page)).toBeFocused()
  })

  await test.step('the answer belongs to the text in the box, however fast the text changes', async () => {
    await afresh(page)
    await box(page).fill('AADSTS50126: Error validating credentials')
    await box(page).fill(
      '554 5.2.252 SendAsDenied; a@contoso.example not allowed to send as b@contoso.example',
    )
    await expect(answer(page).getByRole('heading', { level: 3 }).first()).toContainText('may not send as')
    await expect(answer(page)).not.toContainText('AADSTS50126')
  })

  await test.step('a bounce mail dropped as a file is read through its wrapping', async () => {
    await afresh(page)
    await dropFile(
      box(page),
      'Undeliverable.eml',
      bounceMail('550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found'),
    )
    await expect(answer(page)).toContainText('5.1.10')
    await expect(answer(page).getByRole('heading', { level: 3 }).first()).toContainText(/recipient/i)
  })

  await test.step('a log of megabytes does not end up in the box, and the one error in it is found', async () => {
    await afresh(page)
    const line = '2026-11-20 09:00:00 INFO sent to c@contoso.example 250 2.0.0 OK queued as '
    const lines = Array.from({ length: 40_000 }, (_, at) => `${line}${at}`)
    lines[20_000] = `2026-11-20 09:00:01 ERROR ${smtpOff}`
    await dropFile(box(page), 'mailer.log', lines.join('\n'))
    await expect(page.getByText(/mailer\.log: .* 40,000 lines/)).toBeVisible()
    await expect(
      answer(page).getByRole('heading', { name: 'Authenticated SMTP is off for the mailbox' }),
    ).toBeVisible()
  })

  await test.step('a file that is no text, or too large, is refused in a sentence', async () => {
    await afresh(page)
    await dropFile(box(page), 'photo.png', '\u0000\u0001\u0002\u0000')
    await expect(page.getByText('photo.png is not a text file.')).toBeVisible()
    await dropFile(box(page), 'huge.log', 'x'.repeat(5 * 1024 * 1024 + 1))
    await expect(page.getByText('huge.log is larger than 5 MB.')).toBeVisible()
  })

  await test.step('a secret in what is pasted is masked before it is shown, and that is said', async () => {
    await afresh(page)
    const secret = 'Qx1~made.up.value.for.this.test.only'
    await paste(box(page), `client_secret=${secret}\nAADSTS7000215: Invalid client secret provided.`)
    await expect(page.getByText('Secrets and tokens in it were masked.')).toBeVisible()
    await expect(box(page)).toHaveValue(/client_secret=\[removed\]/)
    await expect(answer(page)).toContainText('AADSTS7000215')
    expect(await page.content()).not.toContain(secret)
  })

  await test.step('when two causes fit, one question decides, and the answer can be taken back', async () => {
    await afresh(page)
    await box(page).fill(criteria)
    const titles = answer(page).getByRole('heading', { level: 3 })
    await expect(question(page)).toBeVisible()
    const before = await titles.first().textContent()
    await expect(question(page)).toContainText(
      'Does the product still send a password, or does it sign in with OAuth?',
    )
    await question(page).getByRole('button', { name: 'A password', exact: true }).click()
    await expect(titles.first()).not.toHaveText(before ?? '')
    await page.getByRole('button', { name: 'Clear the answers' }).click()
    await expect(titles.first()).toHaveText(before ?? '')
  })

  await test.step('nothing recognised says so, and says what to capture', async () => {
    await afresh(page)
    await box(page).fill('It does not work since Monday')
    await expect(answer(page).getByRole('heading', { name: 'No known error found' })).toBeVisible()
    await expect(answer(page)).toContainText('Copy the whole message')
    await page.getByLabel('Where was it seen?').selectOption({ label: 'Bounce mail' })
    await expect(answer(page)).toContainText('delivery report')
  })
})

test('in a setup the real names are filled in, and the step of the plan is one click away', async ({
  page,
}) => {
  await openPracticeSetup(page, { mailboxes: 3, prepared: false })
  await page.getByRole('tab', { name: /^Mailboxes/ }).click()
  await page.getByRole('button', { name: /^Take the/ }).click()
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  const mailbox = (await page.getByRole('row').nth(1).getByText(/@/).first().textContent()) ?? ''
  await openDiagnose(page)
  await box(page).fill(`${smtpOff} (${mailbox})`)
  await page.getByLabel('For which setup?').selectOption({ label: 'Contoso · EAP' })
  await expect(answer(page)).toContainText(`Set-CASMailbox ${mailbox}`)
  await answer(page)
    .getByRole('button', { name: /^Go to the step/ })
    .first()
    .click()
  await expect(page.getByRole('tab', { name: /^Plan/, selected: true })).toBeVisible()
  await expect(page.getByRole('article')).toContainText(/SMTP AUTH|Authenticated SMTP/)
  await openDiagnose(page)
  await expect(box(page)).toHaveValue(/SmtpClientAuthentication is disabled/)
})

test('everything can be done with the keyboard alone', async ({ page }) => {
  await pressOn(page, page.getByRole('navigation').getByRole('button', { name: 'Diagnose' }))
  await expect(page.getByRole('heading', { level: 1, name: 'Diagnose' })).toBeVisible()
  await pressOn(page, box(page), 'Space')
  await page.keyboard.type(criteria)
  await pressOn(page, question(page).getByRole('button').first())
  await expectVisibleFocus(page)
  await pressOn(page, page.getByRole('button', { name: 'Clear the answers' }))
  await expect(question(page)).toBeVisible()
})

test('a failed sign-in shows its causes where it failed', async ({ page }) => {
  await openPracticeSetup(page, { mailboxes: 3, faults: ['wrong-account@mara.novak'] })
  await page.getByRole('tab', { name: /^Mailboxes/ }).click()
  await page.getByRole('button', { name: /^Sign in all/ }).click()
  await expect(page.getByText(/1 failed/).first()).toBeVisible()
  await page.getByRole('row', { name: /mara\.novak/ }).click()
  const note = page.getByRole('alert')
  await expect(note).toContainText('Mailbox owner:')
  await page.getByRole('button', { name: 'Hide the meaning' }).click()
  await expect(note).not.toContainText('Mailbox owner:')
})

const laptop = { width: 1366, height: 768 }
const zoomed = { width: 683, height: 384 }

test('a screen reader finds nothing amiss on the page in any theme, and it stays calm in a small window', async ({
  page,
}) => {
  const folder = process.env['UPDATE_SCREENSHOTS'] === '1' ? 'docs/screenshots' : 'test-results/screenshots'
  const picture = async (name: string) => {
    await page.mouse.move(0, 0)
    const file = path.resolve(import.meta.dirname, '../..', folder, `${name}.png`)
    const { length } = await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' })
    expect(length).toBeGreaterThan(10_000)
  }
  await page.setViewportSize(laptop)
  await wear(page, 'light')
  await openPracticeSetup(page, { mailboxes: 3 })
  await openDiagnose(page)
  for (const theme of allThemes)
    await test.step(`nothing asked yet, ${theme}`, async () => {
      await wear(page, theme)
      expect(await barriersOn(page, theme === 'light' ? 'everything' : 'colours')).toEqual([])
    })
  await paste(box(page), `client_secret=made-up-${'x'.repeat(20)}\n${criteria}`)
  await expect(question(page)).toBeVisible()
  await page.getByLabel('For which setup?').selectOption({ label: 'Contoso · EAP' })
  await expect(
    answer(page)
      .getByRole('button', { name: /^Go to the step/ })
      .first(),
  ).toBeVisible()
  for (const theme of allThemes)
    await test.step(`answered, ${theme}`, async () => {
      await page.setViewportSize(laptop)
      await wear(page, theme)
      expect(await barriersOn(page, theme === 'light' ? 'everything' : 'colours')).toEqual([])
      if (theme !== 'contrast') await picture(`diagnose-${theme}`)
      await page.setViewportSize(zoomed)
      const overhang = await page.locator('html').evaluate((html) => {
        const { scrollWidth, clientWidth } = html as unknown as { scrollWidth: number; clientWidth: number }
        return scrollWidth - clientWidth
      })
      expect(overhang).toBeLessThanOrEqual(0)
      if (theme === 'light') await picture('diagnose-zoomed-light')
    })
})
