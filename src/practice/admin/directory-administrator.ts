/** What the administrator's directory calls do. */
import { assign } from '../directory/assignments.ts'
import { addConsent } from '../directory/consent.ts'
import { fillDirectory } from '../directory/crowd.ts'
import { deletePrincipal, ensurePrincipal, findPrincipal, takeGrants } from '../directory/principals.ts'
import { findRegistration, needRegistration } from '../directory/registrations.ts'
import { setRole } from '../directory/roles.ts'
import { needMailbox } from '../exchange/rights.ts'
import type { Consent } from '../tenant/state.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { type PracticeAdmin, PracticeError } from '../contract/calls.ts'
import type { directoryCalls } from '../contract/directory-calls.ts'
import { policiesChange } from '../contract/directory-policies.ts'

/** `change` runs it and has the result on disk before it returns. */
export function directoryAdministrator(
  tenant: Tenant,
  change: (run: () => void) => Promise<null>,
): Pick<PracticeAdmin, keyof typeof directoryCalls> {
  const { state } = tenant
  const need = (clientId: string) => needRegistration(tenant, clientId)
  const idOf = (address: string) => needMailbox(tenant, address).id
  const consentOf = (
    clientId: string,
    { resource, value, kind, account }: Parameters<PracticeAdmin['grantConsent']>[1],
  ): Consent => ({
    clientId: (findRegistration(tenant, clientId) ?? need(clientId)).clientId,
    principal: account === undefined ? 'all' : idOf(account),
    resource,
    value,
    kind,
  })
  return {
    changeApplication: (clientId, { disabled, notes, tags, owners, identifierUris }) =>
      change(() => {
        const { details } = need(clientId)
        if (disabled !== undefined) details.isDisabled = disabled
        if (notes !== undefined) details.notes = notes
        if (tags !== undefined) details.tags = tags
        if (owners !== undefined) details.owners = owners.map(idOf)
        if (identifierUris !== undefined) details.identifierUris = identifierUris
      }),
    deleteApplication: (clientId) =>
      change(() => {
        const registration = need(clientId)
        state.registrations = state.registrations.filter((one) => one !== registration)
        state.deletedRegistrations.push({
          registration,
          deletedAt: tenant.clock(),
          ...takeGrants(tenant, registration.clientId),
        })
      }),
    removeSecret: (clientId, secretId) =>
      change(() => {
        const registration = need(clientId)
        registration.secrets = registration.secrets.filter((one) => one.secretId !== secretId)
      }),
    removeCertificate: (clientId, keyId) =>
      change(() => {
        const registration = need(clientId)
        registration.certificates = registration.certificates.filter((one) => one.keyId !== keyId)
      }),
    changeServicePrincipal: (clientId, { exists, accountEnabled, assignmentRequired, notes }) =>
      change(() => {
        const appId = clientId.toLowerCase()
        if (exists === true) ensurePrincipal(tenant, appId)
        const principal = findPrincipal(tenant, { appId })
        if (principal === undefined)
          throw new PracticeError(
            'unknown-client',
            `The practice tenant has no service principal of the client id ${clientId}.`,
          )
        const { enterprise } = principal
        if (accountEnabled !== undefined) enterprise.accountEnabled = accountEnabled
        if (assignmentRequired !== undefined) enterprise.assignmentRequired = assignmentRequired
        if (notes !== undefined) enterprise.notes = notes
        if (exists === false) deletePrincipal(tenant, principal)
      }),
    assignUser: (clientId, address) =>
      change(() => void assign(tenant, need(clientId).clientId, idOf(address))),
    grantConsent: (clientId, consent) => change(() => addConsent(tenant, consentOf(clientId, consent))),
    withdrawConsent: (clientId, consent) =>
      change(() => {
        const gone = consentOf(clientId, consent)
        state.consents = state.consents.filter(
          (one) =>
            one.clientId !== gone.clientId ||
            one.principal !== gone.principal ||
            one.resource !== gone.resource ||
            one.value !== gone.value ||
            one.kind !== gone.kind,
        )
      }),
    setPolicies: (policies) =>
      change(() => void Object.assign(state.policies, policiesChange.parse(policies))),
    setDirectoryRole: (address, role, held) => change(() => setRole(tenant, idOf(address), role, held)),
    addDomain: (name, isVerified) =>
      change(() => {
        const domain = name.toLowerCase()
        state.domains = [...state.domains.filter((one) => one.name !== domain), { name: domain, isVerified }]
      }),
    fillDirectory: (applications, servicePrincipals) =>
      change(() => fillDirectory(tenant, applications, servicePrincipals)),
  }
}
