/** The values of a side, made out of facts. */
import type { CredentialFact, PermissionFact, RedirectFact } from './check.ts'
import type { Mark, SideValue, SideWord } from './sides.schema.ts'

export const word = (one: SideWord): SideValue => ({ kind: 'word', word: one })
export const onOff = (on: boolean) => word(on ? 'on' : 'off')
export const said = (text: string, mark: Mark | null = null): SideValue => ({ kind: 'text', text, mark })
export const id = (text: string, mark: Mark | null = null): SideValue => ({ kind: 'id', id: text, mark })
export const redirect = ({ platform, uri }: RedirectFact, mark: Mark | null = null): SideValue => ({
  kind: 'redirect',
  platform,
  uri,
  mark,
})
export const permission = (
  { value, kind, resource }: PermissionFact,
  mark: Mark | null = null,
  some = false,
): SideValue => ({ kind: 'permission', value, type: kind, resource, some, mark })
export const credential = ({ kind, name, endsAt }: CredentialFact, mark: Mark | null = null): SideValue => ({
  kind: 'credential',
  credential: kind,
  name,
  endsAt,
  mark,
})
export const orWord = (values: readonly SideValue[], empty: SideWord): SideValue[] =>
  values.length === 0 ? [word(empty)] : [...values]
export const same = (a: PermissionFact, b: PermissionFact) =>
  a.value === b.value && a.kind === b.kind && a.resource === b.resource
