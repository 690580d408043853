/** mailbox password-reset: which mailboxes have to sign in again, and no other. */
import { ok } from '../../domain/result.ts'
import type { Command } from '../frame/command.ts'

export const passwordResetCommand: Command = {
  words: ['mailbox', 'password-reset'],
  usage: 'NAME ACCOUNT',
  options: {},
  positionals: [2, 2],
  async run({ io, args, compose, words }) {
    const composed = await compose()
    if (!composed.ok) return composed
    const [name = '', account = ''] = args.positionals
    const setup = composed.value.app.setups.byName(name)
    if (!setup.ok) return setup
    const marked = composed.value.app.passwordResets.report(setup.value.id, account)
    if (!marked.ok) return marked
    const addresses = marked.value.map(({ address }) => address)
    io.out(
      args.flag('json')
        ? JSON.stringify({ signInAgain: addresses })
        : words.cli.mailbox.passwordReset(account, addresses),
    )
    return ok(0)
  },
}
