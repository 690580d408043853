/** What makes two probes the same attempt, which of several counts, and as whom a message was seen. */
import type { Probe } from './run.schema.ts'

/**
 * The same thing tried from the same address, planned or done, in whatever run. Who signs in for a shared address may
 * be put right in between, so that does not count.
 */
export function attemptKey({
  check,
  transport,
  expected,
  from,
}: Pick<Probe, 'check' | 'transport' | 'expected' | 'from'>): string {
  return [check ?? '', transport, expected, from.toLowerCase()].join(' ')
}

/** The first of each attempt: given newest run first, a run over the failed ones alone forgets no earlier proof. */
export function firstOfEach<P extends Parameters<typeof attemptKey>[0]>(probes: Iterable<P>): P[] {
  const seen = new Map<string, P>()
  for (const probe of probes) {
    const key = attemptKey(probe)
    if (!seen.has(key)) seen.set(key, probe)
  }
  return [...seen.values()]
}

/** How the recipient sees who sent a message for somebody else. @see reference 6.1, 6.3 */
export type SentAs =
  | { readonly how: 'as'; readonly from: string; readonly mailbox: string }
  | { readonly how: 'on-behalf'; readonly from: string; readonly sender: string }

/**
 * Null when the address sent for itself, or when nobody has seen the received copy. With Send As the copy names one
 * address; with Send on Behalf it names both.
 */
export function sentAs({
  from,
  mailbox,
  seenFrom,
  seenSender,
}: Pick<Probe, 'from' | 'mailbox' | 'seenFrom' | 'seenSender'>): SentAs | null {
  if (seenFrom === null || from.toLowerCase() === mailbox.toLowerCase()) return null
  if (seenSender === null || seenSender.toLowerCase() === seenFrom.toLowerCase())
    return { how: 'as', from: seenFrom, mailbox }
  return { how: 'on-behalf', from: seenFrom, sender: seenSender }
}
