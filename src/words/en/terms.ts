/** One vocabulary: what roles, states, ways of sending and outcomes are called, wherever they are named. */
import type { ShownState } from '../../domain/checklist/checklist.schema.ts'
import type { Credential } from '../../domain/credential/credential.schema.ts'
import type { Remedy } from '../../domain/diagnosis/diagnosis.schema.ts'
import type { MailboxKind } from '../../domain/mailbox/mailbox.schema.ts'
import type { ProbeKind, Stage } from '../../domain/recipe/recipe.schema.ts'
import { n } from './counts.ts'

/** Everybody who may have to do something; `you` is the person who runs Sendproof. */
type AnyRole = Remedy['role']

const roles = {
  'entra-admin': 'Entra administrator',
  'exchange-admin': 'Exchange administrator',
  'product-consultant': 'Product consultant',
  'mailbox-owner': 'Mailbox owner',
  'network-admin': 'Network administrator',
  you: 'Sendproof user',
} as const satisfies Record<AnyRole, string>

const states = {
  todo: 'Not started',
  doing: 'In progress',
  waiting: 'Waiting',
  done: 'Done',
  blocked: 'Blocked',
  'not-needed': 'Not needed',
  changed: 'Changed since it was done',
} as const satisfies Record<ShownState, string>

export const terms = {
  roles,
  /** Within a sentence: names of Microsoft and of this product keep their capital. */
  roleInSentence: (role: AnyRole) =>
    /^(?:Entra|Exchange|Sendproof) /.test(roles[role]) ? roles[role] : roles[role].toLowerCase(),
  states,
  stateInSentence: (state: ShownState) => states[state].toLowerCase(),
  /** Areas of the plan. */
  stages: {
    registration: 'Registration',
    exchange: 'Exchange',
    mailboxes: 'Mailboxes',
    product: 'Product',
    verify: 'Verify',
  } as const satisfies Record<Stage, string>,
  /** How a message is sent, or what is read. */
  transports: {
    'smtp-delegated': 'SMTP, signed in as a person',
    'smtp-app': 'SMTP, as the application',
    'graph-delegated': 'Microsoft Graph, signed in as a person',
    'graph-app': 'Microsoft Graph, as the application',
    'graph-read': 'Reading through Microsoft Graph',
    'imap-read': 'Reading through IMAP',
    'ews-app': 'Exchange Web Services, as the application',
  } as const satisfies Record<ProbeKind, string>,
  mailboxKinds: {
    user: 'user mailbox',
    shared: 'shared mailbox',
    group: 'group',
  } as const satisfies Record<MailboxKind, string>,
  credentialKinds: { secret: 'Client secret', certificate: 'Certificate' } as const satisfies Record<
    Credential['kind'],
    string
  >,
  credentialInSentence: { secret: 'client secret', certificate: 'certificate' } as const satisfies Record<
    Credential['kind'],
    string
  >,
  mailboxes: (count: number) => n(count, 'mailbox', 'mailboxes'),
  addresses: (count: number) => n(count, 'address', 'addresses'),
  messages: (count: number) => n(count, 'message', 'messages'),
  testMessages: (count: number) => n(count, 'test message', 'test messages'),
  attempts: (count: number) => n(count, 'attempt', 'attempts'),
  steps: (count: number) => n(count, 'step', 'steps'),
  entries: (count: number) => n(count, 'entry', 'entries'),
  days: (count: number) => n(count, 'day', 'days'),
}
