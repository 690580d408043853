/** A password was reset: exactly the mailboxes that were signed in as that account have to sign in again. */
import type { Mailbox } from '../../../domain/mailbox/mailbox.schema.ts'
import { signedInAs } from '../../../domain/mailbox/signed-in-as.ts'
import type { AppError } from '../../../domain/problem/app-error.ts'
import { err, ok, type Result } from '../../../domain/result.ts'
import type { Announcer } from '../desk/announcer.ts'
import type { SetupDesk } from '../desk/setup-desk.ts'
import type { MailboxStore } from '../desk/stores.port.ts'
import type { TokenService } from '../sign-in/token-service.ts'
import type { Surroundings } from '../surroundings/surroundings.port.ts'

interface PasswordResetPorts {
  readonly desk: Pick<SetupDesk, 'open'>
  readonly mailboxes: Pick<MailboxStore, 'listMailboxes' | 'setAuthorisation'>
  readonly held: Pick<TokenService, 'drop'>
  readonly surroundings: Pick<Surroundings, 'user'>
  readonly announcer: Announcer
}

export class PasswordReset {
  readonly #ports: PasswordResetPorts

  constructor(ports: PasswordResetPorts) {
    this.#ports = ports
  }

  /** Marks them; they count as signed in again once they are. An account that none of them is signed in as is refused. */
  report(setupId: string, account: string): Result<Mailbox[], AppError> {
    const { desk, mailboxes, held, surroundings, announcer } = this.#ports
    const opened = desk.open(setupId)
    if (!opened.ok) return opened
    const concerned = signedInAs(mailboxes.listMailboxes(setupId), account)
    if (concerned.length === 0)
      return err({ code: 'account-not-signed-in', account: account.trim(), field: 'account' })
    for (const { id, authorisation } of concerned) {
      held.drop(id)
      mailboxes.setAuthorisation(id, authorisation, {
        code: 'password-was-reset',
        account: authorisation?.username ?? account,
        saidBy: surroundings.user,
      })
    }
    announcer.emit('setup.changed', { setup: setupId })
    return ok(concerned)
  }
}
