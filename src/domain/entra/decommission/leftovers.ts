/**
 * What a setup leaves behind in Exchange Online when its application is deleted there: nothing of it goes by itself.
 * As the setup asked for it, not as read. In the order in which it is removed. @see setup-automation 1.2
 */
import type { ExchangeWanted, Right } from '../../exchange/wanted.ts'

export type Leftover =
  | { readonly kind: 'role-assignment'; readonly role: string; readonly group: string }
  | { readonly kind: 'scope'; readonly group: string }
  | { readonly kind: 'access-policy'; readonly appId: string }
  | {
      readonly kind: 'mailbox-right'
      readonly right: Right
      readonly mailbox: string
      /** Who holds it: an address, or null for the application. */
      readonly holder: string | null
    }
  | { readonly kind: 'ews-list'; readonly appId: string }
  | { readonly kind: 'smtp-auth'; readonly mailboxes: readonly string[] }
  | { readonly kind: 'service-principal'; readonly appId: string }
  | { readonly kind: 'group'; readonly name: string }

export function leftoversOf(wanted: ExchangeWanted): Leftover[] {
  const { clientId, roles, senders, byApplication, appFullAccess, smtpAuth, ews } = wanted
  const groups = [...new Set(roles.map(({ group }) => group))]
  const ofApp = (make: (appId: string) => Leftover): Leftover[] => (clientId === null ? [] : [make(clientId)])
  const isPointedAt = byApplication && (roles.length > 0 || appFullAccess)
  return [
    ...roles.map(({ role, group }): Leftover => ({ kind: 'role-assignment', role, group })),
    ...groups.map((group): Leftover => ({ kind: 'scope', group })),
    ...(byApplication ? ofApp((appId) => ({ kind: 'access-policy', appId })) : []),
    ...senders.flatMap(({ address, signInAs, rights }) =>
      rights.map((right): Leftover => ({ kind: 'mailbox-right', right, mailbox: address, holder: signInAs })),
    ),
    ...(appFullAccess
      ? senders.flatMap(({ address }) =>
          (['full-access', 'send-as'] as const).map((right): Leftover => ({
            kind: 'mailbox-right',
            ...{ right, mailbox: address, holder: null },
          })),
        )
      : []),
    ...(ews ? ofApp((appId) => ({ kind: 'ews-list', appId })) : []),
    ...(smtpAuth && senders.length > 0
      ? [
          {
            kind: 'smtp-auth' as const,
            mailboxes: [...new Set(senders.map((one) => (byApplication ? one.address : one.signInAs)))],
          },
        ]
      : []),
    ...(isPointedAt ? ofApp((appId) => ({ kind: 'service-principal', appId })) : []),
    ...groups.map((name): Leftover => ({ kind: 'group', name })),
  ]
}
