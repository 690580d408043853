/** What stands in the tenant before a change and after it, value by value; empty: nothing. */
import type { Change, ChangeKind, ChangeOf } from '../../../domain/entra/plan/change.schema.ts'
import { formatDay } from '../../shape/format.ts'
import { audienceName, platformNames } from './checks.ts'

const locale = 'en-GB'
type Side = readonly string[]

const onOff = (on: boolean): Side => [on ? 'On' : 'Off']
const uris = (redirects: ChangeOf<'set-redirects'>['after']): Side =>
  (['web', 'publicClient', 'spa'] as const).flatMap((platform) =>
    redirects[platform].map((uri) => `${uri} (${platformNames[platform]})`),
  )
const names = (access: ChangeOf<'set-permissions'>['after']): Side =>
  access.map(({ value, id, type }) => `${value ?? id} (${type === 'Scope' ? 'delegated' : 'application'})`)
const boxes = ({ accessTokens, idTokens }: ChangeOf<'set-implicit'>['after']): Side => [
  `Access tokens: ${accessTokens ? 'on' : 'off'}`,
  `ID tokens: ${idTokens ? 'on' : 'off'}`,
]
const credential = ({ displayName, endsAt }: ChangeOf<'add-secret'>['after']): Side => [
  `${displayName ?? 'without a name'}${endsAt === null ? '' : `, expires ${formatDay(endsAt, locale)}`}`,
]
const grant = ({ scopes, resourceName }: ChangeOf<'create-grant'>['after']): Side =>
  scopes.map((scope) => `${scope} (${resourceName})`)
const role = ({ value, roleId, resourceName }: ChangeOf<'add-role'>['after']): Side => [
  `${value ?? roleId} (${resourceName})`,
]

const say: { readonly [K in ChangeKind]: (part: NonNullable<ChangeOf<K>['before' | 'after']>) => Side } = {
  'create-application': ({ displayName }) => [displayName],
  'delete-application': ({ displayName }) => [displayName],
  'restore-application': ({ displayName }) => [displayName],
  'set-disabled': (disabled) => [disabled ? 'Deactivated' : 'Active'],
  'set-audience': (audience) => [audienceName(audience)],
  'set-redirects': uris,
  'set-implicit': boxes,
  'set-public-client': onOff,
  'set-permissions': names,
  'set-notes': (notes) => [notes],
  'add-owner': ({ name }) => [name],
  'remove-owner': ({ name }) => [name],
  'add-secret': credential,
  'remove-secret': credential,
  'add-certificate': credential,
  'remove-certificate': credential,
  'create-service-principal': ({ displayName }) => [displayName],
  'delete-service-principal': ({ displayName }) => [displayName],
  'restore-service-principal': ({ displayName }) => [displayName],
  'set-sign-in': onOff,
  'set-assignment-required': (required) => [required ? 'Required' : 'Not required'],
  'create-grant': grant,
  'set-grant': grant,
  'remove-grant': grant,
  'add-role': role,
  'remove-role': role,
}

export function changeSides({ kind, before, after }: Change): {
  readonly before: Side
  readonly after: Side
} {
  const of = say[kind] as (part: unknown) => Side
  const side = (part: Change['before']) => (part === null ? [] : of(part))
  return { before: side(before), after: side(after) }
}
