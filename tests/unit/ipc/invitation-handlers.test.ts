/** An owner answers invitations on a PC of their own: what they gave up is over, and nothing they cancel changes anything. */
import { expect, test } from 'vitest'
import type { Invitation, SealedSignIn } from '../../../src/domain/invitation/invitation.schema.ts'
import { err, ok } from '../../../src/domain/result.ts'
import { createInvitationHandlers } from '../../../src/main/ipc/invitation-handlers.ts'
import type { App } from '../../../src/main/wiring/app.ts'
import { wordsFor } from '../../../src/words/words.ts'
import { aMailbox } from '../../kit/samples.ts'

const invitation: Invitation = {
  format: 'sendproof-invitation',
  version: 1,
  id: '7d8f2f0c-3b1c-4a57-9e0e-0d8f3c1a2b01',
  product: 'EAP',
  from: 'anna on PC-1',
  tenantId: '0f0e0d0c-0000-4000-8000-000000000001',
  tenantName: 'Contoso',
  clientId: '11111111-2222-4333-8444-555555555555',
  address: 'mara@contoso.example',
  cloud: 'global',
  practice: null,
  scopes: ['https://outlook.office.com/SMTP.Send'],
  expiresAt: '2026-12-05T08:00:00.000Z',
  publicKey: Buffer.alloc(44, 1).toString('base64'),
}
const sealed = { format: 'sendproof-sealed-sign-in' } as SealedSignIn

/** `browser`: what becomes of a sign-in that is under way. */
function bench(browser: (signal: AbortSignal) => Promise<'signed-in' | 'given-up'>) {
  const mailbox = aMailbox('mara@contoso.example')
  const did: string[] = []
  const app = {
    invitations: {
      answerable: () => ok({}),
      answer: async (_: Invitation, { signal }: { signal: AbortSignal }) =>
        (await browser(signal)) === 'signed-in' ? ok(sealed) : err({ code: 'sign-in-cancelled' }),
      invite: async () => {
        did.push('invited')
        return ok(invitation)
      },
    },
    mailboxes: { list: () => ok([mailbox]) },
  } as unknown as App
  const handlers = createInvitationHandlers(app, {
    dialogs: { chooseOpen: async () => null, chooseSave: async () => null },
    files: {
      readText: async () => err({ code: 'file-missing', path: '' }),
      write: async (file: string) => {
        did.push(file)
        return ok(null)
      },
    },
    words: wordsFor('en'),
    fileName: (text) => text,
  })
  const open = async () => {
    const asked = await handlers['invitation.open']({ text: JSON.stringify(invitation) })
    if (!asked.ok || asked.value === null) throw new Error(JSON.stringify(asked))
    return asked.value.opened
  }
  const answer = (opened: string) => handlers['invitation.answer']({ opened, pickAccount: false })
  return { handlers, mailbox, did, open, answer }
}

const untilStopped = (signal: AbortSignal) =>
  new Promise<'given-up'>((resolve) => signal.addEventListener('abort', () => resolve('given-up')))

test('a sign-in that was given up for many other invitations ends, and its invitation stays closed', async () => {
  const { open, answer } = bench(untilStopped)
  const first = await open()
  const answering = answer(first)
  for (let count = 0; count < 8; count += 1) await open()
  expect(await answering).toMatchObject({ ok: false, error: { code: 'sign-in-cancelled' } })
  expect(await answer(first)).toMatchObject({ ok: false, error: { code: 'invitation-closed' } })
})

test('a sign-in under way is not begun twice, and once it broke it can be tried again', async () => {
  let turn = 0
  let broken = (_: Error) => {}
  const { open, answer, handlers } = bench(async () => {
    turn += 1
    if (turn > 1) return 'signed-in'
    return new Promise<never>((_, reject) => {
      broken = reject
    })
  })
  const opened = await open()
  const first = answer(opened)
  expect(await answer(opened)).toMatchObject({ ok: false, error: { code: 'invitation-busy' } })
  broken(new Error('a bug'))
  await expect(first).rejects.toThrow('a bug')
  expect(await handlers['invitation.save']({ opened })).toMatchObject({
    error: { code: 'invitation-closed' },
  })
  expect(await answer(opened)).toEqual({ ok: true, value: null })
})

test('whoever cancels where to save an invitation leaves the one before in force', async () => {
  const { handlers, mailbox, did } = bench(untilStopped)
  const made = await handlers['invitation.make']({ setup: 'any', mailbox: mailbox.id })
  expect(made).toEqual({ ok: true, value: { saved: false, path: null, expiresAt: null } })
  expect(did).toEqual([])
})
