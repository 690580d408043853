/** A run of hundreds streams in: the window draws what is in view, and every square and line is still reached by keys. */
import type { Page } from '@playwright/test'
import { expect, test } from './app.ts'
import { openPracticeSetup, tabTo } from './person.ts'

const elements = (page: Page) => page.locator('*').count()

test('a run of hundreds of attempts draws no more than fits the window, and keys reach the last of them', async ({
  page,
}) => {
  const mailboxes = 220
  await openPracticeSetup(page, { recipe: 'enate', answers: {}, name: 'Contoso · Enate', mailboxes })
  await page.getByRole('tab', { name: /^Verify/ }).click()
  await page.getByRole('button', { name: /^Send \d/ }).click()
  const attempts = 2 * mailboxes + 1
  await expect(page.getByRole('heading', { name: `Proven: all ${attempts} ended as planned` })).toBeVisible()
  expect(await elements(page)).toBeLessThan(1_500)

  const matrix = page.getByRole('region', { name: 'Result of each mailbox and attempt' })
  const focused = matrix.locator('button:focus')
  await tabTo(page, matrix.getByRole('button').first())
  await expect(focused).toHaveAccessibleName(/Must be refused: Refused, as it should be$/)
  await page.keyboard.press('ArrowDown')
  await expect(focused).not.toHaveAccessibleName(/Must be refused/)
  await page.keyboard.press('End')
  await expect(focused).toBeInViewport()
  const last = matrix.getByRole('row').filter({ has: page.locator('button:focus') })
  const rows = Number(await matrix.getByRole('table').getAttribute('aria-rowcount'))
  expect(rows).toBeGreaterThan(200)
  await expect(last).toHaveAttribute('aria-rowindex', String(rows))
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Enter')
  await expect(focused).toHaveAttribute('aria-current', 'true')
  await page.keyboard.press('Home')
  await expect(focused).toHaveAccessibleName(/Must be refused/)
  expect(await elements(page)).toBeLessThan(1_500)

  const table = page.getByRole('grid', { name: 'Messages of this run' })
  await expect(table).toHaveAttribute('aria-rowcount', String(attempts + 1))

  await page.getByRole('tab', { name: 'Report' }).click()
  const report = page.frameLocator('iframe')
  await expect(report.getByText('Saved as HTML, CSV or JSON, it holds every row.')).toBeVisible()
  expect(await elements(page)).toBeLessThan(2_000)
  expect(await report.locator('*').count()).toBeLessThan(5_000)
})
