/** The filters of Exchange (OPATH) as far as scopes and look-ups need them. @see setup-automation 1.2, 4.1 */
import type { Tenant } from '../tenant/tenant.ts'

export interface Condition {
  readonly property: string
  readonly operator: 'eq' | 'ne'
  /** null stands for $null */
  readonly value: string | null
}
/** One of the rows has to hold, with all its conditions. */
export type Filter = readonly (readonly Condition[])[]

const condition = /^\s*\(*\s*(\w+)\s+-(eq|ne)\s+(?:'((?:[^']|'')*)'|"([^"]*)"|(\$null))\s*\)*\s*/i

/** undefined: not understood. Exchange doubles a quotation mark inside a value. */
export function parseFilter(text: string): Filter | undefined {
  const rows: Condition[][] = [[]]
  let rest = text.trim()
  for (;;) {
    const found = condition.exec(rest)
    if (found === null) return undefined
    const [whole, property = '', operator = '', single, double, nothing] = found
    const value = nothing === undefined ? (single?.replaceAll("''", "'") ?? double ?? '') : null
    rows.at(-1)?.push({
      property: property.toLowerCase(),
      operator: operator.toLowerCase() === 'eq' ? 'eq' : 'ne',
      value,
    })
    rest = rest.slice(whole.length)
    if (rest === '') return rows
    const joined = /^-(and|or)\s+/i.exec(rest)
    if (joined === null) return undefined
    if (joined[1]?.toLowerCase() === 'or') rows.push([])
    rest = rest.slice(joined[0].length)
  }
}

/** @param valuesOf what an object has under a property's name (in lower case); undefined: no such property */
export function holds(
  filter: Filter,
  valuesOf: (property: string) => readonly string[] | undefined,
): boolean {
  return filter.some((row) =>
    row.every(({ property, operator, value }) => {
      const has = valuesOf(property) ?? []
      const matches =
        value === null ? has.length === 0 : has.some((one) => one.toLowerCase() === value.toLowerCase())
      return operator === 'eq' ? matches : !matches
    }),
  )
}

/** The container everything lies in; the tenant's name is part of it. */
export const containerOf = (tenant: Tenant) =>
  `OU=${tenant.state.tenantName},OU=Microsoft Exchange Hosted Organizations,DC=EURPR04A001,DC=PROD,DC=OUTLOOK,DC=COM`

/** A comma inside a name is escaped, as a directory does it. */
export function distinguishedName(tenant: Tenant, name: string): string {
  return `CN=${name.replace(/[\\,+"<>;=]/g, '\\$&')},${containerOf(tenant)}`
}

/** The mailboxes a scope reaches now: by its filter, or those it was made with. */
export function scopeMembers(
  tenant: Tenant,
  scope: { name: string; members: readonly string[] },
): readonly string[] {
  const text = tenant.state.exchange.scopeFilters[scope.name]
  const filter = text === undefined ? undefined : parseFilter(text)
  if (filter === undefined) return scope.members
  const groups = tenant.state.groups.map((group) => ({
    dn: distinguishedName(tenant, group.displayName),
    // those of groups inside it are not seen
    members: new Set(group.members),
  }))
  return tenant.state.users
    .filter(({ address }) =>
      holds(filter, (property) => {
        switch (property) {
          case 'memberofgroup':
            return groups.filter(({ members }) => members.has(address)).map(({ dn }) => dn)
          case 'primarysmtpaddress':
          case 'userprincipalname':
            return [address]
          case 'emailaddresses':
            return [
              `SMTP:${address}`,
              ...tenant.state.proxyAddresses
                .filter(({ recipient }) => recipient === address)
                .map(({ alias }) => `smtp:${alias}`),
            ]
          default:
            return undefined
        }
      }),
    )
    .map(({ address }) => address)
}

/** As a filter, where a scope was made from a list. */
export function filterOf(tenant: Tenant, scope: { name: string; members: readonly string[] }): string {
  return (
    tenant.state.exchange.scopeFilters[scope.name] ??
    scope.members.map((address) => `PrimarySmtpAddress -eq '${address.replaceAll("'", "''")}'`).join(' -or ')
  )
}
