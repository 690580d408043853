/** A plan in plain words: what each change does, and what takes it back. */
import type { Change, ChangeKind, ChangeOf } from '../../../domain/entra/plan/change.schema.ts'
import { formatDay, list } from '../../shape/format.ts'
import { audienceName, platformNames } from './checks.ts'

const locale = 'en-GB'
type RedirectsOf = ChangeOf<'set-redirects'>['after']

const uris = (redirects: RedirectsOf) =>
  (['web', 'publicClient', 'spa'] as const).flatMap((platform) =>
    redirects[platform].map((uri) => `${uri} (${platformNames[platform]})`),
  )
const onOff = (on: boolean) => (on ? 'on' : 'off')
const names = (access: ChangeOf<'set-permissions'>['after']) =>
  access.map(({ value, id, type }) => `${value ?? id} (${type === 'Scope' ? 'delegated' : 'application'})`)
const whose = (principalId: string | null) =>
  principalId === null ? 'for the whole organisation' : `for the user ${principalId}`

/** What is in one list and not in the other: “add a; remove b”. */
function difference(before: readonly string[], after: readonly string[]): string {
  const added = after.filter((one) => !before.includes(one))
  const removed = before.filter((one) => !after.includes(one))
  return [
    ...(added.length === 0 ? [] : [`add ${list(added, locale)}`]),
    ...(removed.length === 0 ? [] : [`remove ${list(removed, locale)}`]),
  ].join('; ')
}

export const changeWords: { readonly [K in ChangeKind]: (change: ChangeOf<K>) => string } = {
  'create-application': ({ after }) =>
    `Register “${after.displayName}” for ${audienceName(after.audience)}${uris(after.redirects).length === 0 ? '' : `, with the redirect URIs ${list(uris(after.redirects), locale)}`}, asking for ${list(names(after.access), locale)}.`,
  'delete-application': ({ before }) =>
    `Delete the registration “${before.displayName}”. It can be restored for 30 days.`,
  'restore-application': ({ after }) => `Restore the registration “${after.displayName}”.`,
  'set-disabled': ({ after }) =>
    after
      ? 'Deactivate the registration: it gets no new tokens, and everything is kept.'
      : 'Activate the registration again.',
  'set-audience': ({ before, after }) =>
    `Change the supported account types from ${audienceName(before)} to ${audienceName(after)}.`,
  'set-redirects': ({ before, after }) => `Redirect URIs: ${difference(uris(before), uris(after))}.`,
  'set-implicit': ({ after }) =>
    `Implicit grant and hybrid flows: Access tokens ${onOff(after.accessTokens)}, ID tokens ${onOff(after.idTokens)}.`,
  'set-public-client': ({ after }) => `Turn “Allow public client flows” ${onOff(after)}.`,
  'set-permissions': ({ before, after }) =>
    `Requested permissions: ${difference(names(before), names(after))}.`,
  'set-notes': ({ after }) =>
    after === null ? 'Clear the internal notes.' : `Write into the internal notes: “${after}”.`,
  'add-owner': ({ after }) => `Make ${after.name} an owner of the registration.`,
  'remove-owner': ({ before }) => `Remove ${before.name} as an owner of the registration.`,
  'add-secret': ({ after }) =>
    `Create a client secret${after.endsAt === null ? '' : `, valid until ${formatDay(after.endsAt, locale)}`}. It goes straight into the keychain of this PC and is shown to no one.`,
  'remove-secret': ({ before }) => `Delete the client secret “${before.displayName ?? before.keyId ?? ''}”.`,
  'add-certificate': ({ after }) =>
    `Create a certificate on this PC${after.endsAt === null ? '' : `, valid until ${formatDay(after.endsAt, locale)},`} and upload only its public part.`,
  'remove-certificate': ({ before }) =>
    `Delete the certificate “${before.displayName ?? before.keyId ?? ''}”.`,
  'create-service-principal': ({ after }) => `Create the enterprise application “${after.displayName}”.`,
  'delete-service-principal': ({ before }) => `Delete the enterprise application “${before.displayName}”.`,
  'restore-service-principal': ({ after }) => `Restore the enterprise application “${after.displayName}”.`,
  'set-sign-in': ({ after }) => `Turn sign-in to the enterprise application ${onOff(after)}.`,
  'set-assignment-required': ({ after }) =>
    after
      ? 'Require assignment: only people who are assigned can sign in.'
      : 'Stop requiring assignment: everyone in the organisation can sign in, each only to what they may open already. To keep it, assign the mailbox users instead.',
  'create-grant': ({ after }) =>
    `Grant ${list(after.scopes, locale)} of ${after.resourceName} ${whose(after.principalId)}.`,
  'set-grant': ({ before, after }) =>
    `Consent to ${after.resourceName} ${whose(after.principalId)}: ${difference(before.scopes, after.scopes)}. What is not named stays.`,
  'remove-grant': ({ before }) =>
    `Revoke ${list(before.scopes, locale)} of ${before.resourceName} ${whose(before.principalId)}.`,
  'add-role': ({ after }) =>
    `Grant the application permission ${after.value ?? after.roleId} of ${after.resourceName}. It applies to every mailbox until it is limited.`,
  'remove-role': ({ before }) =>
    `Revoke the application permission ${before.value ?? before.roleId} of ${before.resourceName}.`,
}

export function sayChange(change: Change): string {
  const say = changeWords[change.kind] as (one: Change) => string
  return say(change)
}

export const revertWords = {
  undone: 'Can be undone.',
  final: 'Cannot be undone.',
}
