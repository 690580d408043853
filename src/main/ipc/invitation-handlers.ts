/** Handlers of invitations. What was opened and what was answered stay here until they are saved or the window closes. */
import { randomUUID } from 'node:crypto'
import type { InvitationAskView } from '../../contract/invitation-calls.schema.ts'
import type { Invitation, SealedSignIn } from '../../domain/invitation/invitation.schema.ts'
import type { AppError } from '../../domain/problem/app-error.ts'
import { err, map, ok, type Result } from '../../domain/result.ts'
import { readInvitation } from '../services/invitation/invitation-service.ts'
import type { Files } from '../services/surroundings/files.port.ts'
import type { FileDialogs } from '../services/surroundings/person.port.ts'
import type { Words } from '../../words/words.ts'
import type { App } from '../wiring/app.ts'
import type { Handlers } from './register.ts'

type InvitationHandlers = Pick<Handlers, Extract<keyof Handlers, `invitation.${string}`>>

interface InvitationPorts {
  readonly dialogs: Pick<FileDialogs, 'chooseOpen' | 'chooseSave'>
  readonly files: Pick<Files, 'readText' | 'write'>
  readonly words: Words
  readonly fileName: (text: string) => string
}

interface Opened {
  readonly invitation: Invitation
  readonly stop: AbortController | null
  readonly reply: SealedSignIn | null
}

const largestFile = 1_000_000
/** Somebody who opens more files than this without answering one has given the first ones up. */
const mostOpen = 8

export function createInvitationHandlers(
  { invitations, mailboxes }: Pick<App, 'invitations' | 'mailboxes'>,
  { dialogs, files, words, fileName }: InvitationPorts,
): InvitationHandlers {
  const { dialogs: titles, files: names } = words.native
  const open = new Map<string, Opened>()
  const known = (id: string): Result<Opened, AppError> => {
    const found = open.get(id)
    return found === undefined ? err({ code: 'invitation-closed' }) : ok(found)
  }
  /** The text of a file that was dropped, else of one that a person chooses; null when they cancel. */
  const textOf = async (dropped: string | null, title: string): Promise<Result<string | null, AppError>> => {
    if (dropped !== null) return ok(dropped)
    const file = await dialogs.chooseOpen({ title, extensions: ['json'] })
    return file === null ? ok(null) : files.readText(file, largestFile)
  }
  const written = async (file: string, content: unknown) =>
    map(await files.write(file, `${JSON.stringify(content, null, 2)}\n`), () => ({ saved: true, path: file }))
  return {
    'invitation.make': async ({ setup, mailbox }) => {
      const list = mailboxes.list(setup)
      if (!list.ok) return list
      const found = list.value.find(({ id }) => id === mailbox)
      if (found === undefined)
        return err({ code: 'mailboxes-not-listed', addresses: [mailbox], field: 'ADDRESS' })
      // Chosen first: a new invitation ends the one before, and nobody who cancels means that.
      const file = await dialogs.chooseSave({
        title: titles.saveInvitation,
        suggestedName: `${fileName(names.invitation(found.address))}.json`,
        extension: 'json',
      })
      if (file === null) return ok({ saved: false, path: null, expiresAt: null })
      const invited = await invitations.invite(setup, found.address)
      if (!invited.ok) return invited
      const { expiresAt } = invited.value
      return map(await written(file, invited.value), (saved) => ({ ...saved, expiresAt }))
    },
    'invitation.open': async ({ text: dropped }) => {
      const text = await textOf(dropped, titles.openInvitation)
      if (!text.ok) return text
      if (text.value === null) return ok(null)
      const invitation = readInvitation(text.value)
      if (invitation === null) return err({ code: 'invitation-unreadable' })
      const fits = invitations.answerable(invitation)
      if (!fits.ok) return fits
      const id = randomUUID()
      open.set(id, { invitation, stop: null, reply: null })
      for (const [oldest, { stop }] of open) {
        if (open.size <= mostOpen) break
        stop?.abort()
        open.delete(oldest)
      }
      return ok(askOf(id, invitation))
    },
    'invitation.answer': async ({ opened, pickAccount }) => {
      const found = known(opened)
      if (!found.ok) return found
      if (found.value.stop !== null) return err({ code: 'invitation-busy' })
      const stop = new AbortController()
      open.set(opened, { ...found.value, stop })
      const { invitation } = found.value
      let sealed: SealedSignIn | null = null
      try {
        const reply = await invitations.answer(invitation, { pickAccount, signal: stop.signal })
        if (reply.ok) sealed = reply.value
        return map(reply, () => null)
      } finally {
        // given up meanwhile, it stays closed
        if (open.has(opened)) open.set(opened, { invitation, stop: null, reply: sealed })
      }
    },
    'invitation.stop': async ({ opened }) => {
      open.get(opened)?.stop?.abort()
      return ok(null)
    },
    'invitation.save': async ({ opened }) => {
      const found = known(opened)
      if (!found.ok) return found
      const { invitation, reply } = found.value
      if (reply === null) return err({ code: 'invitation-closed' })
      const file = await dialogs.chooseSave({
        title: titles.saveReply,
        suggestedName: `${fileName(names.reply(invitation.address))}.json`,
        extension: 'json',
      })
      if (file === null) return ok({ saved: false, path: null })
      const saved = await written(file, reply)
      if (saved.ok) open.delete(opened)
      return saved
    },
    'invitation.takeIn': async ({ setup, text: dropped }) => {
      const text = await textOf(dropped, titles.takeReply)
      if (!text.ok) return text
      if (text.value === null) return ok(null)
      return map(await invitations.takeIn(setup, text.value), ({ address, authorisation }) => ({
        address,
        username: authorisation?.username ?? '',
      }))
    },
  }
}

function askOf(opened: string, invitation: Invitation): InvitationAskView {
  const { product, from, address, tenantId, tenantName, clientId, scopes, expiresAt, practice } = invitation
  return {
    ...{ opened, product, from, address, tenantId, tenantName, clientId, scopes, expiresAt },
    practice: practice !== null,
  }
}
