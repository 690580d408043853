/** What is neither proven nor failed: too early, found in Junk Email, and what changed since the run before. */
import type { CallInput } from '../../src/contract/calls.schema.ts'
import type { DesktopApi } from '../../src/contract/desktop-api.ts'
import { barriersOn } from '../axe.ts'
import { expect, test } from './app.ts'
import { takePictures } from './looks.ts'
import { openPracticeSetup } from './person.ts'

test('a right that was granted a moment ago counts as too early and says until when, and only then as failed', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1366, height: 768 })
  const setup = await openPracticeSetup(page, { mailboxes: 4, faults: ['no-send-as', 'junk-mail'] })
  const step = { setup, step: 'send-as' }
  await page.evaluate(
    async ([undone, again]) => {
      const { call } = (globalThis as unknown as { desktop: DesktopApi }).desktop
      await call['step.set'](undone)
      await call['step.practise'](again)
    },
    [{ ...step, state: 'todo', note: null } satisfies CallInput<'step.set'>, step] as const,
  )
  await page.getByRole('tab', { name: /^Mailboxes/ }).click()
  await page.getByRole('button', { name: 'Sign in to read arrivals back' }).click()
  await expect(page.getByText('Arrivals are read back')).toBeVisible()
  await page.getByRole('button', { name: /^Sign in all/ }).click()
  await expect(page.getByRole('button', { name: 'All signed in' })).toBeVisible()
  await page.getByRole('tab', { name: /^Verify/ }).click()
  await page.getByRole('button', { name: /^Send \d/ }).click()

  const early = page.getByRole('row', { name: /May just need time/ })
  await early.click()
  const detail = page.getByRole('article')
  await expect(detail).toContainText(/a right on a mailbox was granted.+usually needs until \d\d:\d\d/)
  await expect(detail).toContainText(/tried again automatically at \d\d:\d\d:\d\d/)
  await expect(page.getByRole('button', { name: '0 failed' })).toBeVisible()
  await expect(page.getByRole('button', { name: '1 waiting', exact: true })).toBeVisible()
  await takePictures(page, 'verify-too-early', ['light'])
  // in a practice tenant the hours pass in seconds
  await expect(page.getByRole('row', { name: /Refused/ })).toBeVisible()
  await expect(page.getByRole('heading', { name: '3 of 4 proven' })).toBeVisible()

  const junk = page.getByRole('row', { name: /Received, but as spam/ })
  await junk.click()
  await expect(detail).toContainText(/in Junk Email of verify@.+Ask the Exchange administrator/)
  await expect(page.getByRole('button', { name: '3 received' })).toBeVisible()
  expect(await barriersOn(page)).toEqual([])
})
