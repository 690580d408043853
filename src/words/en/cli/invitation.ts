/** A mailbox owner elsewhere: what the invitation says to both sides. */
import { commandWord } from '../../../domain/text/command-word.ts'
import { asksFor, until } from '../invitation.ts'

export const invitation = {
  made: (file: string, who: string, expiresAt: string, setup: string) => [
    `The invitation for ${who} is written to ${file}. It is valid until ${until(expiresAt)} and holds no password.`,
    `On the owner’s PC: mailbox answer INVITATION --out REPLY`,
    `When the reply is back: mailbox take-in ${commandWord(setup)} REPLY`,
  ],
  asks: asksFor,
  answered: (file: string) =>
    `The reply is written to ${file}. Only the PC that invited you can open it. Send it back and delete it here; nothing else was saved on this PC.`,
  takenIn: (address: string, username: string) =>
    `${address}: signed in as ${username}, tried with Microsoft Entra, and saved.`,
}
