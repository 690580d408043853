/** mailbox invite | answer | take-in: the owner of a mailbox signs in on a PC of their own. */
import path from 'node:path'
import { err, ok } from '../../domain/result.ts'
import { readInvitation } from '../../main/services/invitation/invitation-service.ts'
import { openSetup, missingOption, type Command } from '../frame/command.ts'
import { cannot } from '../frame/administrator.ts'

const largestFile = 1_000_000

export const invitationCommands: readonly Command[] = [
  {
    words: ['mailbox', 'invite'],
    usage: 'NAME ADDRESS --out FILE',
    options: { out: { type: 'string' } },
    positionals: [2, 2],
    async run({ io, args, compose, words }) {
      const out = args.text('out')
      if (out === undefined) return err(missingOption('--out'))
      const [, address = ''] = args.positionals
      const opened = await openSetup({ args, compose })
      if (!opened.ok) return opened
      const { app, ports, setup } = opened.value
      const invited = await app.invitations.invite(setup.id, address)
      if (!invited.ok) return invited
      const file = path.resolve(out)
      const written = await ports.files.write(file, `${JSON.stringify(invited.value, null, 2)}\n`)
      if (!written.ok) return written
      const { address: who, expiresAt, id } = invited.value
      if (args.flag('json')) io.out(JSON.stringify({ invitation: id, address: who, expiresAt, file }))
      else for (const line of words.cli.invitation.made(file, who, expiresAt, setup.name)) io.out(line)
      return ok(0)
    },
  },
  {
    words: ['mailbox', 'answer'],
    usage: 'INVITATION --out REPLY [--pick-account]',
    options: { out: { type: 'string' }, 'pick-account': { type: 'boolean' } },
    positionals: [1, 1],
    async run(context) {
      const { io, args, compose, words } = context
      const out = args.text('out')
      if (out === undefined) return err(missingOption('--out'))
      const composed = await compose()
      if (!composed.ok) return composed
      const { app, ports } = composed.value
      const text = await ports.files.readText(path.resolve(args.positionals[0] ?? ''), largestFile)
      if (!text.ok) return text
      const invitation = readInvitation(text.value)
      if (invitation === null) return err({ code: 'invitation-unreadable' })
      for (const line of words.cli.invitation.asks(invitation)) io.err(line)
      const reply = await app.invitations.answer(invitation, {
        pickAccount: args.flag('pick-account'),
        signal: io.interrupted,
      })
      if (!reply.ok) return cannot(context, reply.error)
      const file = path.resolve(out)
      const written = await ports.files.write(file, `${JSON.stringify(reply.value, null, 2)}\n`)
      if (!written.ok) return written
      io.out(
        args.flag('json')
          ? JSON.stringify({ invitation: invitation.id, address: invitation.address, file })
          : words.cli.invitation.answered(file),
      )
      return ok(0)
    },
  },
  {
    words: ['mailbox', 'take-in'],
    usage: 'NAME REPLY',
    options: {},
    positionals: [2, 2],
    async run(context) {
      const { io, args, words } = context
      const [, file = ''] = args.positionals
      const opened = await openSetup(context)
      if (!opened.ok) return opened
      const { app, ports, setup } = opened.value
      const text = await ports.files.readText(path.resolve(file), largestFile)
      if (!text.ok) return text
      const taken = await app.invitations.takeIn(setup.id, text.value)
      if (!taken.ok) return cannot(context, taken.error)
      const { address, authorisation } = taken.value
      const username = authorisation?.username ?? ''
      io.out(
        args.flag('json')
          ? JSON.stringify({ address, username })
          : words.cli.invitation.takenIn(address, username),
      )
      return ok(0)
    },
  },
]
