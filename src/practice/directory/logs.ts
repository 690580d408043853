/** The two logs of a tenant: who signed in to what, and who changed what. */
import { randomUUID } from 'node:crypto'
import type { TenantState } from '../tenant/state.ts'
import type { Tenant } from '../tenant/tenant.ts'

/** Enough for any test, and little enough to be written to disk with everything else. */
const most = 500

type Audit = TenantState['audits'][number]
type SignIn = TenantState['signIns'][number]

export function recordAudit(tenant: Tenant, entry: Omit<Audit, 'id' | 'at'>): void {
  const { audits } = tenant.state
  audits.push({ id: randomUUID(), at: tenant.clock(), ...entry })
  if (audits.length > most) audits.splice(0, audits.length - most)
}

export function recordSignIn(tenant: Tenant, entry: Omit<SignIn, 'id' | 'at'>): void {
  const { signIns } = tenant.state
  signIns.push({ id: randomUUID(), at: tenant.clock(), ...entry })
  if (signIns.length > most) signIns.splice(0, signIns.length - most)
}
