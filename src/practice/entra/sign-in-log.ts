/** What the tenant's logs keep of a sign-in: how it ended, and who agreed to what on the way. */
import { randomUUID } from 'node:crypto'
import { recordAudit, recordSignIn } from '../directory/logs.ts'
import type { Registration } from '../tenant/state.ts'
import type { Tenant } from '../tenant/tenant.ts'
import type { EntraError } from './entra-error.ts'

/** @param userId null: an application that signed in by itself, or somebody who never became known; `keyId`: the credential it signed in with */
export function logSignIn(
  tenant: Tenant,
  { clientId, displayName }: Registration,
  userId: string | null,
  error: EntraError | undefined,
  keyId: string | null = null,
): void {
  recordSignIn(tenant, {
    clientId,
    appDisplayName: displayName,
    userId,
    keyId,
    errorCode: error?.number ?? 0,
    failureReason: error?.text ?? '',
    correlationId: randomUUID(),
  })
  tenant.file.save()
}

export function logConsent(
  tenant: Tenant,
  { clientId, displayName, servicePrincipalId }: Registration,
  userId: string,
): void {
  recordAudit(tenant, {
    activity: 'Consent to application',
    userId,
    appId: clientId,
    targetId: servicePrincipalId,
    targetName: displayName,
    targetType: 'ServicePrincipal',
  })
}
