/** Somebody who knows nothing and only ever does what NEXT says: the rehearsal reaches its end. */
import { expect, test } from './app.ts'
import { openPracticeSetup } from './person.ts'

/** No plan has more steps than this. */
const mostMoves = 60

for (const { recipe, answers } of [
  { recipe: 'eap', answers: { hostname: 'eap.contoso.example' } },
  // All answers as offered; one of the practice tenant's mailboxes is shared all the same.
  { recipe: 'flexdeploy', answers: { hostname: 'flexdeploy.contoso.example' } },
  // Nobody signs in, and a mailbox that must be blocked has to be named.
  { recipe: 'finpower-connect', answers: {} },
])
  test(`a rehearsal of ${recipe} ends with everything proven for whoever follows NEXT alone`, async ({
    page,
  }) => {
    await openPracticeSetup(page, { name: recipe, recipe, answers, mailboxes: 5, prepared: false })
    const next = page.getByRole('region', { name: 'NEXT' })
    const offer = (name: string) => next.getByRole('button', { name })
    const button = (name: string | RegExp) => page.getByRole('button', { name })
    const plan = page.getByRole('tab', { name: 'Plan' })
    const done = page.getByText('Everything is done')
    let before = ''
    for (let moves = 0; moves < mostMoves; moves += 1) {
      // What NEXT said before has been done; it says something else once that has arrived, and is not at it any more.
      await expect
        .poll(async () => {
          const said = await next.innerText()
          return said !== before && !said.includes('is doing this')
        })
        .toBe(true)
      before = await next.innerText()
      if (await done.isVisible()) break
      if (await offer('Let the practice administrator do it').isVisible())
        await offer('Let the practice administrator do it').click()
      else if (await offer('Go to Mailboxes').isVisible()) {
        await offer('Go to Mailboxes').click()
        const listed = page.getByRole('grid', { name: 'Mailboxes' })
        await expect(button(/^Take the 5 mailboxes/).or(listed)).toBeVisible()
        const outside = page
          .getByRole('region', { name: /must not reach/ })
          .getByRole('button', { name: /^Choose/ })
        if (before.includes('First name a mailbox')) {
          await outside.click()
          await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
          await expect(outside).toBeHidden()
        } else if (!(await listed.isVisible())) {
          await button(/^Take the 5 mailboxes/).click()
          await expect(listed).toBeVisible()
        } else {
          // The list is there, so NEXT led here for the sign-ins.
          await button(/^Sign in all/).click()
          await expect(button('All signed in')).toBeVisible()
        }
        await plan.click()
      } else if (await offer('Go to Verify').isVisible()) {
        await offer('Go to Verify').click()
        await button(/^Send \d/).click()
        await expect(page.getByRole('heading', { name: /^Proven/ })).toBeVisible()
        await plan.click()
      } else {
        await offer('Show me how').click()
        await expect(page.getByRole('article').getByRole('heading', { level: 2 })).toBeFocused()
        await button('Mark done').click()
      }
    }
    await offer('Open the report').click()
    await expect(page.frameLocator('iframe').getByRole('main')).toContainText('Proven')
  })
