/** The report's words for states, stages and people: one place, so that table and finding say the same. */
import type { Stage } from '../recipe/recipe.ts'
import { isReceived, type Probe } from '../run/run.ts'

export function outcomeWords(probe: Probe): string {
  switch (probe.outcome) {
    case null:
      return 'not sent'
    case 'accepted':
      return isReceived(probe)
        ? probe.expected === 'accepted'
          ? 'received'
          : 'received, although it should have been refused'
        : 'accepted, but not seen to arrive'
    case 'refused':
      return probe.expected === 'refused' ? 'refused, as it should be' : 'refused by the server'
    case 'failed':
      return 'not handed over'
    case 'uncertain':
      return 'interrupted while being handed over; it was not sent again'
  }
}

export function receiptWords(probe: Probe): string {
  switch (probe.receipt) {
    case 'received':
      return 'read back from the mailbox'
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

export const stageNames: Readonly<Record<Stage, string>> = {
  registration: 'Registration',
  exchange: 'Exchange',
  mailboxes: 'Mailboxes',
  product: 'Product',
  verify: 'Verify',
}
export const roleWords = {
  'entra-admin': 'Entra administrator',
  'exchange-admin': 'Exchange administrator',
  'product-consultant': 'Product consultant',
  'mailbox-owner': 'Mailbox owner',
  'network-admin': 'Network administrator',
  you: 'Whoever verifies',
} as const
export const stateWords = {
  todo: 'to do',
  doing: 'under way',
  waiting: 'waiting',
  done: '✓ done',
  blocked: '✕ blocked',
  'not-needed': 'not needed',
} as const
export const stateClass = {
  todo: '',
  doing: 'wait',
  waiting: 'wait',
  done: 'good',
  blocked: 'bad',
  'not-needed': 'soft',
} as const
export const kindWords: Readonly<Record<string, string>> = { user: 'user', shared: 'shared', group: 'group' }
export const stageWords: Readonly<Record<string, string>> = {
  token: 'before connecting, while a token was fetched',
  connect: 'while connecting',
  tls: 'while encryption was set up',
  auth: 'at sign-in',
  mail: 'at the sender address',
  rcpt: 'at the recipient address',
  data: 'before the message was handed over',
  body: 'after the message was handed over',
}
