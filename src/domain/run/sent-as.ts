/** How the recipient sees who sent a message for somebody else: as that address, or on its behalf. */
import type { Probe } from './run.ts'

/**
 * Null when the address sent for itself, or when nobody has seen the received copy. With Send As the copy names one
 * address; with Send on Behalf it names both. @see reference 6.1, 6.3
 */
export function sentAsWords({
  from,
  mailbox,
  seenFrom,
  seenSender,
}: Pick<Probe, 'from' | 'mailbox' | 'seenFrom' | 'seenSender'>): string | null {
  if (seenFrom === null || from.toLowerCase() === mailbox.toLowerCase()) return null
  if (seenSender === null || seenSender.toLowerCase() === seenFrom.toLowerCase())
    return `sent as ${seenFrom}, signed in by ${mailbox}`
  return `sent by ${seenSender} on behalf of ${seenFrom}`
}
