/** The owner of a mailbox works elsewhere: a file goes out, a sealed reply comes back, and a file that lies is refused in words. */
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Invitation } from '../../src/domain/invitation/invitation.schema.ts'
import { answerSignIn } from '../../src/practice/entra/robot.ts'
import { passwordFor } from '../../src/practice/tenant/seed.ts'
import { barriersOn } from '../axe.ts'
import { answerOpenDialog, answerSaveDialog, expect, keepOpenedLinks, test } from './app.ts'
import { dropFile, openPracticeSetup, pressOn } from './person.ts'
import { allThemes, wear } from './themes.ts'

test('an owner signs in on a PC of their own: invited, answered and taken in, each file refused that is not what it says', async ({
  page,
  electronApp,
  dataFolder,
}) => {
  const dialog = page.getByRole('dialog')
  const inDialog = (name: string) => dialog.getByRole('button', { name, exact: true })
  const invitationFile = path.join(dataFolder, 'invitation.json')
  const replyFile = path.join(dataFolder, 'reply.json')
  const looked = async (what: string) => {
    for (const theme of allThemes) {
      await wear(page, theme)
      expect.soft(await barriersOn(page), `${what}, ${theme}`).toEqual([])
    }
    await wear(page, 'light')
    await page.setViewportSize({ width: 960, height: 700 })
    const file = path.resolve(import.meta.dirname, `../../test-results/invitation/${what}.png`)
    await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' })
  }
  const drop = (content: string) =>
    dropFile(dialog.getByRole('group', { name: 'File' }), 'dropped.json', content)

  await test.step('the first screen is where an invited person finds the way', async () => {
    await expect(page.getByText('Were you sent an invitation')).toBeVisible()
    await looked('first-screen')
  })

  const setup = await openPracticeSetup(page, { name: 'Contoso · EAP', mailboxes: 4 })
  await page.getByRole('tab', { name: /^Mailboxes/ }).click()
  const row = page.getByRole('row').filter({ hasText: '@' }).first()
  await row.click()

  await test.step('the invitation is saved, with what to send along', async () => {
    await answerSaveDialog(electronApp, invitationFile)
    await pressOn(page, page.getByRole('button', { name: 'Invite the owner…' }))
    await expect(dialog).toContainText('valid for 14 days and for one reply')
    await inDialog('Save the invitation…').click()
    await expect(dialog.getByRole('textbox')).toHaveValue(/Answer an invitation…/)
    await looked('invite')
    await inDialog('Close').click()
  })
  const invitation = JSON.parse(await readFile(invitationFile, 'utf8')) as Invitation

  const state = await readFile(path.join(dataFolder, 'practice', setup, 'state.json'), 'utf8')
  const password = passwordFor((JSON.parse(state) as { seed: number }).seed)

  const linksOf = await keepOpenedLinks(electronApp)
  const signInAs = async (account: string, turn: number) => {
    await expect(async () => expect((await linksOf()).length).toBe(turn)).toPass()
    const url = (await linksOf()).at(-1) ?? ''
    const caFile = invitation.practice?.caFile ?? ''
    expect(await answerSignIn(url, { caFile, account, password })).toEqual({ ok: true })
  }

  await test.step('the owner reads who asks for what; files that are none are refused', async () => {
    await page.getByRole('navigation').getByRole('button', { name: 'Setups', exact: true }).click()
    await page.getByRole('button', { name: 'More ways to start' }).click()
    await page.getByRole('menuitem', { name: 'Answer an invitation…' }).click()
    await drop('{"format":')
    await expect(dialog).toContainText('not an invitation of this version')
    const old = { ...invitation, expiresAt: '2024-01-01T00:00:00.000Z' }
    await drop(JSON.stringify(old))
    await expect(dialog).toContainText('was valid until 2024-01-01')
    await answerOpenDialog(electronApp, invitationFile)
    await inDialog('Choose the file…').click()
    await expect(dialog).toContainText(`asks you to sign in as ${invitation.address}`)
    await expect(dialog).toContainText(invitation.tenantId)
    await expect(dialog).toContainText('SMTP.Send')
    await looked('asked')
  })

  await test.step('another account is refused and seals nothing; the right one does', async () => {
    await inDialog('Sign in…').click()
    await signInAs('verify@contoso.example', 1)
    await expect(dialog.getByRole('alert')).toContainText('verify@contoso.example')
    await answerSaveDialog(electronApp, replyFile)
    await inDialog('Sign in with another account…').click()
    await signInAs(invitation.address, 2)
    await inDialog('Save the reply…').click()
    await expect(dialog).toContainText('Nothing else was saved on this PC')
    await looked('answered')
    await inDialog('Close').click()
  })

  await test.step('the reply is taken in once; one that was changed is not', async () => {
    const reply = await readFile(replyFile, 'utf8')
    const sealed = JSON.parse(reply) as { address: string; tenantId: string }
    await page.getByRole('main').getByRole('button', { name: 'Contoso · EAP', exact: true }).click()
    await page.getByRole('tab', { name: /^Mailboxes/ }).click()
    await page.getByRole('button', { name: 'Import a reply…' }).click()
    const refused: readonly [file: string, says: string][] = [
      ['not a file of ours', 'not a reply to an invitation'],
      [JSON.stringify({ ...sealed, address: 'eve@contoso.example' }), 'The reply is for eve@contoso.example'],
      [
        JSON.stringify({ ...sealed, tenantId: '99999999-2222-4333-8444-555555555555' }),
        'The reply is for the tenant 99999999',
      ],
      [reply.replace(/"data": "../, '"data": "//'), 'The reply cannot be opened'],
    ]
    for (const [file, says] of refused) {
      await drop(file)
      await expect(dialog.getByRole('alert')).toContainText(says)
    }
    await looked('refused')
    await writeFile(replyFile, reply)
    await answerOpenDialog(electronApp, replyFile)
    await inDialog('Choose the file…').click()
    await expect(dialog).toContainText(`is signed in as ${invitation.address}`)
    await inDialog('Close').click()
    await expect(row).toContainText('Signed in')
  })
})
