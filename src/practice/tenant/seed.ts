/** Makes up a tenant from a number: the same seed gives the same names, ids, addresses and password. */

export interface SeedUser {
  id: string
  address: string
  displayName: string
  kind: 'user' | 'shared' | 'admin'
}
export interface SeedTenant {
  tenantId: string
  tenantName: string
  displayName: string
  /** the sender mailboxes in the order they are shown, the shared one last */
  senders: SeedUser[]
  recipient: SeedUser
  admin: SeedUser
  /** who administers a part of the tenant, by the name of the directory role */
  administrators: { role: AdministratorRole; user: SeedUser }[]
  /** never a sender, never the recipient: the mailbox an application must not reach */
  outside: SeedUser
  /** who may be given Send As on the shared mailbox */
  delegate: SeedUser | undefined
}

const companies = [
  'Contoso',
  'Fabrikam',
  'Northwind',
  'Tailspin',
  'Adatum',
  'Litware',
  'Proseware',
  'Woodgrove',
]
const firstNames =
  'Anna Ben Clara David Elif Felix Grace Hugo Ines Jonas Karin Luis Mara Nils Olga Paul Rosa Samir Tara Umar Vera Wim Xenia Yusuf Zoe'.split(
    ' ',
  )
const lastNames =
  'Keller Okafor Lindgren Marques Novak Petrov Quist Rahman Schmidt Tanaka Ueda Vogel Weber Young Zimmer Albers Brandt Costa Dupont Eriksen'.split(
    ' ',
  )
const sharedNames = ['Sales', 'Service Desk', 'Accounts', 'Orders', 'Support']
const administrators = [
  ['app.admin', 'Application Administrator'],
  ['cloud.admin', 'Cloud Application Administrator'],
  ['role.admin', 'Privileged Role Administrator'],
  ['exchange.admin', 'Exchange Administrator'],
  ['reader', 'Global Reader'],
] as const
export type AdministratorRole = (typeof administrators)[number][1]
const words = [
  'amber',
  'birch',
  'copper',
  'delta',
  'ember',
  'fjord',
  'granite',
  'harbor',
  'indigo',
  'juniper',
]

/** mulberry32 over a hash of seed and purpose, so that one more use never shifts the others. */
export function randomFor(seed: number, purpose: string): () => number {
  let state = 2166136261 ^ seed
  for (let i = 0; i < purpose.length; i += 1) state = Math.imul(state ^ purpose.charCodeAt(i), 16777619)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export function guidFor(seed: number, purpose: string): string {
  const random = randomFor(seed, `guid ${purpose}`)
  const hex = Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16))
  hex[12] = '4'
  hex[16] = '89ab'.charAt(Math.floor(random() * 4))
  const text = hex.join('')
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join(
    '-',
  )
}

function pick<T>(list: readonly T[], random: () => number): T {
  const chosen = list[Math.floor(random() * list.length)]
  if (chosen === undefined) throw new Error('pick: empty list')
  return chosen
}

/** One password for every practice user; it opens nothing but this tenant. */
export function passwordFor(seed: number): string {
  const random = randomFor(seed, 'password')
  return `${pick(words, random)}-${pick(words, random)}-${1000 + Math.floor(random() * 9000)}-Practice`
}

export function seedTenant(seed: number, mailboxes: number): SeedTenant {
  const random = randomFor(seed, 'names')
  const company = companies[Math.abs(seed - 1) % companies.length] ?? 'Contoso'
  const tenantName = `${company.toLowerCase()}.example`
  const user = (local: string, displayName: string, kind: SeedUser['kind']): SeedUser => ({
    id: guidFor(seed, `user ${local}`),
    address: `${local}@${tenantName}`,
    displayName,
    kind,
  })
  const taken = new Set<string>()
  const people = Array.from({ length: mailboxes >= 2 ? mailboxes - 1 : mailboxes }, () => {
    const first = pick(firstNames, random)
    const last = pick(lastNames, random)
    let local = `${first}.${last}`.toLowerCase()
    for (let n = 2; taken.has(local); n += 1) local = `${first}.${last}${n}`.toLowerCase()
    taken.add(local)
    const number = /\d+$/.exec(local)?.[0]
    return user(local, number === undefined ? `${first} ${last}` : `${first} ${last} ${number}`, 'user')
  })
  const sharedName = pick(sharedNames, random)
  const shared =
    mailboxes >= 2 ? [user(sharedName.toLowerCase().replace(' ', '.'), sharedName, 'shared')] : []
  return {
    tenantId: guidFor(seed, 'tenant'),
    tenantName,
    displayName: company,
    senders: [...people, ...shared],
    recipient: user('verify', 'Verification inbox', 'user'),
    admin: user('admin', 'Practice Administrator', 'admin'),
    administrators: administrators.map(([local, role]) => ({ role, user: user(local, role, 'user') })),
    outside: user('payroll', 'Payroll', 'user'),
    // the last person: a fault on the first mailbox then leaves the shared one alone
    delegate: shared.length > 0 ? people.at(-1) : undefined,
  }
}
