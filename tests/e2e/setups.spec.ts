/** First start, and a practice setup from nothing, by keyboard alone. */
import { expect, test } from './app.ts'

test('opens with one sentence and one button when nothing was set up yet', async ({ page }) => {
  await expect(page.getByRole('heading', { level: 1, name: 'Setups' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'New setup' })).toBeVisible()
})
