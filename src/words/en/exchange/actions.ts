/** What a change in Exchange does, in plain words, and what was there before and after. */
import type { Action, ActionKind } from '../../../domain/exchange/plan.schema.ts'
import type { Acted } from '../../../domain/exchange/result.schema.ts'

type ActionOf<K extends ActionKind> = Extract<Action, { readonly kind: K }>

const who = (trustee: ActionOf<'send-as'>['trustee']) =>
  trustee.kind === 'sid'
    ? `the deleted account ${trustee.sid}`
    : trustee.kind === 'application'
      ? `the application ${trustee.name}`
      : trustee.address

const right = (name: string, holder: string, target: string, state: 'present' | 'absent') =>
  state === 'present' ? `Give ${holder} ${name} on ${target}` : `Take ${name} on ${target} from ${holder}`

const there = (what: string, state: 'present' | 'absent') =>
  state === 'present' ? `Create ${what}` : `Remove ${what}`

const onOff = (value: boolean | null) => (value === null ? 'unset' : value ? 'on' : 'off')

const copies = ({ sentAs, onBehalf, smtpSubmission }: ActionOf<'sent-copy'>) =>
  [
    ...(sentAs === null ? [] : [`Send As ${onOff(sentAs)}`]),
    ...(onBehalf === null ? [] : [`Send on Behalf ${onOff(onBehalf)}`]),
    ...(smtpSubmission === null ? [] : [`SMTP ${onOff(smtpSubmission)}`]),
  ].join(', ')

const says: { readonly [K in ActionKind]: (action: ActionOf<K>) => string } = {
  'mailbox-smtp-auth': ({ mailbox, value }) =>
    value === 'inherit'
      ? `Let Authenticated SMTP of ${mailbox.address} follow the organisation`
      : `Turn ${value} Authenticated SMTP for ${mailbox.address}`,
  'tenant-smtp-auth': ({ value }) => `Turn ${value} Authenticated SMTP for the whole organisation`,
  'send-as': ({ target, trustee, state }) => right('Send As', who(trustee), target.address, state),
  'send-on-behalf': ({ target, trustee, state }) =>
    right('Send on Behalf', who(trustee), target.address, state),
  'full-access': ({ mailbox, trustee, state }) =>
    `${right('Full Access', who(trustee), mailbox.address, state)}${state === 'present' ? ' (shows private items too; Outlook does not open it by itself)' : ''}`,
  'sent-copy': (action) => `Keep copies of sent messages in ${action.mailbox.address}: ${copies(action)}`,
  imap: ({ mailbox, value }) => `Turn ${onOff(value)} IMAP for ${mailbox.address}`,
  'shared-mailbox': ({ address }) => `Create the shared mailbox ${address}`,
  'security-group': ({ displayName, address, state }) =>
    there(`the mail-enabled security group “${displayName}” (${address})`, state),
  'group-member': ({ group, member, state }) =>
    state === 'present'
      ? `Add ${member.address} to the group ${group.address}`
      : `Take ${member.address} out of the group ${group.address}`,
  'service-principal': ({ app, state }) =>
    state === 'present'
      ? `Make the application ${app.name} known to Exchange`
      : `Remove the application ${app.name} from Exchange`,
  scope: ({ name, filter, state }) =>
    there(
      `the scope “${name}”${filter.by === 'group' ? ` for the members of ${filter.group.address}` : filter.by === 'mailbox' ? ` for ${filter.mailbox.address}` : ''}`,
      state,
    ),
  'app-role': ({ app, role, scope, state }) =>
    state === 'present'
      ? `Give ${app.name} the role “${role}” within the scope “${scope}”`
      : `Take the role “${role}” within the scope “${scope}” from ${app.name}`,
  'test-app': ({ app, mailbox, expect }) =>
    expect === 'in-scope'
      ? `Test that ${app.name} reaches ${mailbox.address}`
      : `Test that ${app.name} does not reach ${mailbox.address}`,
  customisation: () => 'Customise the organisation (cannot be undone)',
  'access-policy': ({ appId, right: limit, group, state }) =>
    there(
      `an application access policy for ${appId} that ${limit === 'RestrictAccess' ? 'allows only' : 'denies'} ${group.address}`,
      state,
    ),
  'ews-app': ({ appId, state }) =>
    state === 'present'
      ? `Add ${appId} to the applications allowed to use EWS; the others stay`
      : `Take ${appId} off the applications allowed to use EWS; the others stay`,
  'ews-organisation': ({ value }) => `Set EWS of the organisation to ${onOff(value)}`,
  'ews-mailbox': ({ mailbox, value }) => `Set EWS of ${mailbox.address} to ${onOff(value)}`,
}

export function sayAction(action: Action): string {
  // One kind is one entry of the table; the compiler cannot see that through the mapped type.
  return (says[action.kind] as (action: Action) => string)(action)
}

/** What an action is about, where only its kind is known. */
export const actionKinds: Readonly<Record<ActionKind, string>> = {
  'mailbox-smtp-auth': 'Authenticated SMTP of a mailbox',
  'tenant-smtp-auth': 'Authenticated SMTP of the organisation',
  'send-as': 'Send As',
  'send-on-behalf': 'Send on Behalf',
  'full-access': 'Full Access',
  'sent-copy': 'Copies of sent messages',
  imap: 'IMAP',
  'shared-mailbox': 'Shared mailbox',
  'security-group': 'Mail-enabled security group',
  'group-member': 'Member of a group',
  'service-principal': 'Service principal in Exchange',
  scope: 'Scope',
  'app-role': 'Role of the application',
  'test-app': 'Test of what the application reaches',
  customisation: 'Customisation of the organisation',
  'access-policy': 'Application access policy',
  'ews-app': 'Applications allowed to use EWS',
  'ews-organisation': 'EWS of the organisation',
  'ews-mailbox': 'EWS of a mailbox',
}

const values: Readonly<Record<string, string>> = {
  on: 'on',
  off: 'off',
  inherit: 'follows the organisation',
  unset: 'not set',
  present: 'there',
  absent: 'not there',
  'in-scope': 'within reach',
  'out-of-scope': 'out of reach',
  customised: 'customised',
  'not-customised': 'not customised',
}

/** What an action read; null: it could not be read. */
export function sayActedState(state: Acted['before']): string {
  if (state === null) return 'not read'
  if (typeof state === 'boolean') return onOff(state)
  if (typeof state === 'string') return values[state] ?? state
  if ('sentAs' in state)
    return `Send As ${onOff(state.sentAs)}, Send on Behalf ${onOff(state.onBehalf)}, SMTP ${onOff(state.smtpSubmission)}`
  return values[state.state] ?? state.state
}
