/** How long a sign-in that nobody uses is expected to work. */
import { isSignedIn } from '../mailbox/by-purpose.ts'
import type { Mailbox } from '../mailbox/mailbox.schema.ts'

/** Days without use after which Entra ID refuses a refresh token; every use begins them anew. @see reference 7.1, row 70 */
const idleDays = 90

/**
 * The moment (ISO) until which the sign-in of a mailbox may stay unused; null without one that works. Only the latest it
 * can be: a changed password, a revocation or a rule on sign-in frequency ends it before.
 */
export function validUntil(mailbox: Pick<Mailbox, 'authorisation' | 'problem'>): string | null {
  const { authorisation } = mailbox
  if (authorisation === null || !isSignedIn(mailbox)) return null
  const last = Date.parse(authorisation.usedAt ?? authorisation.at)
  return new Date(last + idleDays * 86_400_000).toISOString()
}
