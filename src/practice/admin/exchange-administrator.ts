/** What the administrator's Exchange calls do: applications, EWS, folders. */
import {
  assignAppRole,
  createScope,
  grantAppFullAccess,
  registerServicePrincipal,
  removeAppRole,
  setAccessPolicy,
} from '../exchange/app-access.ts'
import { createFolder, foldersOf } from '../exchange/folders.ts'
import { depositedMessage } from '../tenant/messages.ts'
import { createGroup, setProxyAddresses } from '../exchange/recipients.ts'
import { needMailbox, revokeRight } from '../exchange/rights.ts'
import type { Tenant } from '../tenant/tenant.ts'
import { type PracticeAdmin, PracticeError } from '../contract/calls.ts'
import type { exchangeCalls } from '../contract/exchange-calls.ts'

/** `change` runs it and has the result on disk before it returns. */
export function exchangeAdministrator(
  tenant: Tenant,
  change: (run: () => void) => Promise<null>,
): Pick<PracticeAdmin, keyof typeof exchangeCalls> {
  const { state } = tenant
  return {
    createGroup: (address, displayName, kind, members) =>
      change(() => createGroup(tenant, address, displayName, kind, members)),
    setProxyAddresses: (address, aliases) => change(() => setProxyAddresses(tenant, address, aliases)),
    setSendFromAlias: (enabled) => change(() => (state.sendFromAlias = enabled)),
    revokeSendOnBehalf: (mailbox, trustee) =>
      change(() => revokeRight(tenant, 'sendOnBehalf', mailbox, trustee)),
    revokeFullAccess: (mailbox, trustee) => change(() => revokeRight(tenant, 'fullAccess', mailbox, trustee)),
    registerServicePrincipal: (clientId, objectId) =>
      change(() => registerServicePrincipal(tenant, clientId, objectId)),
    createScope: (name, members) => change(() => createScope(tenant, name, members)),
    assignAppRole: (clientId, role, scope) => change(() => assignAppRole(tenant, clientId, role, scope)),
    removeAppRole: (clientId, role) => change(() => removeAppRole(tenant, clientId, role)),
    grantAppFullAccess: (mailbox, clientId) => change(() => grantAppFullAccess(tenant, mailbox, clientId)),
    setAccessPolicy: (clientId, right, members) =>
      change(() => setAccessPolicy(tenant, clientId, right, members)),
    setEws: (enabled, allowed) =>
      change(() => {
        state.ews = { enabled, allowedAppIds: allowed === null ? null : [...new Set(allowed)] }
      }),
    async createFolder(address, displayName, parent) {
      const { id, displayName: name } = createFolder(tenant, address, displayName, parent)
      await tenant.file.flush()
      return { id, displayName: name }
    },
    async depositMail(address, folder, mail) {
      const mailbox = needMailbox(tenant, address)
      const wanted = folder.toLowerCase()
      const found = foldersOf(tenant, mailbox.address).find(
        (one) => one.id === folder || one.id === wanted || one.displayName.toLowerCase() === wanted,
      )
      if (found === undefined)
        throw new PracticeError('unknown-folder', `${mailbox.address} has no folder ${folder}.`)
      const message = depositedMessage(tenant.clock(), mailbox.address, found.id, mail)
      await tenant.messages.add([message])
      return { id: message.id }
    },
  }
}
