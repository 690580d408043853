/** Whom a step of the practice administrator is for. */
import type { PracticeAdmin } from '../../../practice/index.ts'
import type { PracticeContext } from '../../ports/practice-host.ts'

/** The setup's own senders, in the tenant's spelling; all that the tenant has while the setup has none yet. */
export async function sendersOf(
  admin: PracticeAdmin,
  context: PracticeContext,
): Promise<readonly { address: string; signInAs: string }[]> {
  if (context.senders.length > 0)
    return context.senders.map(({ address, signInAs }) => ({
      address: address.toLowerCase(),
      signInAs: signInAs.toLowerCase(),
    }))
  const { mailboxes } = await admin.endpoints()
  return mailboxes.map(({ address, delegate }) => ({ address, signInAs: delegate ?? address }))
}
