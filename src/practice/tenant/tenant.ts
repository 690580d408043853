/** The tenant at run time: its memory, its clock, its faults; handed to every room. */
import type { FaultBoard } from './faults.ts'
import type { MessageStore } from './messages.ts'
import type { Replicas } from './replicas.ts'
import { passwordFor } from './seed.ts'
import type { StateFile, TenantState, User } from './state.ts'

export interface Limits {
  connections: number
  messages: number
  windowMs: number
  /** open requests of one application to one mailbox over Graph (reference 5.3) */
  graphRequests: number
}
export interface Lifetimes {
  accessTokenSeconds: number
  codeSeconds: number
  refreshTokenSeconds: number
}

export interface Tenant {
  readonly state: TenantState
  readonly file: StateFile
  readonly faults: FaultBoard
  readonly messages: MessageStore
  readonly replicas: Replicas
  readonly limits: Limits
  readonly lifetimes: Lifetimes
  readonly clock: () => number
  /** https://localhost:PORT */
  readonly origin: string
  readonly caFile: string
}

export function findUser(tenant: Tenant, address: string): User | undefined {
  return usersBy(tenant, 'address').get(address.trim().toLowerCase())
}

export function findUserById(tenant: Tenant, id: string): User | undefined {
  return usersBy(tenant, 'id').get(id)
}

/** Every request asks who somebody is; a tenant may have ten thousand users, and none comes or goes while it runs. */
const indexes = {
  address: new WeakMap<User[], Map<string, User>>(),
  id: new WeakMap<User[], Map<string, User>>(),
}

function usersBy({ state: { users } }: Tenant, key: 'address' | 'id'): Map<string, User> {
  let index = indexes[key].get(users)
  if (index?.size !== users.length) {
    index = new Map(users.map((user) => [user[key], user]))
    indexes[key].set(users, index)
  }
  return index
}

/** Whether Exchange keeps a mailbox for somebody: an administrator's account often has none. */
export const hasMailbox = ({ state }: Tenant, { address }: User): boolean =>
  !state.exchange.withoutMailbox.includes(address)

/** All practice users share one. */
export function passwordOf(tenant: Tenant): string {
  return passwordFor(tenant.state.seed)
}

export function isOwnAddress(tenant: Tenant, address: string): boolean {
  return address.toLowerCase().endsWith(`@${tenant.state.tenantName}`)
}

/** `slow` adds to whatever latency the tenant was started with. */
export function latencyOf(tenant: Tenant): number {
  return tenant.state.latencyMs + (tenant.faults.on('slow') ? 300 : 0)
}
