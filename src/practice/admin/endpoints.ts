/** What whoever uses a practice tenant has to know of it: addresses, ports, people, registrations and keys. */
import type { PracticeEndpoints } from '../contract/calls.ts'
import { administratorsOf } from '../directory/roles.ts'
import { passwordOf, type Tenant } from '../tenant/tenant.ts'

export function endpointsOf(tenant: Tenant): PracticeEndpoints {
  const { state, origin } = tenant
  return {
    tenantId: state.tenantId,
    tenantName: state.tenantName,
    authority: `${origin}/${state.tenantId}`,
    graph: `${origin}/graph/v1.0`,
    smtp: { host: 'localhost', port: state.ports.smtp },
    ews: `${origin}/EWS/Exchange.asmx`,
    imap: { host: 'localhost', port: state.ports.imap },
    caFile: tenant.caFile,
    mailboxes: state.users
      .filter((user) => user.sender)
      .map((user) => ({
        address: user.address,
        kind: user.kind === 'shared' ? ('shared' as const) : ('user' as const),
        displayName: user.displayName,
        ...(user.kind === 'shared' && state.delegate !== undefined ? { delegate: state.delegate } : {}),
      })),
    recipient: state.recipient,
    adminUser: state.adminUser,
    administrators: administratorsOf(tenant),
    outside: state.outside,
    registrations: state.registrations.map(({ recipe, clientId, displayName }) => ({
      recipe,
      clientId,
      name: displayName,
    })),
    password: passwordOf(tenant),
    admin: { url: `${origin}/practice/admin`, key: state.adminKey },
  }
}
