/**
 * One vocabulary: what roles, states, ways of sending, outcomes and kinds are called. Window, report, hand-over pack and
 * command line all read it here; a test finds a second table of the same names.
 */
import type { ManualNote } from '../../domain/recipe/recipe-step.schema.ts'
import type { ShownState } from '../../domain/checklist/checklist.schema.ts'
import type { Credential } from '../../domain/credential/credential.schema.ts'
import type { Remedy } from '../../domain/diagnosis/diagnosis.schema.ts'
import type { MailboxKind } from '../../domain/mailbox/mailbox.schema.ts'
import type { ProbeKind } from '../../domain/recipe/recipe.schema.ts'
import type { Stage } from '../../domain/recipe/recipe-step.schema.ts'
import type { ProbeState } from '../../domain/run/probe-state.ts'
import type { Probe, Run } from '../../domain/run/run.schema.ts'
import { n } from './counts.ts'

/** Everybody who may have to do something; `you` is the person who runs Sendproof. */
type AnyRole = Remedy['role']

/** Within a sentence; no name in these tables begins with a proper noun but the roles and ways of sending. */
const inSentence = (name: string) => name.charAt(0).toLowerCase() + name.slice(1)

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

/** What an attempt has come to. */
const outcomes = {
  'to-go': 'Not started',
  sending: 'Sending',
  'on-the-way': 'On the way',
  received: 'Received',
  'received-as-spam': 'Received, but as spam',
  'received-unauthenticated': 'Received, but not authenticated',
  read: 'Can be read',
  'read-warning': 'Can be read, with a warning',
  'refused-as-planned': 'Refused, as it should be',
  'too-early': 'May just need time',
  refused: 'Refused',
  failed: 'Failed',
  missing: 'Accepted, but not seen to arrive',
  returned: 'Accepted, but came back as undeliverable',
  uncertain: 'Interrupted during the hand-over',
  'accepted-unplanned': 'Got in, although it must be refused',
} as const satisfies Record<ProbeState, string>

const mailboxKinds = {
  user: 'User mailbox',
  shared: 'Shared mailbox',
  group: 'Group',
} as const satisfies Record<MailboxKind, string>

const credentialKinds = {
  secret: 'Client secret',
  certificate: 'Certificate',
} as const satisfies Record<Credential['kind'], string>

export const terms = {
  roles,
  /** On the screen of the person who runs Sendproof; a document is read by others as well. */
  rolesOnScreen: { ...roles, you: 'You' } as const satisfies Record<AnyRole, string>,
  /** Names of Microsoft and of this product keep their capital. */
  roleInSentence: (role: AnyRole) =>
    /^(?:Entra|Exchange|Sendproof) /.test(roles[role]) ? roles[role] : inSentence(roles[role]),
  states,
  stateInSentence: (state: ShownState) => inSentence(states[state]),
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
  runStates: {
    planned: 'planned',
    running: 'running',
    paused: 'paused',
    stopped: 'stopped',
    finished: 'finished',
    interrupted: 'interrupted',
  } as const satisfies Record<Run['state'], string>,
  outcomes,
  outcomeInSentence: (outcome: ProbeState) => inSentence(outcomes[outcome]),
  mustBeRefused: 'Must be refused',
  mustBeRefusedInSentence: 'must be refused',
  /** How it is known that a message arrived; behind a time or a comma. */
  receipts: {
    mailbox: 'read back from the mailbox',
    trace: 'found in the message trace',
    code: 'code confirmed by the recipient',
  } as const satisfies Record<Exclude<NonNullable<Probe['receiptBy']>, 'report'>, string>,
  folders: {
    inbox: 'Inbox',
    junk: 'Junk Email',
    other: 'another folder',
  } as const satisfies Record<NonNullable<Probe['foundIn']>, string>,
  mailboxKinds,
  mailboxKindInSentence: (kind: MailboxKind) => inSentence(mailboxKinds[kind]),
  credentialKinds,
  credentialInSentence: (kind: Credential['kind']) => inSentence(credentialKinds[kind]),
  /** Opens a certificate file or an exported setup. */
  password: 'Password',
  passwordInSentence: 'password',
  /** For chips and the columns of a table, where the whole name would be cut off. */
  short: {
    roles: {
      'entra-admin': 'Entra admin',
      'exchange-admin': 'Exchange admin',
      'product-consultant': 'Product consultant',
      'mailbox-owner': 'Mailbox owner',
      'network-admin': 'Network admin',
      you: 'You',
    } as const satisfies Record<AnyRole, string>,
    /** As a list of mailboxes writes them. */
    mailboxKinds: { user: 'User', shared: 'Shared', group: 'Group' } as const satisfies Record<
      MailboxKind,
      string
    >,
    transports: {
      'smtp-delegated': 'SMTP',
      'smtp-app': 'SMTP, application',
      'graph-delegated': 'Graph',
      'graph-app': 'Graph, application',
      'graph-read': 'Graph',
      'imap-read': 'IMAP',
      'ews-app': 'EWS',
    } as const satisfies Record<ProbeKind, string>,
  },
  /** What a remark on the vendor’s manual begins with. */
  manual: {
    says: 'The manual says:',
    lacks: 'The manual does not mention:',
    shows: 'In the manual:',
  } as const satisfies Record<ManualNote['how'], string>,
  mailboxes: (count: number) => n(count, 'mailbox', 'mailboxes'),
  /** Of attempts that must be refused and were not. */
  notSafe: (count: number) => `Not safe: ${n(count, 'mailbox', 'mailboxes')} got in`,
  addresses: (count: number) => n(count, 'address', 'addresses'),
  messages: (count: number) => n(count, 'message', 'messages'),
  testMessages: (count: number) => n(count, 'test message', 'test messages'),
  attempts: (count: number) => n(count, 'attempt', 'attempts'),
  steps: (count: number) => n(count, 'step', 'steps'),
  entries: (count: number) => n(count, 'entry', 'entries'),
  days: (count: number) => n(count, 'day', 'days'),
}

export const credential = {
  title: ({ kind, hint }: Pick<Credential, 'kind' | 'hint'>) => `${terms.credentialKinds[kind]} ${hint}`,
}
