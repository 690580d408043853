/** A mailbox owner elsewhere: what the invitation says to both sides. */
import { commandWord } from '../../../domain/text/command-word.ts'
import type { Invitation } from '../../../domain/invitation/invitation.schema.ts'
import { oneLine } from '../../../domain/text/escape.ts'
import { list } from '../../shape/format.ts'

const locale = 'en'
const day = (iso: string) => `${iso.slice(0, 16).replace('T', ' ')} UTC`

export const invitation = {
  made: (file: string, who: string, expiresAt: string, setup: string) => [
    `The invitation for ${who} is written to ${file}. It is valid until ${day(expiresAt)} and holds no password.`,
    `On the owner’s PC: mailbox answer INVITATION --out REPLY`,
    `When the reply is back: mailbox take-in ${commandWord(setup)} REPLY`,
  ],
  /** Before the browser opens: a file from elsewhere asks for this. */
  asks: ({ product, from, address, tenantName, tenantId, scopes, clientId }: Invitation) => [
    `${oneLine(from)} asks you to sign in as ${oneLine(address)} in ${oneLine(tenantName ?? tenantId)} for ${oneLine(product)} (application ${clientId}).`,
    `It may then use ${list(
      scopes.map((scope) => oneLine(scope.slice(scope.lastIndexOf('/') + 1))),
      locale,
    )} in your name until you or an administrator revoke it. Your password stays with Microsoft.`,
    'If you do not expect this, close the browser window and delete the file.',
  ],
  answered: (file: string) =>
    `The reply is written to ${file}. Only the PC that invited you can open it. Send it back and delete it here; nothing else was saved on this PC.`,
  takenIn: (address: string, username: string) =>
    `${address}: signed in as ${username}, tried with Microsoft Entra, and saved.`,
}
