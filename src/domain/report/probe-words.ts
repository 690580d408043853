/** One probe in words: what was tried, what should have happened, what did, and how that is known. */
import type { ProbeKind } from '../recipe/recipe.ts'
import { isReading } from '../transport/transports.ts'
import { endedAsExpected, isReceived } from '../run/probe-outcome.ts'
import type { Probe } from '../run/run.ts'
import type { ReportCheck } from './report.ts'

export const kindOfProbe: Readonly<Record<ProbeKind, string>> = {
  'smtp-delegated': 'SMTP, signed in as a person',
  'smtp-app': 'SMTP, as the application',
  'graph-delegated': 'Microsoft Graph, signed in as a person',
  'graph-app': 'Microsoft Graph, as the application',
  'graph-read': 'reading through Microsoft Graph',
  'imap-read': 'reading through IMAP',
  'ews-app': 'Exchange Web Services, as the application',
}

/** The one that matters most: who should have been kept out was let in. */
export function wasLetIn(probe: Pick<Probe, 'expected' | 'outcome'>): boolean {
  return probe.expected === 'refused' && probe.outcome === 'accepted'
}

export function expectedWords({ expected, transport }: Pick<Probe, 'expected' | 'transport'>): string {
  if (expected === 'refused') return 'must be refused'
  return isReading(transport) ? 'must be readable' : 'must be sent and arrive'
}

/** The head of its column: short. */
export function checkName({ expected, transport, mailbox }: ReportCheck): string {
  if (expected === 'refused') return 'must be refused'
  if (isReading(transport)) return 'read'
  return mailbox === 'delegate-for-shared' ? 'Send As' : 'send'
}

export function outcomeWords(probe: Probe): string {
  const reading = isReading(probe.transport)
  switch (probe.outcome) {
    case null:
      return reading ? 'not tried' : 'not sent'
    case 'accepted':
      if (reading)
        return wasLetIn(probe) ? 'could be read, although it should have been refused' : 'can be read'
      if (probe.receipt === 'returned') return 'accepted, but came back as undeliverable'
      if (!isReceived(probe))
        return wasLetIn(probe)
          ? 'accepted, although it should have been refused'
          : 'accepted, but not seen to arrive'
      if (wasLetIn(probe)) return 'received, although it should have been refused'
      return probe.foundIn === 'junk' ? 'received, but in Junk Email' : 'received'
    case 'refused':
      return probe.expected === 'refused' ? 'refused, as it should be' : 'refused by the server'
    case 'failed':
      return reading ? 'no answer to rely on' : 'not handed over'
    case 'uncertain':
      return 'interrupted while being handed over; it was not sent again'
  }
}

export const folderWords: Readonly<Record<NonNullable<Probe['foundIn']>, string>> = {
  inbox: 'Inbox',
  junk: 'Junk Email',
  other: 'another folder',
}

export function receiptWords(probe: Probe): string {
  if (isReading(probe.transport)) return 'nothing to receive'
  switch (probe.receipt) {
    case 'received':
      if (probe.foundIn === 'junk') return 'read back from Junk Email'
      return probe.receiptBy === 'trace' ? 'found in the message trace' : 'read back from the mailbox'
    case 'confirmed':
      return 'code confirmed by the recipient'
    case 'waiting':
      return 'still being looked for'
    case 'missing':
      return 'looked for, not found'
    case 'returned':
      return 'came back as undeliverable'
    case 'none':
      return 'nothing to receive'
  }
}

/** The sender as the recipient reads it; null when nobody has seen the message. @see reference 5.3 */
export function senderWords({ seenFrom, seenSender }: Pick<Probe, 'seenFrom' | 'seenSender'>): string | null {
  if (seenFrom === null) return null
  return seenSender === null || same(seenFrom, seenSender)
    ? `sent as ${seenFrom}`
    : `sent by ${seenSender} on behalf of ${seenFrom}`
}

/** “SPF pass, DKIM pass, DMARC none” as the receiving side wrote it; null when it wrote nothing. */
export function authenticationWords({ authentication }: Pick<Probe, 'authentication'>): string | null {
  if (authentication === null) return null
  const parts = [
    ['SPF', authentication.spf],
    ['DKIM', authentication.dkim],
    ['DMARC', authentication.dmarc],
  ].flatMap(([name, result]) => (result === null ? [] : [`${name} ${result}`]))
  return parts.length === 0 ? null : parts.join(', ')
}

/** How the matrix marks it. */
export function markOf(probe: Probe): 'good' | 'bad' | 'wait' {
  if (endedAsExpected(probe)) return 'good'
  return probe.tooEarly === null ? 'bad' : 'wait'
}

/** The loudest first: who was let in, then what failed, then what may only be too early. */
export function findingsOf(probes: readonly Probe[]): Probe[] {
  const rank = (probe: Probe) => (wasLetIn(probe) ? 0 : probe.tooEarly === null ? 1 : 2)
  return probes.filter((probe) => !endedAsExpected(probe)).sort((a, b) => rank(a) - rank(b))
}

export const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()

export function count(amount: number, word: string): string {
  return `${amount} ${amount === 1 ? word : /[sx]$/.test(word) ? `${word}es` : `${word}s`}`
}
