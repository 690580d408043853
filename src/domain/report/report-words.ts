/** The report's words for states, stages and people: one place, so that table and finding say the same. */
import type { Stage } from '../recipe/recipe.ts'

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
/** Within a sentence: Entra and Exchange keep their capital. */
export function roleInSentence(role: keyof typeof roleWords): string {
  const words = roleWords[role]
  return /^E(?:ntra|xchange) /.test(words) ? words : words.toLowerCase()
}

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
