/** A sign-in that was revoked after it was made must not go on counting as one, whoever looks where. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { SetupView } from '../../../src/contract/views.schema.ts'
import { countLines, linesOf } from '../../../src/renderer/features/mailboxes/mailbox-state.ts'
import { Desk } from './cli.ts'
import { cliHere, composedHere } from './in-process.ts'

const lost = 'mara.novak@contoso.example'

async function shown(folder: string) {
  const composed = await composedHere(folder)
  try {
    const { app, ports } = composed
    const [card] = app.setups.list().cards
    const view = app.setups.get(card?.id ?? '')
    if (!view.ok || card === undefined) throw new Error('no setup')
    return { card, view: view.value, mailboxes: ports.mailboxes.listMailboxes(card.id) }
  } finally {
    await composed.close()
  }
}

const authoriseStep = ({ checklist }: Pick<SetupView, 'checklist'>) =>
  checklist.steps.find(({ id }) => id === 'authorise')

test.each([
  ['revoked-refresh', 'AADSTS50173'],
  ['expired-refresh', 'AADSTS700082'],
] as const)(
  'with %s the mailbox is not signed in any more in plan, tab, card, list, command line and report',
  async (fault, code) => {
    const desk = new Desk()
    onTestFinished(() => desk.close())
    const cli = (...words: string[]) => cliHere(desk.folder, ...words)
    const create = ['setup', 'create', '--recipe', 'eap', '--name', 'C', '--practice', '--prepared']
    await cli(...create, '--mailboxes', '3', '--fault', `${fault}@${lost}`)
    expect((await cli('mailbox', 'authorise', 'C', '--all')).code).toBe(0)
    const before = await shown(desk.folder)
    expect(before.view.mailboxes).toMatchObject({ total: 3, authorised: 3 })
    expect(authoriseStep(before.view)?.state).toBe('done')

    expect((await cli('verify', 'C')).code).toBe(1)
    const { card, view, mailboxes } = await shown(desk.folder)
    expect(view.mailboxes, 'the tab').toMatchObject({ total: 3, authorised: 2, problems: 1 })
    expect(authoriseStep(view)?.state, 'the plan').toBe('blocked')
    expect(card.steps.done, 'the card').toBe(before.card.steps.done - 1)
    expect(countLines(linesOf(mailboxes, undefined)), 'the list').toMatchObject({
      authorised: 2,
      problem: 1,
    })
    const status = (await cli('setup', 'status', 'C', '--left')).out
    expect(status).toContain('2 of 3 mailboxes signed in')
    expect(status).toMatch(/Blocked +authorise /)
    const line = (await cli('mailbox', 'list', 'C')).out.split('\n').find((one) => one.startsWith(lost))
    expect(line).toContain('failed: ')
    expect(line).not.toContain('signed in as')
    const file = path.join(desk.folder, 'report.html')
    expect((await cli('report', 'C', '--format', 'html', '--out', file)).code).toBe(0)
    const report = readFileSync(file, 'utf8')
    expect(report).toContain('but the sign-in no longer works')
    expect(report).toContain(code)

    // and whoever signs everybody in who is not is asked for this one again
    const again = JSON.parse((await cli('mailbox', 'authorise', 'C', '--all', '--json')).out) as object
    expect(again).toMatchObject({ authorised: 1, failed: 0, items: [{ address: lost }] })
    expect((await shown(desk.folder)).view.mailboxes).toMatchObject({ authorised: 3, problems: 0 })
  },
)

test('after a password reset exactly the mailboxes of that account are to be signed in again, and the next step says so', async () => {
  const desk = new Desk()
  onTestFinished(() => desk.close())
  const cli = (...words: string[]) => cliHere(desk.folder, ...words)
  await cli(...['setup', 'create', '--recipe', 'eap', '--name', 'C', '--practice', '--prepared'])
  await cli('mailbox', 'authorise', 'C', '--all')
  const expiry = (await cli('expiry')).out
  expect(expiry).toContain('if unused, valid until')
  for (const step of ['release', 'sign-in-rules']) await cli('step', 'set', 'C', step, 'done')
  const before = await shown(desk.folder)
  expect(authoriseStep(before.view)?.state).toBe('done')
  const delegate = before.mailboxes.find(({ kind }) => kind === 'shared')?.signInAs ?? ''
  const own = before.mailboxes.filter(({ authorisation }) => authorisation?.username === delegate)
  expect(own.length, 'the shared one and that of the delegate').toBeGreaterThan(1)

  const nobody = await cli('mailbox', 'password-reset', 'C', 'nobody@contoso.example')
  expect(nobody.code).toBe(2)
  const { signInAgain } = JSON.parse(
    (await cli('mailbox', 'password-reset', 'C', delegate.toUpperCase(), '--json')).out,
  ) as { signInAgain: string[] }
  expect(signInAgain).toEqual(own.map(({ address }) => address))
  const after = await shown(desk.folder)
  expect(after.view.mailboxes.problems).toBe(own.filter(({ purpose }) => purpose === 'sender').length)
  expect(authoriseStep(after.view)?.state).toBe('blocked')
  expect(after.view.checklist.next).toBe('authorise')
  const list = (await cli('mailbox', 'list', 'C')).out
  expect(list).toContain('was reset (reported by')

  const again = JSON.parse((await cli('mailbox', 'authorise', 'C', '--all', '--json')).out) as object
  expect(again).toMatchObject({ authorised: own.length, failed: 0 })
  expect(authoriseStep((await shown(desk.folder)).view)?.state).toBe('done')
})
