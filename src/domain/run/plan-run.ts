/** The verification plan of a setup: one message for each sender, and what stands in the way of each. */
import type { Mailbox } from '../mailbox/mailbox.ts'
import { isDelegated } from '../recipe/placeholders.ts'
import type { Recipe, Transport } from '../recipe/recipe.ts'
import type { Setup } from '../setup/setup.ts'

export interface PlannedProbe {
  mailboxId: string
  /** Who signs in. */
  mailbox: string
  from: string
  to: string
  transport: Transport
  expected: 'accepted' | 'refused'
  /** Why this probe cannot be sent yet, in one sentence; null when it can. */
  obstacle: string | null
}

export function planRun(input: {
  readonly setup: Setup
  readonly recipe: Recipe
  readonly mailboxes: readonly Mailbox[]
}): { to: string | null; probes: PlannedProbe[] } {
  const to = input.setup.recipient
  const senders = input.mailboxes.filter((mailbox) => mailbox.purpose === 'sender')
  const probes = senders.map((mailbox): PlannedProbe => ({
    mailboxId: mailbox.id,
    mailbox: mailbox.signInAs,
    from: mailbox.address,
    to: to ?? '',
    transport: input.recipe.verification.transport,
    expected: 'accepted',
    obstacle: obstacleOf(mailbox, to),
  }))
  return { to, probes }
}

/** The first thing to put right; the others show themselves once it is. */
function obstacleOf(mailbox: Mailbox, to: string | null): string | null {
  const itself = mailbox.signInAs === '' || mailbox.signInAs.toLowerCase() === mailbox.address.toLowerCase()
  // over SMTP the sign-in name is the delegate's, never the shared mailbox's (reference 4.7)
  if (isDelegated(mailbox) && itself)
    return `Nobody is named who signs in for the ${mailbox.kind === 'group' ? 'group' : 'shared mailbox'} ${mailbox.address}: name the delegate.`
  if (mailbox.authorisation === null)
    return mailbox.problem === null
      ? `${mailbox.address} is not authorised yet${itself ? '' : `: ${mailbox.signInAs} has to sign in`}.`
      : `${mailbox.address} is not authorised: ${mailbox.problem.what}`
  if (to === null || to === '') return 'Nobody is named who receives the messages: choose a recipient.'
  return null
}
