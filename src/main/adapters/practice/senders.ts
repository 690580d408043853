/** Whom a step of the practice administrator is for. */
import type { PracticeAdmin } from '../../../practice/index.ts'
import type { PracticeContext } from '../../services/desk/practice-host.port.ts'

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

/**
 * The groups among the senders, whom nobody signs in to or opens. In a real tenant they are there before any product
 * comes; in the practice tenant they are made now.
 */
export async function groupsAmong(
  admin: PracticeAdmin,
  senders: readonly { address: string; signInAs: string }[],
): Promise<Set<string>> {
  const { mailboxes, groups, proxyAddresses, tenantName } = await admin.describe()
  const others = [...mailboxes.map(({ address }) => address), ...proxyAddresses.map(({ alias }) => alias)]
  const found = new Set(groups.map(({ address }) => address))
  for (const { address, signInAs } of senders) {
    const [local = '', domain] = address.split('@')
    const known = found.has(address) || others.includes(address)
    if (known || address === signInAs || domain !== tenantName) continue
    await admin.createGroup(address, local, 'distribution', [])
    found.add(address)
  }
  return found
}
